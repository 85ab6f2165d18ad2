from datetime import date, timedelta

import pytest
from icalendar import Calendar

from desktop.features.meetings.action_items import add_action
from desktop.features.meetings.actions import add_meeting, cancel_meeting, change_meeting
from desktop.features.meetings.agenda import add_item
from desktop.features.meetings.approval import amend, approve, mark_reviewed
from desktop.features.meetings.attendance.badges import read_badge
from desktop.features.meetings.attendance.marking import leave, mark
from desktop.features.meetings.attendance.walk_ins import WalkIn, add_walk_in
from desktop.features.meetings.decisions.motions import close_vote, open_vote, propose
from desktop.features.meetings.decisions.register import decide
from desktop.features.meetings.minutes import keep_closed_notes, keep_minutes, minutes_of
from desktop.features.meetings.papers.before import agenda_paper, badges_paper, sign_in_paper, tents_paper
from desktop.features.meetings.papers.follow_up import follow_up
from desktop.features.meetings.papers.invitations import calendar_file, gathering_of
from desktop.features.meetings.papers.minutes import minutes_paper
from desktop.features.meetings.queries import read
from desktop.features.meetings.series import next_meeting, start_series
from sync.errors import Malformed, Refused
from sync.records.attendance import Presence
from sync.records.consents import Channel, Consent, ConsentAnswer, Suppression
from sync.records.documents import Letter
from sync.records.meetings import Meeting
from sync.records.motions import Tally
from sync.records.people import AgeBand, Person
from sync.records.values import Address
from tests.features.meetings.people import EVENING, present


def set_fields(store, kind, record, **values):
    with store.edit("Set") as draft:
        draft.set(kind, record, values)


@pytest.fixture
def held(store, people, meeting):
    """A meeting with an open item and a closed one, each with a motion, a decision and an action item."""
    present(store, meeting, people[:11])
    keep_minutes(store, meeting, "We met.", minutes_of(store, meeting).state)
    for title, closed in (("Spring fair", False), ("Personnel matter", True)):
        item = add_item(store, meeting, title, closed=closed, notes=f"Notes on {title}")
        motion = propose(store, meeting, f"Move on {title}", mover=people[0], agenda_item=item)
        open_vote(store, motion)
        close_vote(store, motion, Tally(yes=8))
        decide(store, meeting, f"Decide on {title}", agenda_item=item)
        add_action(store, meeting, f"Act on {title}", people[0], date(2026, 12, 1), agenda_item=item)
        if closed:
            keep_closed_notes(store, meeting, item, "Sealed words")
    return meeting


def test_a_redacted_copy_says_nothing_of_what_is_closed(store, held):
    paper = minutes_paper(store, held)
    assert "Personnel" not in repr(paper) and "Sealed" not in repr(paper)
    assert [(item.title, item.is_closed) for item in paper.items] == [
        ("Spring fair", False),
        ("Closed item", True),
    ]
    assert [each.what for each in paper.promises] == ["Act on Spring fair"]


def test_a_full_copy_has_all_of_it(store, held):
    paper = minutes_paper(store, held, full=True)
    closed = paper.items[1]
    assert (closed.title, closed.is_closed, closed.notes) == (
        "Personnel matter",
        True,
        "Notes on Personnel matter\n\nSealed words",
    )
    assert [each.text for each in closed.motions] == ["Move on Personnel matter"]
    assert closed.decisions == ("Decide on Personnel matter",) and len(paper.promises) == 2


def test_the_minutes_say_who_came_and_how_it_was_settled(store, people, held):
    mark(store, held, people[11], Presence.EXCUSED)
    mark(store, held, people[12], Presence.BY_PROXY, proxy=people[0])
    leave(store, held, people[1])
    paper = minutes_paper(store, held)
    by_name = {each.name: each for each in paper.attendees}
    assert len(by_name) == 12 and paper.excused == ("Tom Miller",)
    assert by_name["Nina Park"].remark == "Ana Ruiz" and by_name["Luis Díaz"].remark.startswith("left at")
    assert paper.quorum == "12 of 16 voters took part; 9 were a quorum."
    assert paper.items[0].motions[0].sentence.startswith("The motion carried, 8 yes, 0 no.")


def test_what_the_text_tells_is_not_said_twice(store, people, meeting):
    present(store, meeting, people[:11])
    motion = propose(store, meeting, "Hold the fair", mover=people[0])
    open_vote(store, motion)
    close_vote(store, motion, Tally(yes=8), into_minutes=True)
    decide(store, meeting, "Meet on Tuesdays", into_minutes=True)
    paper = minutes_paper(store, meeting)
    assert paper.items == () and "The motion carried, 8 yes, 0 no." in paper.notes
    assert "Decided: Meet on Tuesdays." in paper.notes


def test_the_loss_of_the_quorum_is_told(store, people, meeting):
    present(store, meeting, people[:9])
    store.now.pass_by(minutes=30)
    leave(store, meeting, people[0])
    lost = "The quorum was lost at 6:30\N{NO-BREAK SPACE}PM: 8 of the 9 needed were left."
    assert minutes_paper(store, meeting).quorum == f"9 of 16 voters took part; 9 were a quorum. {lost}"


def test_minors_are_shown_by_their_initials(store, people, held):
    set_fields(store, "person", people[2], age_band=AgeBand.MINOR)
    names = {each.name for each in minutes_paper(store, held).attendees}
    assert "M. G." in names and "Maria García" not in names


def test_a_closed_meeting_has_no_copy_for_others(store, held):
    change_meeting(store, held, closed=True)
    with pytest.raises(Refused, match="closed"):
        minutes_paper(store, held)
    assert minutes_paper(store, held, full=True).notes == "We met."


def test_approved_minutes_carry_their_hash_and_amendments(store, people, held):
    with store.edit("Next") as draft:
        later = draft.add(
            Meeting(title="December", voters=tuple(people), starts_at=EVENING + timedelta(days=30))
        )
    present(store, later, people[:11])
    motion = propose(store, later, "Approve the minutes")
    open_vote(store, motion)
    close_vote(store, motion, Tally(yes=11))
    mark_reviewed(store, held)
    assert minutes_paper(store, held).approval is None
    found = approve(store, held, motion)
    amend(store, held, "It was Wednesday.")
    paper = minutes_paper(store, held)
    assert paper.approval.hash == found and paper.approval.day == date(2026, 12, 10)
    assert "Approve the minutes" in paper.approval.motion
    assert [each.text for each in paper.amendments] == ["It was Wednesday."]


def test_motions_without_an_item_stand_under_other_business(store, people, meeting):
    mark(store, meeting, people[0])
    propose(store, meeting, "Adjourn")
    decide(store, meeting, "Meet in a month")
    (item,) = minutes_paper(store, meeting).items
    assert item.title == "Other business" and item.decisions == ("Meet in a month",)


def test_the_agenda_on_paper_has_items_and_what_is_still_open(store, people, meeting):
    change_meeting(store, meeting, chair=people[0], place="Library")
    add_item(store, meeting, "Budget", duration=15, presenter=people[1])
    with store.edit("Earlier") as draft:
        earlier = draft.add(Meeting(title="October"))
    add_action(store, earlier, "Book the hall", people[2])
    paper = agenda_paper(store, meeting, large=True)
    assert (paper.coalition, paper.chair, paper.place, paper.large) == (
        "Riverside Coalition",
        "Ana Ruiz",
        "Library",
        True,
    )
    (line,), (action,) = paper.lines, paper.open_actions
    assert (line.title, line.minutes, line.presenter) == ("Budget", 15, "Luis Díaz")
    assert (action.what, action.owner) == ("Book the hall", "Maria García")
    assert paper.starts_at == EVENING and str(paper.starts_at.tzinfo) == "America/Chicago"


def test_the_agenda_of_the_next_meeting_says_nothing_of_what_was_closed(store, people, held, meeting):
    later = add_meeting(store, "Next")
    assert [each.what for each in agenda_paper(store, later).open_actions] == ["Act on Spring fair"]
    change_meeting(store, held, closed=True)
    assert agenda_paper(store, later).open_actions == ()


def test_a_coalition_that_only_the_office_named_is_named_on_paper(store, meeting):
    set_fields(store, "coalition", store.author.home, name="As we call ourselves")
    assert agenda_paper(store, meeting).coalition == "As we call ourselves"
    with store.edit("Delete") as draft:
        draft.trash("coalition", store.author.home)
    assert agenda_paper(store, meeting).coalition == "Riverside Coalition"


def test_the_sign_in_sheet_has_the_codes_that_are_typed_afterwards(store, people, meeting):
    paper = sign_in_paper(store, meeting, open_rows=3)
    assert len(paper.rows) == 19 and len({row.code for row in paper.rows}) == 19
    assert [row.name for row in paper.rows[-3:]] == ["", "", ""]


def test_badges_check_their_people_in(store, people, meeting):
    set_fields(store, "person", people[2], goes_by="Mari")
    paper = badges_paper(store, meeting)
    assert {read_badge(store, badge.code) for badge in paper.badges} == set(people)
    assert "Mari García" in {badge.name for badge in paper.badges}
    assert "Mari García" in {tent.name for tent in tents_paper(store, meeting).tents}


def reachable(store, people):
    """Give everybody an e-mail address."""
    with store.edit("Addresses") as draft:
        for place, person in enumerate(people):
            draft.set("person", person, {"email": f"person{place}@example.org"})


def mailed(pack):
    return {draft.to[0].email for draft in pack.mail}


def test_everybody_who_came_and_may_be_written_to_is_thanked(store, people, held):
    reachable(store, people)
    set_fields(store, "person", people[0], do_not_contact=True)
    set_fields(store, "person", people[1], age_band=AgeBand.MINOR)
    with store.edit("Said") as draft:
        draft.add(Consent(person=people[2], channel=Channel.EMAIL, answer=ConsentAnswer.WITHDRAWN))
        draft.add(Suppression(channel=Channel.EMAIL, address="Person3@example.org"))
    expected = {f"person{place}@example.org" for place in range(4, 11)}
    assert mailed(follow_up(store, held)) == expected


def test_somebody_who_walked_in_is_written_to_only_where_they_agreed(store, held):
    add_walk_in(store, held, WalkIn("Nadia Frost", email="nadia@example.org"))
    add_walk_in(store, held, WalkIn("Otto Lang", email="otto@example.org", may_contact=True))
    assert mailed(follow_up(store, held)) == {"otto@example.org"}


def test_whoever_has_no_mail_is_sent_a_letter(store, people, held):
    address = Address(street="1 River Road", city="Elgin", state="IL", postal_code="60120")
    set_fields(store, "person", people[0], address=address.model_dump(mode="json"))
    (recipient,) = follow_up(store, held).letters.recipients
    assert (recipient.name, recipient.address) == ("Ana Ruiz", ("1 River Road", "Elgin IL 60120"))


def test_the_mail_thanks_and_lists_what_was_taken_on(store, people, held):
    reachable(store, people)
    by_address = {draft.to[0].email: draft for draft in follow_up(store, held).mail}
    first, second = by_address["person0@example.org"], by_address["person1@example.org"]
    assert first.subject == "Thank you for coming to November meeting"
    assert "Dear Ana," in first.text and "- Act on Spring fair, by December 1, 2026" in first.text
    second = next(
        draft for draft in follow_up(store, held).mail if draft.to[0].email == "person1@example.org"
    )
    assert "What you took on" not in second.text and "\n\n\n" not in second.text


def test_a_letter_of_ones_own_takes_the_place_of_ours(store, people, held):
    reachable(store, people)
    with store.edit("Letter") as draft:
        letter = draft.add(Letter(name="Thanks", subject="¡Gracias!", body="Hola {first_name}, gracias."))
        wrong = draft.add(Letter(name="Wrong", body="Hola {nickname}"))
    assert follow_up(store, held, letter=letter).mail[0].subject == "¡Gracias!"
    with pytest.raises(Malformed, match="nickname"):
        follow_up(store, held, letter=wrong)


def test_a_coalition_without_an_address_sends_in_nobodys_name(store, people, held):
    reachable(store, people)
    assert follow_up(store, held).mail[0].sender is None
    set_fields(store, "coalition", store.author.home, email="office@riverside.example.org")
    assert follow_up(store, held).mail[0].sender.email == "office@riverside.example.org"


def test_each_owner_has_one_slip(store, people, held):
    slips = follow_up(store, held).slips.slips
    assert [(slip.owner, len(slip.tasks)) for slip in slips] == [("Ana Ruiz", 2)]


def test_a_closed_meeting_sends_nothing_out(store, people, held):
    reachable(store, people)
    change_meeting(store, held, closed=True)
    pack = follow_up(store, held)
    assert pack.mail == () and pack.letters is None and pack.minutes.is_full


def test_the_next_meeting_of_the_series_goes_along(store, people):
    series = start_series(store, "Coalition", members=tuple(people), place="Library")
    first = next_meeting(store, series, EVENING)
    assert follow_up(store, first).next_meeting is None
    second = next_meeting(store, series, EVENING + timedelta(days=30))
    pack = follow_up(store, first)
    assert pack.next_meeting.uid == second and "December 10, 2026" in pack.minutes.next_meeting


def event_of(content: bytes):
    calendar = Calendar.from_ical(content)
    return calendar, next(iter(calendar.walk("VEVENT")))


def test_a_calendar_entry_keeps_its_uid_and_counts_its_revisions(store, people, meeting):
    reachable(store, people[:2])
    set_fields(store, "coalition", store.author.home, email="office@riverside.example.org")
    calendar, first = event_of(calendar_file(store, meeting))
    change_meeting(store, meeting, place="School gym")
    _calendar, moved = event_of(calendar_file(store, meeting))
    cancel_meeting(store, meeting)
    called_off, last = event_of(calendar_file(store, meeting))
    assert str(first["UID"]) == str(moved["UID"]) == str(last["UID"])
    assert [int(each["SEQUENCE"]) for each in (first, moved, last)] == [0, 1, 2]
    assert (calendar["METHOD"], called_off["METHOD"]) == ("REQUEST", "CANCEL")
    assert len(first["ATTENDEE"]) == 2


def test_a_meeting_without_a_time_invites_nobody(store, meeting):
    change_meeting(store, meeting, starts_at=None)
    with pytest.raises(Refused, match="no time yet"):
        gathering_of(store, meeting)


def test_the_time_of_a_meeting_is_said_in_its_own_zone(store, meeting):
    change_meeting(store, meeting, time_zone="America/New_York")
    assert gathering_of(store, meeting).starts_at.hour == 19
    change_meeting(store, meeting, time_zone="Nowhere/Else")
    assert gathering_of(store, meeting).starts_at.hour == 18
    assert read(store, Person, read(store, Meeting, meeting).voters[0]).name
