"""Being in touch with people: what is kept of a talk, and what was agreed to do next."""

from datetime import datetime

from desktop.features.people.reading import name_of, read
from desktop.i18n import _, ngettext
from desktop.store.store import Store
from sync.errors import Malformed
from sync.records.engagements import Engagement


def log_talk(store: Store, talk: Engagement) -> str:
    """Keep a talk with one or several people, now unless it says when; return its id."""
    if not talk.people:
        raise Malformed(_("Choose whom you were in touch with. Nothing was kept yet."), "people")
    at = talk.at or datetime.fromisoformat(store.now())
    with store.edit(_("Log contact with {names}").format(names=_names(store, talk))) as draft:
        return draft.add(talk.but(at=at))


def correct_talk(store: Store, was: str, talk: Engagement) -> str:
    """Keep a talk as it really was; what was written first stays in the history."""
    before = read(store, Engagement, was)
    corrected = Engagement(corrects=was, **{name: getattr(talk, name) for name in _TYPED}, at=before.at)
    kept = {"owner": before.owner, "meeting": before.meeting, "project": before.project}
    with store.edit(_("Correct contact with {names}").format(names=_names(store, talk))) as draft:
        return draft.add(corrected.but(campaign=before.campaign, action_item=before.action_item, **kept))


def delete_talk(store: Store, talk: str) -> None:
    """Delete a talk that never was."""
    held = read(store, Engagement, talk)
    with store.edit(_("Delete contact with {names}").format(names=_names(store, held))) as draft:
        draft.trash(Engagement.kind, talk)


_TYPED = ("people", "partners", "format", "duration", "outcome", "note", "next_step", "next_day")
"""What is typed of a talk."""


def _names(store: Store, talk: Engagement) -> str:
    first = name_of(store, "person", talk.people[0]) if talk.people else ""
    others = len(talk.people) - 1
    if others < 1:
        return first
    words = ngettext("{name} and {count} other", "{name} and {count} others", others)
    return words.format(name=first, count=others)
