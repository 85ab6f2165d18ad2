"""Versions of the minutes: what was saved at each pause of typing can be seen and brought back.

They are read from the store's own changes; nothing is kept twice. The text after a change is
what its author saw when typing, with that typing in it, so the words of others are there too.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from desktop.features.meetings import queries
from desktop.features.meetings.minutes import Kept, keep_minutes, minutes_of
from desktop.i18n import _
from desktop.store.store import Store
from sync.changes.state import document
from sync.errors import Unknown
from sync.prose import Early, combine, text_after
from sync.records.meetings import Meeting

SAME_SITTING = timedelta(minutes=2)
"""Saves closer together than this are shown as one version, the last of them."""


@dataclass(frozen=True, slots=True)
class Version:
    """The minutes as they were after one change of this computer."""

    meeting: str
    number: int
    at: datetime
    label: str


def versions_of(store: Store, meeting: str, apart: timedelta = SAME_SITTING) -> list[Version]:
    """Return the versions of a meeting's minutes, the newest first; `apart` thins them out."""
    typed = queries.typed_into_minutes(store, meeting)
    versions = [Version(meeting, each.number, datetime.fromisoformat(each.at), each.label) for each in typed]
    return list(_thinned(list(reversed(versions)), apart))


def text_of(store: Store, version: Version) -> str:
    """Return the minutes as they were in a version; Unknown if this computer no longer holds it."""
    changes = queries.typed_into_minutes(store, version.meeting)
    change = next((each for each in changes if each.number == version.number), None)
    if change is None:
        raise Unknown(
            _("This version is no longer on this computer. The minutes are unchanged."), "no_version"
        )
    if "minutes" in change.body.get("set", {}):
        return str(change.body["set"]["minutes"])
    ground = document(store.state(Meeting.kind, version.meeting), "minutes")
    typed = [each.body["prose"]["minutes"] for each in changes[: changes.index(change) + 1]]
    try:
        return text_after(ground, typed[-1])
    except Early:  # it stands on words that the office did not accept: they are still here
        return text_after(_with_all(ground, typed), typed[-1])


def restore_version(store: Store, version: Version) -> Kept:
    """Make the minutes what they were in a version; what they are now stays a version too."""
    text = text_of(store, version)
    now = minutes_of(store, version.meeting)
    return keep_minutes(store, version.meeting, text, now.state, _("Bring back an earlier version"))


def _with_all(ground: str, updates: list[str]) -> str:
    for update in updates:
        with suppress(Early):
            ground, _text = combine(ground, update)
    return ground


def _thinned(versions: list[Version], apart: timedelta) -> Iterator[Version]:
    shown: Version | None = None
    for version in versions:
        is_same = shown is not None and shown.label == version.label and abs(shown.at - version.at) < apart
        if not is_same:
            shown = version
            yield version
