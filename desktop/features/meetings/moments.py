"""Moments of a meeting: now, and as its own time zone says them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic_core import to_jsonable_python

from desktop.features.meetings.queries import read
from desktop.store.store import Store
from sync.errors import Unknown
from sync.records.meetings import Meeting
from sync.records.spaces import Coalition

USUAL = "America/Chicago"


def now(store: Store) -> datetime:
    """Return the moment, as the clock of this computer has it; shown and noted, never compared."""
    return datetime.fromisoformat(store.now())


def written(moment: datetime) -> str:
    """Return a moment in the one way in which records have it; at Greenwich that ends with Z."""
    return str(to_jsonable_python(moment))


def zone_of(store: Store, meeting: Meeting) -> ZoneInfo:
    """Return the time zone of a meeting: its own, else that of the coalition."""
    try:
        return ZoneInfo(meeting.time_zone or _usual(store))
    except (ZoneInfoNotFoundError, ValueError):  # a name that this computer does not know
        return ZoneInfo(USUAL)


def here(store: Store, meeting: Meeting, moment: datetime | None = None) -> datetime:
    """Return a moment, by default now, as the clocks at the meeting's place show it."""
    return (moment or now(store)).astimezone(zone_of(store, meeting))


def day_of(store: Store, meeting: Meeting) -> date:
    """Return the day on which a meeting is, today if none is set."""
    return here(store, meeting, meeting.starts_at).date()


def _usual(store: Store) -> str:
    try:
        return read(store, Coalition, store.author.home).time_zone or USUAL
    except Unknown:
        return USUAL
