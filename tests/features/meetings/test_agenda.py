from datetime import timedelta

import pytest

from desktop.features.meetings.agenda import (
    add_item,
    agenda_of,
    change_item,
    finish_item,
    move_item,
    open_item,
    place_item,
    remove_item,
)
from desktop.features.meetings.clock import Progress, run_clock
from desktop.features.meetings.queries import read
from sync.records.meetings import AgendaItem, AgendaSection, Meeting
from tests.features.meetings.people import EVENING


@pytest.fixture
def items(store, meeting):
    return [add_item(store, meeting, title, duration=10) for title in ("One", "Two", "Three")]


def titles(store, meeting):
    return [each.title for each in agenda_of(store, meeting)]


def test_items_stand_in_the_order_in_which_they_were_added(store, meeting, items):
    assert titles(store, meeting) == ["One", "Two", "Three"]
    assert list(read(store, Meeting, meeting).agenda) == items


def test_an_item_is_added_behind_another(store, meeting, items):
    add_item(store, meeting, "Between", after=items[0])
    assert titles(store, meeting) == ["One", "Between", "Two", "Three"]


def test_items_move_up_and_down_by_keys(store, meeting, items):
    assert move_item(store, items[2], -1)
    assert titles(store, meeting) == ["One", "Three", "Two"]
    assert move_item(store, items[0], 1)
    assert titles(store, meeting) == ["Three", "One", "Two"]
    store.undo()
    assert titles(store, meeting) == ["One", "Three", "Two"]


def test_at_the_edge_of_its_section_an_item_goes_into_the_next_one(store, meeting, items):
    move_item(store, items[0], -1)
    assert read(store, AgendaItem, items[0]).section == AgendaSection.CONSENT
    assert titles(store, meeting) == ["One", "Two", "Three"]
    assert not move_item(store, items[0], -1)
    move_item(store, items[2], 1)
    assert read(store, AgendaItem, items[2]).section == AgendaSection.PARKING_LOT
    assert not move_item(store, items[2], 1)


def test_an_item_is_dropped_before_another(store, meeting, items):
    place_item(store, items[2], before=items[0])
    assert titles(store, meeting) == ["Three", "One", "Two"]
    assert not place_item(store, items[2], before=items[0])
    place_item(store, items[2])
    assert titles(store, meeting) == ["One", "Two", "Three"]


def test_sections_stand_in_their_order_whatever_the_list_says(store, meeting, items):
    change_item(store, items[2], section=AgendaSection.CONSENT)
    change_item(store, items[0], section=AgendaSection.PARKING_LOT)
    assert titles(store, meeting) == ["Three", "Two", "One"]


def test_one_undo_brings_a_removed_item_back_to_its_place(store, meeting, items):
    remove_item(store, items[1])
    assert titles(store, meeting) == ["One", "Three"]
    store.undo()
    assert titles(store, meeting) == ["One", "Two", "Three"]


def test_an_item_that_the_list_has_lost_stands_at_the_end(store, meeting, items):
    with store.edit("Another device") as draft:
        draft.set("meeting", meeting, {"agenda": [items[2]]})
    assert titles(store, meeting) == ["Three", "One", "Two"]


def test_beginning_an_item_finishes_the_one_before(store, meeting, items):
    open_item(store, items[0])
    open_item(store, items[1])
    first, second = (read(store, AgendaItem, each) for each in items[:2])
    assert first.finished_at == second.opened_at is not None and second.finished_at is None


def test_the_clock_before_the_meeting_shows_the_plan(store, meeting, items):
    running = run_clock(EVENING, agenda_of(store, meeting), EVENING - timedelta(hours=3))
    assert [timing.planned_start for timing in running.timings] == [
        EVENING,
        EVENING + timedelta(minutes=10),
        EVENING + timedelta(minutes=20),
    ]
    assert running.expected_end == EVENING + timedelta(minutes=30) and running.late == timedelta()
    assert running.current is None


def test_the_clock_in_the_meeting_follows_what_happened():
    def item(opened, finished):
        at = [None if each is None else EVENING + timedelta(minutes=each) for each in (opened, finished)]
        return AgendaItem(title="x", duration=10, opened_at=at[0], finished_at=at[1])

    items = [item(5, 20), item(20, None), item(None, None)]
    running = run_clock(EVENING, items, EVENING + timedelta(minutes=24))
    first, second, third = running.timings
    assert (first.taken, first.over) == (timedelta(minutes=15), timedelta(minutes=5))
    assert running.current == second and second.over == timedelta()
    assert third.progress == Progress.WAITING and third.planned_start == EVENING + timedelta(minutes=20)
    assert third.expected_start == EVENING + timedelta(minutes=30)
    assert running.late == timedelta(minutes=10)


def test_an_item_that_takes_longer_pushes_the_end():
    opened = AgendaItem(title="x", duration=10, opened_at=EVENING)
    running = run_clock(EVENING, [opened], EVENING + timedelta(minutes=25))
    assert running.timings[0].over == timedelta(minutes=15) == running.late
    assert running.expected_end == EVENING + timedelta(minutes=25)


def test_the_parking_lot_takes_no_time():
    parked = AgendaItem(title="x", duration=10, section=AgendaSection.PARKING_LOT)
    assert run_clock(EVENING, [parked], EVENING).timings == ()


def test_a_finished_item_that_is_begun_again_keeps_its_beginning(store, meeting, items):
    open_item(store, items[0])
    began = read(store, AgendaItem, items[0]).opened_at
    finish_item(store, items[0])
    open_item(store, items[0])
    again = read(store, AgendaItem, items[0])
    assert (again.opened_at, again.finished_at) == (began, None)
