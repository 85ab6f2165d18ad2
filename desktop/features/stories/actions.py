"""What people do with stories. That nobody is published unasked, the store itself sees to."""

from typing import cast

from desktop.i18n import _
from desktop.publishing import lack_words, standing_of
from desktop.store.store import Store
from sync.errors import Refused
from sync.records.fields import parse_field
from sync.records.library import PublishState, Story


def read_story(store: Store, story: str) -> Story:
    """Return a story; Unknown if there is none or it was deleted."""
    return cast(Story, store.get(Story.kind, story))


def add_story(store: Store, title: str, teller: str = "") -> str:
    """Begin a story and return its id; `teller` is who told it."""
    story = Story(title=str(parse_field(Story, "title", title)), teller=teller)
    with store.edit(_("Add a story")) as draft:
        return draft.add(story)


def publish_story(store: Store, story: str) -> None:
    """Publish a story, and keep on which consents it stands; Refused where one is missing."""
    standing = standing_of(store, read_story(store, story))
    if standing.lacks:
        raise Refused(lack_words(standing, standing.lacks[0]), "no_consent")
    values = {"state": PublishState.PUBLISHED.value, "consents": standing.consents()}
    with store.edit(_("Publish “{title}”").format(title=standing.story.title)) as draft:
        draft.set(Story.kind, story, values)


def take_down(store: Store, story: str) -> None:
    """Take a published story back; it stays here."""
    _turn(store, story, PublishState.WITHDRAWN, _("Take down “{title}”"))


def review_story(store: Store, story: str) -> None:
    """Keep that somebody read a draft and finds it good."""
    _turn(store, story, PublishState.REVIEWED, _("Review “{title}”"))


def trash_story(store: Store, story: str) -> None:
    """Delete a story; it can be brought back."""
    title = read_story(store, story).title
    with store.edit(_("Delete “{title}”").format(title=title)) as draft:
        draft.trash(Story.kind, story)


def _turn(store: Store, story: str, state: PublishState, label: str) -> None:
    title = read_story(store, story).title
    with store.edit(label.format(title=title)) as draft:
        draft.set(Story.kind, story, {"state": state.value})
