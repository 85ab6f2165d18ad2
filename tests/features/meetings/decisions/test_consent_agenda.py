"""Items approved together, without discussion; whoever wants to discuss one has it taken out."""

import pytest

from desktop.features.meetings.agenda import add_item, agenda_of, finish_item, open_item
from desktop.features.meetings.attendance.marking import leave
from desktop.features.meetings.decisions.consent_agenda import (
    approve_consent_agenda,
    is_waiting,
    take_out,
    waiting,
)
from desktop.features.meetings.evening import evening_of, step_from
from desktop.features.meetings.queries import of_meeting, read
from sync.errors import Refused
from sync.records.meetings import AgendaItem, AgendaSection, Meeting
from sync.records.motions import Decision, Motion, MotionResult, Tally, VotingMethod
from tests.features.meetings.people import present


@pytest.fixture
def items(store, meeting, people):
    """Two to consent to and one to discuss; nine people are here, which is a quorum."""
    present(store, meeting, people[:9])
    consent = AgendaSection.CONSENT
    return [
        add_item(store, meeting, "Minutes of October", section=consent),
        add_item(store, meeting, "Report of the treasurer.", section=consent),
        add_item(store, meeting, "Budget"),
    ]


def waits(store, meeting):
    return [each.id for each in waiting(agenda_of(store, meeting))]


def test_one_motion_settles_all_of_it_and_one_undo_takes_it_back(store, meeting, people, items):
    before = agenda_of(store, meeting)
    settled = approve_consent_agenda(store, meeting, mover=people[0], seconder=people[1], into_minutes=True)
    sentence = (
        "Ana Ruiz moved, seconded by Luis Díaz: Approve the consent agenda (Minutes of October; "
        "Report of the treasurer). There was no objection, and the motion carried by unanimous consent. "
        "A quorum was present: 9 of 16 voters."
    )
    assert settled.sentence == sentence == read(store, Meeting, meeting).minutes
    assert of_meeting(store, Motion, meeting) == [settled] and len(settled.eligible) == 9
    assert [each.motion for each in of_meeting(store, Decision, meeting)] == [settled.id]
    done = {each.id for each in agenda_of(store, meeting) if each.finished_at}
    assert done == set(items[:2]) and waits(store, meeting) == []
    store.undo()
    assert agenda_of(store, meeting) == before and read(store, Meeting, meeting).minutes == ""
    assert of_meeting(store, Motion, meeting) == [] == of_meeting(store, Decision, meeting)


@pytest.mark.parametrize(
    ("tally", "result"),
    [(Tally(yes=5, no=4), MotionResult.CARRIED), (Tally(yes=4, no=5), MotionResult.LOST)],
)
def test_it_can_be_counted(store, meeting, items, tally, result):
    settled = approve_consent_agenda(store, meeting, method=VotingMethod.SHOW_OF_HANDS, tally=tally)
    assert settled.result == result and (waits(store, meeting) == []) is (result == MotionResult.CARRIED)
    assert read(store, Meeting, meeting).minutes == ""


def test_an_objection_leaves_everything_waiting(store, meeting, items):
    settled = approve_consent_agenda(store, meeting, tally=Tally(no=1), into_minutes=True)
    assert settled.result == MotionResult.LOST and waits(store, meeting) == items[:2]
    assert "There was an objection" in read(store, Meeting, meeting).minutes


@pytest.mark.parametrize("how", ["quorum", "count", "own second", "nothing"])
def test_what_cannot_be_is_refused_and_nothing_is_written(store, meeting, people, items, how):
    known = {"tally": Tally(yes=10), "method": VotingMethod.SHOW_OF_HANDS} if how == "count" else {}
    if how == "own second":
        known = {"mover": people[0], "seconder": people[0]}
    if how == "quorum":
        leave(store, meeting, people[0])
    if how == "nothing":
        for item in items[:2]:
            take_out(store, item)
    before = waits(store, meeting)
    with pytest.raises(Refused):
        approve_consent_agenda(store, meeting, into_minutes=True, **known)
    assert of_meeting(store, Motion, meeting) == [] and waits(store, meeting) == before


def test_what_is_taken_out_is_discussed_first_of_the_others(store, meeting, items):
    take_out(store, items[1])
    assert waits(store, meeting) == items[:1]
    settled = approve_consent_agenda(store, meeting)
    assert "Report" not in settled.sentence
    assert [each.id for each in agenda_of(store, meeting)] == items
    assert read(store, AgendaItem, items[1]).section == AgendaSection.ORDINARY
    with pytest.raises(Refused, match="dealt with"):
        take_out(store, items[0])


def test_a_closed_item_is_not_named(store, meeting, items):
    secret = add_item(store, meeting, "Salary of Ana", section=AgendaSection.CONSENT, closed=True)
    settled = approve_consent_agenda(store, meeting)
    assert "Salary" not in settled.sentence + settled.text and "a closed item" in settled.sentence
    assert read(store, AgendaItem, secret).finished_at


def test_nobody_steps_into_one_item_of_it(store, meeting, items):
    evening = evening_of(store, meeting)
    assert step_from(evening, 1).id == items[2]
    open_item(store, items[2])
    finish_item(store, items[2])
    assert step_from(evening_of(store, meeting), 1) is None


def test_an_item_that_was_begun_by_hand_is_no_part_of_it(store, meeting, items):
    open_item(store, items[0])
    assert not is_waiting(read(store, AgendaItem, items[0])) and waits(store, meeting) == items[1:2]
