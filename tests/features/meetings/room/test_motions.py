"""Motions in the room: moved, seconded, counted or called, and told in the minutes."""

import pytest
from PySide6.QtCore import Qt

from desktop.features.meetings.attendance.marking import leave
from desktop.features.meetings.decisions.motions import propose, tally_of
from desktop.features.meetings.decisions.tallies import read_tally
from desktop.features.meetings.queries import of_meeting, read
from sync.errors import Malformed
from sync.records.meetings import Meeting
from sync.records.motions import Decision, DecisionStatus, Motion, MotionResult, Tally, VotingMethod
from tests.features.meetings.people import present
from tests.features.meetings.rooms import ALT, ENTER, held


@pytest.fixture
def evening(qtbot, qapp, store, profile, meeting, people):
    present(store, meeting, people[:9])
    with held(qtbot, qapp, store, profile, meeting) as evening:
        evening.press(Qt.Key.Key_V, ALT)
        yield evening


def motion_of(store, meeting):
    return of_meeting(store, Motion, meeting)[-1]


def move(evening, title, method=None):
    evening.line(title)
    evening.press(ENTER)
    evening.press(ENTER)
    if method:
        evening.room.motions.form.method.choose(method.value)
    evening.press(ENTER)
    evening.press(ENTER)


@pytest.mark.parametrize(
    ("typed", "tally"),
    [
        ("8-2-1", Tally(yes=8, no=2, abstain=1)),
        (" 8 - 2 ", Tally(yes=8, no=2)),
        ("9", Tally(yes=9)),
        ("8,2,1", Tally(yes=8, no=2, abstain=1)),
        ("7-0-0-2-1", Tally(yes=7, stand_aside=2, block=1)),
    ],
)
def test_a_tally_is_read_as_people_write_it(typed, tally):
    assert read_tally(typed) == tally


@pytest.mark.parametrize("typed", ["", "eight", "8--2", "1-2-3-4-5-6", "8-2-x", "999999-0", "²-0"])
def test_what_is_no_tally_is_said_to_be_none(typed):
    with pytest.raises(Malformed):
        read_tally(typed)


def test_who_moves_and_seconds_is_named_by_letters_those_here_first(evening, store, meeting, people):
    evening.line("Adopt the budget")
    evening.line("ros")
    evening.line("joh")
    assert evening.room.motions.form.seconder.text() == "John Brown"
    evening.press(ENTER)
    evening.press(ENTER)
    assert motion_of(store, meeting).mover != motion_of(store, meeting).seconder == people[8]


def test_a_name_that_nobody_has_keeps_the_cursor_there(evening, store, meeting):
    evening.line("Adopt the budget")
    evening.line("qqq")
    assert evening.at() is evening.room.motions.form.mover
    assert evening.room.motions.form.mover.property("wrong")
    assert of_meeting(store, Motion, meeting) == []


def test_nobody_seconds_their_own_motion(evening, store, meeting):
    evening.line("Adopt the budget")
    evening.line("ana")
    evening.line("ana")
    evening.press(ENTER)
    evening.press(ENTER)
    assert evening.said() == "Whoever moves a motion cannot second it."
    assert evening.room.motions.form.title.text() == "Adopt the budget"


def test_a_count_of_more_than_could_vote_is_refused_and_can_be_mended(evening, store, meeting):
    move(evening, "Adopt the budget")
    evening.line("8-2-1")
    assert evening.said() == "11 votes were counted, but only 9 people could vote. Count again."
    assert motion_of(store, meeting).result == MotionResult.OPEN
    evening.room.motions.vote.count.selectAll()
    evening.line("6-2-1")
    assert motion_of(store, meeting).result == MotionResult.CARRIED
    assert evening.room.motions.sentence.text() == motion_of(store, meeting).sentence


def test_a_roll_call_takes_one_key_for_each_name(evening, store, meeting, people):
    move(evening, "Adopt the budget", VotingMethod.ROLL_CALL)
    evening.type("YYYYYNNAS")
    assert tally_of(store, motion_of(store, meeting).id) == Tally(yes=5, no=2, abstain=1)
    evening.type("y")
    evening.room.motions.vote.close_button.click()
    assert motion_of(store, meeting).tally == Tally(yes=6, no=2, abstain=1)
    assert "by roll call" in read(store, Meeting, meeting).minutes


def test_consensus_hears_of_those_who_stand_aside(evening, store, meeting):
    move(evening, "Meet in spring", VotingMethod.CONSENSUS)
    evening.line("YYYYYYYYS")
    settled = motion_of(store, meeting)
    assert (settled.result, settled.tally) == (MotionResult.CARRIED, Tally(yes=8, stand_aside=1))


@pytest.mark.parametrize(("keys", "result"), [((), MotionResult.CARRIED), ((1,), MotionResult.LOST)])
def test_unanimous_consent_is_one_button(evening, store, meeting, keys, result):
    move(evening, "Approve the minutes", VotingMethod.UNANIMOUS_CONSENT)
    vote = evening.room.motions.vote
    (vote._objected if keys else vote._agreed).click()
    assert motion_of(store, meeting).result == result


def test_without_a_quorum_the_vote_says_that_it_settles_nothing(evening, store, meeting, people):
    leave(store, meeting, people[0])
    evening.settle()
    move(evening, "Adopt the budget")
    vote = evening.room.motions.vote
    assert vote._quorum.text() == "The vote is open without a quorum, so it settles nothing."
    present(store, meeting, people[9:10])
    evening.settle()
    vote._again.click()
    evening.line("9-0")
    assert motion_of(store, meeting).result == MotionResult.CARRIED


def test_an_amendment_changes_what_the_motion_says(evening, store, meeting):
    first = propose(store, meeting, "Adopt the budget", text="Adopt it at $500.")
    evening.settle()
    evening.room.motions.ask_another()
    form = evening.room.motions.form
    form.amends.click()
    form.text.setText("Adopt it at $600.")
    form.title.setFocus()
    move(evening, "Raise it")
    evening.press(ENTER)  # how the motion then reads
    evening.line("9-0")
    assert read(store, Motion, first).text == "Adopt it at $600."
    assert evening.room.motions.vote._title.text() == "Adopt the budget"


def test_a_motion_is_tabled_with_a_word_in_the_minutes_and_one_undo(evening, store, meeting):
    move(evening, "Adopt the budget")
    evening.room.motions.vote._set_aside(MotionResult.TABLED)
    evening.settle()
    assert read(store, Meeting, meeting).minutes == "It was moved: Adopt the budget. The motion was tabled."
    evening.shell.undo()
    assert read(store, Meeting, meeting).minutes == ""
    assert motion_of(store, meeting).result == MotionResult.OPEN


def test_a_decision_takes_the_place_of_an_earlier_one(evening, store, meeting):
    with store.edit("Earlier") as draft:
        earlier = draft.add(Decision(title="Meet on Mondays"))
    evening.press(Qt.Key.Key_D, ALT)
    evening.room.decisions.instead.show_record(earlier)
    evening.line("Meet on Tuesdays")
    assert read(store, Decision, earlier).status == DecisionStatus.SUPERSEDED
    evening.shell.undo()
    assert read(store, Decision, earlier).status == DecisionStatus.IN_FORCE
    assert read(store, Meeting, meeting).minutes == ""


def test_an_action_needs_a_person_and_keeps_what_was_typed(evening, store, meeting):
    evening.press(Qt.Key.Key_A, ALT)
    evening.line("Print the budget")
    evening.press(ENTER)
    evening.press(ENTER)
    evening.qtbot.waitUntil(lambda: evening.said().startswith("Say who does it"))
    assert evening.room.promises.title.text() == "Print the budget"
