"""What the meetings say where the coalition's own record, or a person's, is not here."""

import pytest

from desktop.features.meetings.actions import change_meeting
from desktop.features.meetings.attendance.sheets import read_codes
from desktop.features.meetings.decisions.motions import close_vote, open_vote, propose
from desktop.features.meetings.finding import find_people
from desktop.features.meetings.minutes import require_pen
from desktop.features.meetings.moments import day_of, here, zone_of
from desktop.features.meetings.papers.before import agenda_paper
from desktop.features.meetings.papers.mailing import coalition_mailbox
from desktop.features.meetings.queries import read
from desktop.features.meetings.roster import roster_of
from sync.records.meetings import Meeting
from sync.records.motions import Tally
from tests.features.meetings.people import EVENING, present


@pytest.fixture
def alone(store):
    """A computer to which the record of the coalition has not come yet."""
    with store.edit("Lost") as draft:
        draft.trash("coalition", store.author.home)


def test_a_meeting_is_told_in_its_own_zone_else_in_that_of_the_coalition(store, meeting):
    held = read(store, Meeting, meeting)
    assert str(zone_of(store, held)) == "America/Chicago" and here(store, held).hour == 18
    with store.edit("Move") as draft:
        draft.set("coalition", store.author.home, {"time_zone": "America/Denver"})
    assert here(store, held).hour == 17
    change_meeting(store, meeting, time_zone="America/New_York")
    assert here(store, read(store, Meeting, meeting)).hour == 19


def test_late_in_the_evening_it_is_still_that_day(store, meeting):
    change_meeting(store, meeting, starts_at=EVENING.fromisoformat("2026-11-11T04:30:00+00:00"))
    assert day_of(store, read(store, Meeting, meeting)).isoformat() == "2026-11-10"


def test_without_the_coalitions_record_there_is_a_usual_zone_and_the_name_of_its_space(store, meeting, alone):
    assert str(zone_of(store, read(store, Meeting, meeting))) == "America/Chicago"
    assert agenda_paper(store, meeting).coalition == "Riverside Coalition"
    assert coalition_mailbox(store) is None


def test_somebody_merged_into_a_person_who_is_not_here_keeps_their_own_name(store, people, meeting):
    with store.edit("Merge") as draft:
        draft.set("person", people[0], {"merged_into": "01900000-0000-7000-8000-00000000dead"})
    assert roster_of(store, meeting).by_person[people[0]].name == "Ana Ruiz"


def test_signs_alone_find_nobody_and_are_no_code(store, people, meeting):
    assert find_people(store, roster_of(store, meeting), "?!") == []
    (typed,) = read_codes(store, meeting, "AB")
    assert typed.row is None and typed.maybe == ()


def test_whoever_holds_the_pen_may_write(store, people, meeting):
    change_meeting(store, meeting, note_taker=people[0])
    require_pen(read(store, Meeting, meeting), people[0], "Ana Ruiz")


def test_an_amendment_names_who_moved_and_seconded_it(store, people, meeting):
    present(store, meeting, people[:11])
    motion = propose(store, meeting, "Hold the fair")
    amendment = propose(store, meeting, "In June", amends=motion, mover=people[0], seconder=people[1])
    open_vote(store, amendment)
    sentence = close_vote(store, amendment, Tally(yes=8)).sentence
    assert sentence.startswith(
        "Ana Ruiz moved, seconded by Luis Díaz, to amend the motion “Hold the fair”: In June."
    )
