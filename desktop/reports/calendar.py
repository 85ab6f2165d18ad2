"""Meetings as calendar mail (RFC 5545 and 5546): an invitation, what changed, that it is off.

A meeting keeps its UID for life, and its SEQUENCE goes up with each change of time or place,
so a calendar replaces what it has and never shows a meeting twice.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from desktop.i18n import _

if TYPE_CHECKING:
    from icalendar import Calendar, Event, vCalAddress


@dataclass(frozen=True, slots=True)
class Mailbox:
    """Somebody with an e-mail address."""

    email: str
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathering:
    """A meeting as a calendar knows it."""

    uid: str
    """The id of its record."""
    title: str
    starts_at: datetime
    """Aware, with the ZoneInfo of the meeting: the calendar is told the zone's rules."""
    duration: int = 60
    """Minutes."""
    revision: int = 0
    """SEQUENCE; a change that is not sent with a higher one is ignored."""
    place: str = ""
    link: str = ""
    notes: str = ""
    organizer: Mailbox | None = None
    """Who is answered; without one the file can be opened but not answered."""
    invited: tuple[Mailbox, ...] = ()


def invitation(gathering: Gathering, stamped_at: datetime) -> bytes:
    """Return the .ics that invites, or that changes an earlier invitation if `revision` went up.

    `stamped_at` is when it is sent, aware.
    """
    method = "REQUEST" if gathering.organizer else "PUBLISH"
    return _calendar(gathering, stamped_at, method, "CONFIRMED")


def cancellation(gathering: Gathering, stamped_at: datetime) -> bytes:
    """Return the .ics that takes a meeting off the calendars; `revision` must have gone up."""
    method = "CANCEL" if gathering.organizer else "PUBLISH"
    return _calendar(gathering, stamped_at, method, "CANCELLED")


def _calendar(gathering: Gathering, stamped_at: datetime, method: str, status: str) -> bytes:
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Coalition Desk//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(_event(gathering, stamped_at, status))
    _add_zone(calendar, gathering.starts_at)
    return bytes(calendar.to_ical())


def _event(gathering: Gathering, stamped_at: datetime, status: str) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", gathering.uid)
    event.add("dtstamp", stamped_at.astimezone(UTC).replace(microsecond=0))
    event.add("sequence", gathering.revision)
    event.add("status", status)
    event.add("summary", gathering.title)
    event.add("dtstart", gathering.starts_at)
    event.add("dtend", gathering.starts_at + timedelta(minutes=gathering.duration))
    words = {"location": gathering.place or gathering.link, "description": _description(gathering)}
    for name, text in words.items():
        if text:
            event.add(name, text)
    if gathering.link:
        event.add("url", gathering.link)
    _add_people(event, gathering)
    return event


def _description(gathering: Gathering) -> str:
    link = _("Join online: {link}").format(link=gathering.link) if gathering.link else ""
    return "\n\n".join(filter(None, (gathering.notes, link)))


def _add_people(event: "Event", gathering: Gathering) -> None:
    if gathering.organizer is None:
        return
    event.add("organizer", _address(gathering.organizer))
    for each in gathering.invited:
        guest = _address(each)
        guest.params |= {"ROLE": "REQ-PARTICIPANT", "PARTSTAT": "NEEDS-ACTION", "RSVP": "TRUE"}
        event.add("attendee", guest)


def _address(mailbox: Mailbox) -> "vCalAddress":
    from icalendar import vCalAddress

    address = vCalAddress(f"mailto:{mailbox.email}")
    if mailbox.name:
        address.params["CN"] = mailbox.name
    return address


def _add_zone(calendar: "Calendar", around: datetime) -> None:
    """Tell the rules of the zone for the years around a meeting; all of them would be a page long."""
    year = around.year
    calendar.add_missing_timezones(
        first_date=around.date().replace(year=year - 1, month=1, day=1),
        last_date=around.date().replace(year=year + 2, month=1, day=1),
    )
