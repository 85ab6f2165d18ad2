"""Invitations as calendar programs read them."""

from dataclasses import replace
from datetime import UTC, datetime

from icalendar import Calendar

from desktop.reports.calendar import Gathering, Mailbox, cancellation, invitation
from tests.reports.samples import AT

SENT = datetime(2026, 10, 20, 14, 0, 0, 500, tzinfo=UTC)
GATHERING = Gathering(
    uid="019a-uid",
    title="November meeting",
    starts_at=AT,
    duration=90,
    place="Library, Room B",
    link="https://meet.example.org/mgc",
    organizer=Mailbox("ana@example.org", "Ana Reyes"),
    invited=(Mailbox("grace@example.org", "Grace Kim"), Mailbox("tom@example.org")),
)


def test_an_invitation_asks_each_of_the_invited_for_an_answer() -> None:
    calendar = Calendar.from_ical(invitation(GATHERING, SENT))
    event = calendar.events[0]
    assert calendar["METHOD"] == "REQUEST"
    assert (event["UID"], event["SEQUENCE"], event["STATUS"]) == ("019a-uid", 0, "CONFIRMED")
    assert event["ORGANIZER"].params["CN"] == "Ana Reyes"
    assert [str(each) for each in event["ATTENDEE"]] == ["mailto:grace@example.org", "mailto:tom@example.org"]
    assert {each.params["RSVP"] for each in event["ATTENDEE"]} == {"TRUE"}
    assert "https://meet.example.org/mgc" in event["DESCRIPTION"]


def test_the_time_is_told_with_the_rules_of_its_zone() -> None:
    content = invitation(GATHERING, SENT)
    event = Calendar.from_ical(content).events[0]
    assert b"BEGIN:VTIMEZONE\r\nTZID:America/Chicago" in content
    assert b"DTSTART;TZID=America/Chicago:20261103T183000" in content
    assert event.end - event.start == AT.replace(hour=20, minute=0) - AT
    assert len(content) < 2500


def test_a_change_keeps_the_uid_and_goes_up() -> None:
    moved = replace(GATHERING, starts_at=AT.replace(day=10), revision=1)
    event = Calendar.from_ical(invitation(moved, SENT)).events[0]
    assert (event["UID"], event["SEQUENCE"]) == ("019a-uid", 1)


def test_a_cancellation_says_so_to_programs_and_people() -> None:
    calendar = Calendar.from_ical(cancellation(replace(GATHERING, revision=2), SENT))
    assert calendar["METHOD"] == "CANCEL"
    assert calendar.events[0]["STATUS"] == "CANCELLED"
    assert calendar.events[0]["SEQUENCE"] == 2


def test_without_an_organizer_nobody_is_asked_to_answer() -> None:
    content = invitation(replace(GATHERING, organizer=None), SENT)
    assert b"METHOD:PUBLISH" in content and b"ATTENDEE" not in content


def test_the_same_invitation_is_the_same_bytes() -> None:
    assert invitation(GATHERING, SENT) == invitation(GATHERING, SENT)


def test_words_cannot_add_a_line_of_their_own() -> None:
    evil = "Fun\r\nATTENDEE:mailto:evil@example.org\nX-EVIL:1"
    named = Mailbox("ana@example.org", evil)
    content = invitation(replace(GATHERING, title=evil, notes=evil, place=evil, organizer=named), SENT)
    unfolded = content.replace(b"\r\n ", b"")
    assert not [line for line in unfolded.splitlines() if line.startswith((b"X-EVIL", b"ATTENDEE:"))]
    assert Calendar.from_ical(content).events[0]["SUMMARY"] == evil.replace("\r\n", "\n")
