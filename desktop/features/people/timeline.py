"""What happened with somebody, line by line, in words."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import singledispatch

from desktop.features.people.reading import name_of, step_name, stipend_standing
from desktop.features.people.words import channel_words, format_words, outcome_words, standing_words
from desktop.i18n import _
from desktop.money_words import money_words
from desktop.store.store import Store
from sync.errors import Unknown
from sync.records.attendance import Attendance, Presence
from sync.records.base import Entry
from sync.records.consents import Consent, ConsentAnswer
from sync.records.engagements import Engagement, EngagementFormat, ScaleRating
from sync.records.money import Stipend
from sync.records.motions import ActionItem, ActionStatus

UNDATED = "9999"
"""Where what has no day stands in a timeline: it is still to be done, so at the top."""
ICONS = {
    EngagementFormat.CALL: "phone",
    EngagementFormat.EMAIL: "mail",
    EngagementFormat.VISIT: "map-pin",
    EngagementFormat.TEXT_MESSAGE: "message-circle",
    EngagementFormat.EVENT: "calendar",
}


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of a timeline; the record says the rest."""

    kind: str
    id: str
    at: str
    """A moment in UTC, "2026-11-22 18:00:00", or a day; UNDATED or "" for what has neither."""
    title: str
    """The title of the meeting, or the name of the scale."""


@dataclass(frozen=True, slots=True)
class Told:
    """One line of a timeline as it is read."""

    kind: str
    id: str
    day: date | None
    icon: str
    headline: str
    detail: str = ""
    next_step: str = ""
    next_day: date | None = None
    opens: tuple[str, str] = ("", "")
    """Kind and id of the record to go to, if it is another."""


def tell(store: Store, happening: Happening, mine: Collection[str]) -> Told:
    """Return a line of the timeline of somebody, known by the ids `mine`, in words."""
    try:
        record = store.get(happening.kind, happening.id)
    except Unknown:  # deleted since the line was read
        return _told(happening, "circle", happening.title)
    return _tell(record, store, happening, mine)


def _day(happening: Happening) -> date | None:
    """Return the day it was here."""
    if happening.at in ("", UNDATED):
        return None
    if len(happening.at) == len("2026-11-22"):
        return date.fromisoformat(happening.at)
    return datetime.fromisoformat(f"{happening.at}+00:00").astimezone().date()


@singledispatch
def _tell(record: Entry, store: Store, line: Happening, mine: Collection[str]) -> Told:
    """Return what is said of a record; each kind that stands in a timeline has its own words."""
    raise TypeError(record.kind)


@_tell.register
def _tell_coming(record: Attendance, store: Store, line: Happening, mine: Collection[str]) -> Told:
    del store, mine
    words = {
        Presence.PRESENT: _("Came to {meeting}"),
        Presence.ABSENT: _("Did not come to {meeting}"),
        Presence.EXCUSED: _("Excused from {meeting}"),
        Presence.BY_PROXY: _("Sent somebody in their place to {meeting}"),
    }
    said = words.get(record.presence, _("Was asked to {meeting}"))
    headline = said.format(meeting=line.title or _("a meeting"))
    return _told(line, "calendar-days", headline, opens=("meeting", record.meeting))


@_tell.register
def _tell_talk(record: Engagement, store: Store, line: Happening, mine: Collection[str]) -> Told:
    others = [name_of(store, "person", each) for each in record.people if each not in mine]
    how = format_words(record.format)
    if others:
        how = _("{how} with {names} too").format(how=how, names=", ".join(others))
    how = " · ".join(filter(None, (how, outcome_words(record.outcome))))
    told = _told(line, ICONS.get(record.format, "user"), how, record.note)
    return replace(told, next_step=record.next_step, next_day=record.next_day)


@_tell.register
def _tell_answer(record: Consent, store: Store, line: Happening, mine: Collection[str]) -> Told:
    del store, mine
    is_yes = record.answer == ConsentAnswer.GIVEN
    words = _("Said yes to {channel}") if is_yes else _("Said no to {channel}")
    said = words.format(channel=channel_words(record.channel).lower())
    return _told(line, "circle-check" if is_yes else "x", said, record.source)


@_tell.register
def _tell_rating(record: ScaleRating, store: Store, line: Happening, mine: Collection[str]) -> Told:
    del mine
    name = step_name(store, record.scale, record.step)
    return _told(line, "trending-up", f"{line.title}: {name}" if line.title else name, record.note)


@_tell.register
def _tell_promise(record: ActionItem, store: Store, line: Happening, mine: Collection[str]) -> Told:
    del store, mine
    words = {ActionStatus.DONE: _("Did it"), ActionStatus.DROPPED: _("No longer needed")}
    said = words.get(record.status, _("Promised to do it"))
    return _told(line, "list-checks", record.title, said, (ActionItem.kind, record.id))


@_tell.register
def _tell_request(record: Stipend, store: Store, line: Happening, mine: Collection[str]) -> Told:
    del mine
    asked = _("Asked for a stipend of {amount}").format(amount=money_words(record.requested))
    return _told(line, "hand-coins", asked, standing_words(stipend_standing(store, record.id)))


def _told(
    line: Happening, icon: str, headline: str, detail: str = "", opens: tuple[str, str] = ("", "")
) -> Told:
    return Told(line.kind, line.id, _day(line), icon, headline, detail, opens=opens)
