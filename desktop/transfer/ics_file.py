"""Meetings as calendar entries: one that changes keeps its UID, and its SEQUENCE goes up."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from sync.records.meetings import Meeting

if TYPE_CHECKING:
    from icalendar import Event


def ics_bytes(meetings: list[Meeting]) -> bytes:
    """Return a calendar of meetings that have a time; times are in UTC."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Coalition Desk//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for meeting in meetings:
        calendar.add_component(_event(meeting))
    return bytes(calendar.to_ical())


def _event(meeting: Meeting) -> "Event":
    from icalendar import Event

    starts = (meeting.starts_at or made_at(meeting.id)).astimezone(UTC)
    event = Event()
    event.add("uid", meeting.id)
    event.add("dtstamp", made_at(meeting.id))
    event.add("sequence", meeting.revision)
    event.add("summary", meeting.title)
    event.add("dtstart", starts)
    event.add("dtend", starts + timedelta(minutes=meeting.duration))
    for name, words in (("location", meeting.place), ("url", meeting.link)):
        if words:
            event.add(name, words)
    event.add("status", "CANCELLED" if meeting.cancelled else "CONFIRMED")
    return event


def made_at(record: str) -> datetime:
    """Return when a record was made, from its id: the same for everybody who exports it."""
    number = UUID(record)
    milliseconds = number.int >> 80 if number.version == 7 else 0
    return datetime.fromtimestamp(milliseconds // 1000, UTC)
