from datetime import date, timedelta

import pytest

from desktop.features.meetings import queries
from desktop.features.meetings.action_items import (
    add_action,
    carried_for,
    change_action,
    finish_action,
)
from desktop.features.meetings.agenda import add_item, open_item
from desktop.features.meetings.attendance.marking import Mark, mark, mark_all
from desktop.features.meetings.attendance.sheets import count_sheet
from desktop.features.meetings.attendance.walk_ins import WalkIn, add_walk_in
from desktop.features.meetings.closing import checklist, close_meeting, reopen_meeting
from desktop.features.meetings.decisions.motions import open_vote, propose, set_aside
from desktop.features.meetings.evaluations import evaluate, evaluations_of
from desktop.features.meetings.minutes import keep_minutes, minutes_of
from desktop.features.meetings.queries import read
from desktop.features.meetings.series import next_meeting, start_series
from sync.errors import Malformed, Refused
from sync.records.attendance import Presence
from sync.records.meetings import AgendaItem, Meeting
from sync.records.motions import ActionItem, ActionStatus, MotionResult
from tests.features.meetings.people import EVENING


def points(store, meeting):
    return {point.code: point for point in checklist(store, meeting)}


def complete(store, meeting, people):
    """All that the checklist asks for."""
    mark_all(store, meeting, [Mark(person) for person in people[:11]])
    mark_all(store, meeting, [Mark(person, Presence.ABSENT) for person in people[11:]])
    keep_minutes(store, meeting, "We met.", minutes_of(store, meeting).state)


def test_the_checklist_says_what_is_missing(store, people, meeting):
    add_action(store, meeting, "Call the library")
    propose(store, meeting, "Hold the fair")
    missing = {code: point.missing for code, point in points(store, meeting).items() if not point.is_done}
    assert missing == {
        "attendance": "Mark 16 people who are neither present nor absent.",
        "motions": "Settle the motion “Hold the fair”.",
        "owners": "Say who does “Call the library”.",
        "minutes": "Write a few words of minutes.",
    }


def test_a_complete_meeting_is_closed_and_was_held(store, people, meeting):
    complete(store, meeting, people)
    assert all(point.is_done for point in checklist(store, meeting))
    item = add_item(store, meeting, "Last item")
    open_item(store, item)
    close_meeting(store, meeting)
    assert read(store, Meeting, meeting).held and read(store, AgendaItem, item).finished_at is not None
    reopen_meeting(store, meeting)
    assert not read(store, Meeting, meeting).held


def test_attendance_has_to_equal_the_sheet(store, people, meeting):
    complete(store, meeting, people)
    assert "sheet" not in points(store, meeting)
    count_sheet(store, meeting, 12)
    assert points(store, meeting)["sheet"].missing == "1 signature on the paper is not in the roster yet."
    add_walk_in(store, meeting, WalkIn("Nadia Frost", phone="847 555 0100"))
    found = points(store, meeting)
    assert found["sheet"].is_done and found["walk_ins"].is_done and len(found["walk_ins"].records) == 1


def test_what_is_missing_can_be_left_but_not_an_open_motion(store, people, meeting):
    with pytest.raises(Refused, match="Before the meeting is closed: Mark 16 people"):
        close_meeting(store, meeting)
    motion = propose(store, meeting, "Hold the fair")
    with pytest.raises(Refused, match="Settle the motion"):
        close_meeting(store, meeting, anyway=True)
    set_aside(store, motion, MotionResult.TABLED)
    close_meeting(store, meeting, anyway=True)
    assert read(store, Meeting, meeting).held


@pytest.fixture
def series(store, people):
    return start_series(store, "Coalition", members=tuple(people))


def hold(store, series, days):
    meeting = next_meeting(store, series, EVENING + timedelta(days=days))
    close_meeting(store, meeting, anyway=True)
    return meeting


def test_action_items_are_carried_until_they_are_done_and_flagged_when_chronic(store, people, series):
    first = next_meeting(store, series, EVENING)
    action = add_action(store, first, "Book the hall", people[0], date(2026, 11, 20))
    close_meeting(store, first, anyway=True)
    assert read(store, ActionItem, action).carried == ()
    second, third = hold(store, series, 30), hold(store, series, 60)
    assert read(store, ActionItem, action).carried == (second, third)
    fourth = next_meeting(store, series, EVENING + timedelta(days=90))
    (carried,) = carried_for(store, fourth)
    assert (carried.owner, carried.times, carried.is_chronic) == ("Ana Ruiz", 2, True)
    finish_action(store, action)
    assert carried_for(store, fourth) == []


def test_closing_twice_carries_once(store, people, series):
    first = next_meeting(store, series, EVENING)
    action = add_action(store, first, "Book the hall", people[0])
    second = hold(store, series, 30)
    reopen_meeting(store, second)
    close_meeting(store, second, anyway=True)
    assert read(store, ActionItem, action).carried == (second,)


def test_another_series_sees_only_its_own(store, people, series):
    first = next_meeting(store, series, EVENING)
    add_action(store, first, "Book the hall", people[0])
    other = next_meeting(store, start_series(store, "Budget committee"), EVENING)
    assert carried_for(store, other) == []


def test_the_due_come_first_and_the_late_are_told(store, people, meeting):
    with store.edit("Earlier") as draft:
        earlier = draft.add(Meeting(title="October"))
    add_action(store, earlier, "Some day", people[0])
    add_action(store, earlier, "Long ago", people[0], date(2026, 10, 1))
    found = carried_for(store, meeting)
    assert [(each.action.title, each.is_overdue) for each in found] == [
        ("Long ago", True),
        ("Some day", False),
    ]


def test_an_owner_is_a_person_never_just_a_name(store, people, meeting):
    with pytest.raises(Refused, match="has to be a person"):
        add_action(store, meeting, "Call", "01900000-0000-7000-8000-00000000dead")
    action = add_action(store, meeting, "Call", people[0])
    with store.edit("Delete") as draft:
        draft.trash("person", people[1])
    with pytest.raises(Refused, match="has to be a person"):
        change_action(store, action, owner=people[1])


def test_what_is_done_is_dated_and_can_be_opened_again(store, people, meeting):
    action = add_action(store, meeting, "Call", people[0])
    finish_action(store, action)
    done = read(store, ActionItem, action)
    assert done.status == ActionStatus.DONE and done.done_on is not None
    change_action(store, action, status=ActionStatus.OPEN)
    assert read(store, ActionItem, action).done_on is None


def test_the_words_of_an_action_item_change_without_its_day(store, people, meeting):
    action = add_action(store, meeting, "Call", people[0])
    finish_action(store, action)
    done_on = read(store, ActionItem, action).done_on
    change_action(store, action, title="Call the library")
    held = read(store, ActionItem, action)
    assert (held.title, held.done_on) == ("Call the library", done_on)


def test_an_item_without_an_owner_that_was_dropped_holds_nothing_up(store, meeting):
    action = add_action(store, meeting, "Call")
    change_action(store, action, status=ActionStatus.DROPPED)
    assert points(store, meeting)["owners"].is_done


def test_the_evaluation_names_nobody(store, meeting):
    evaluate(store, meeting, worked="Ended on time", change="More coffee")
    evaluate(store, meeting, worked="A good talk")
    assert evaluations_of(store, meeting) == (["A good talk", "Ended on time"], ["More coffee"])
    with pytest.raises(Malformed, match="nothing was kept"):
        evaluate(store, meeting, " ", "")


def test_a_vote_that_is_open_is_an_open_motion(store, people, meeting):
    motion = propose(store, meeting, "Hold the fair")
    mark(store, meeting, people[0])
    open_vote(store, motion)
    assert points(store, meeting)["motions"].records == (motion,)


def test_closing_is_one_edit(store, people, meeting):
    with store.edit("Earlier") as draft:
        earlier = draft.add(Meeting(title="October"))
    action = add_action(store, earlier, "Some day", people[0])
    complete(store, meeting, people)
    close_meeting(store, meeting)
    store.undo()
    assert not read(store, Meeting, meeting).held and read(store, ActionItem, action).carried == ()
    assert [each.id for each in queries.open_actions(store)] == [action]
