"""Handing published stories out, as a page for the web or as Markdown, without anybody who did not agree."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from desktop.attached_files import read_bytes
from desktop.features.stories.queries import stories_in
from desktop.i18n import _
from desktop.paths import Profile
from desktop.postal import coalition_name
from desktop.publishing import Standing, standing_of
from desktop.reports.stories import ToldStory, html_of, markdown_of
from desktop.reports.wording import day
from desktop.store.store import Store
from desktop.writing_out import write_out
from sync.errors import Refused
from sync.records.library import Attachment, PublishState
from sync.records.people import AgeBand

MARKDOWN = ".md"
Plain = Callable[[bytes], bytes]
"""Makes of a photo the JPEG that is handed out, without the place noted in it."""


def hand_out(store: Store, profile: Profile, path: Path, plain: Plain, language: str = "en") -> int:
    """Write all that may be told into a file and return how many stories are in it; see `write_stories`.

    Photos that are not here yet are fetched. Refused, with no file written, where no story is published.
    """
    stories = tellable(store)
    if not stories:
        words = _("No story is published yet, so nothing was saved. Publish one first.")
        raise Refused(words, "no_stories")
    photos = {each.story.id: _photo(store, profile, each) for each in stories}
    pictures = {story: plain(photo) for story, photo in photos.items() if photo}
    heading = coalition_name(store)
    write_stories(path, _("Stories of {coalition}").format(coalition=heading), stories, pictures, language)
    return len(stories)


def tellable(store: Store) -> list[Standing]:
    """Return the published stories in which everybody agrees today."""
    published = (standing_of(store, each) for each in stories_in(store, PublishState.PUBLISHED))
    return [each for each in published if each.is_told]


def told(standing: Standing, picture: bytes = b"", language: str = "en") -> ToldStory:
    """Return a story as it is handed out; Refused for one that may not be."""
    story = standing.story
    if not standing.is_told:
        words = _("“{title}” is not published, so it was not handed out.")
        raise Refused(words.format(title=story.title), "no_consent")
    shown = story.photo_description if picture else ""
    return ToldStory(story.title, story.narrative, story.quote, _byline(standing, language), picture, shown)


def write_stories(
    path: Path, heading: str, stories: Sequence[Standing], pictures: Mapping[str, bytes], language: str = "en"
) -> None:
    """Write stories into a file: Markdown where it ends in .md, with its pictures beside it; else a web page.

    `pictures` are the JPEG bytes by the id of the story.
    """
    parts = [told(each, pictures.get(each.story.id, b""), language) for each in stories]
    if path.suffix.lower() != MARKDOWN:
        write_out(path, html_of(parts, heading, language).encode())
        return
    names = [f"{path.stem}-{place}.jpg" if each.picture else "" for place, each in enumerate(parts, 1)]
    for name, part in zip(names, parts, strict=True):
        if name:
            write_out(path.with_name(name), part.picture)
    write_out(path, markdown_of(parts, heading, names).encode())


def _photo(store: Store, profile: Profile, standing: Standing) -> bytes:
    photo = store.get(Attachment.kind, standing.story.photo) if standing.story.photo else None
    return read_bytes(store, profile, photo, fetch=True) if isinstance(photo, Attachment) else b""


def _byline(standing: Standing, language: str) -> str:
    """Return who tells it; a minor and whoever does not want it is not named."""
    story, teller = standing.story, standing.people.get(standing.story.teller, {})
    is_named = story.show_names and teller and teller.get("age_band") != AgeBand.MINOR
    name = standing.name(story.teller) if is_named else _("Somebody of the coalition")
    return f"{name}, {day(story.day, language)}" if story.day else name
