"""The minutes in the room: never more than two seconds of typing at risk, never anybody's words lost."""

from time import monotonic

import pytest
from PySide6.QtCore import Qt

from desktop.features.meetings.actions import change_meeting
from desktop.features.meetings.agenda import add_item, open_item
from desktop.features.meetings.live_text import LiveText
from desktop.features.meetings.minutes import closed_notes, take_pen
from desktop.features.meetings.papers.minutes import minutes_paper
from desktop.features.meetings.queries import of_meeting, read
from desktop.features.meetings.telling import apart
from desktop.store.store import open_store
from sync.records.meetings import Meeting
from sync.records.motions import Motion
from tests.features.conftest import KEY
from tests.features.meetings.people import present
from tests.features.meetings.rooms import ALT, ENTER, held
from tests.store.samples import Clock


@pytest.fixture
def evening(qtbot, qapp, store, profile, meeting, people):
    store.keep_facts(person=people[0])
    with held(qtbot, qapp, store, profile, meeting) as evening:
        evening.press(Qt.Key.Key_M, ALT)
        yield evening


@pytest.fixture
def other(profile, evening):
    """A second connection to the same file, as whoever looks after a power cut has one."""
    store = open_store(profile.database, KEY.hex(), now=Clock())
    yield store
    store.close()


def minutes(store, meeting):
    return read(store, Meeting, meeting).minutes


def write(store, meeting, text):
    with store.edit("Somebody else") as draft:
        draft.set("meeting", meeting, {"minutes": text})


def test_what_is_typed_is_in_the_file_half_a_second_after_the_last_key(evening, other, meeting, qtbot):
    evening.type("We met.")
    began = monotonic()
    qtbot.waitUntil(lambda: minutes(other, meeting) == "We met.", timeout=2_000)
    assert monotonic() - began < 1
    assert evening.room.minutes.standing.text().startswith("Saved")


def test_typing_without_a_pause_is_in_the_file_within_two_seconds(evening, other, meeting, qtbot):
    typed_at, lags = list[float](), list[float]()
    while len(typed_at) < 60:
        evening.type("a")
        typed_at.append(monotonic())
        qtbot.wait(50)
        unsaved = typed_at[len(minutes(other, meeting)) :]
        lags.append(monotonic() - unsaved[0] if unsaved else 0.0)
    assert max(lags) < 2
    assert 0 < len(minutes(other, meeting)) < 60, "it was saved although the typing never paused"


def test_leaving_the_text_saves_at_once(evening, other, meeting):
    evening.type("We met.")
    evening.press(Qt.Key.Key_P, ALT)
    assert minutes(other, meeting) == "We met."


def test_what_others_write_comes_in_without_moving_the_caret(evening, store, meeting, qtbot):
    area = evening.room.minutes.area
    evening.type("First. Last.")
    evening.room.minutes.keep()
    cursor = area.textCursor()
    cursor.setPosition(len("First."))
    area.setTextCursor(cursor)
    evening.type(" Mine")
    write(store, meeting, "Before. First. Last. After. \N{BUS}")
    evening.settle()
    assert area.toPlainText() == "Before. First. Mine Last. After. \N{BUS}"
    assert area.toPlainText()[: area.textCursor().position()] == "Before. First. Mine"
    evening.type("!")
    evening.room.minutes.keep()
    assert minutes(store, meeting) == "Before. First. Mine! Last. After. \N{BUS}"


def test_the_caret_stays_behind_signs_that_qt_counts_twice(evening, store, meeting):
    area = evening.room.minutes.area
    area.insertPlainText("\N{BUS} by bus")
    evening.room.minutes.keep()
    write(store, meeting, "\N{BUS}\N{BUS} today by bus")
    evening.settle()
    assert area.toPlainText() == "\N{BUS}\N{BUS} today by bus"
    assert area.textCursor().atEnd()


def test_while_somebody_else_holds_the_pen_nothing_is_typed_until_it_is_taken(
    evening, store, meeting, people
):
    evening.type("Mine. ")
    take_pen(store, meeting, people[1])
    evening.settle()
    evening.type("Not mine.")
    pane = evening.room.minutes
    assert pane.area.toPlainText() == "Mine. " == minutes(store, meeting)
    assert pane._theirs.text() == "Luis Díaz takes the minutes"
    pane.take_pen()
    evening.settle()
    evening.type("Mine again.")
    pane.keep()
    assert minutes(store, meeting) == "Mine. Mine again."


def test_where_the_file_cannot_be_written_the_words_stay_and_are_tried_again(evening, store, meeting, qtbot):
    store.read_only = True
    evening.type("We met.")
    pane = evening.room.minutes
    qtbot.waitUntil(pane.fault.isVisible, timeout=2_000)
    assert "nothing was changed" in pane.fault.text()
    assert pane.standing.text() == "Not saved yet"
    store.read_only = False
    qtbot.waitUntil(lambda: minutes(store, meeting) == "We met.", timeout=3_000)
    assert not pane.fault.isVisible()


def test_under_a_closed_item_nothing_gets_into_the_minutes_of_everybody(evening, store, meeting, people):
    present(store, meeting, people[:9])
    evening.type("Open words.")
    item = add_item(store, meeting, "About a family", closed=True)
    open_item(store, item)
    evening.settle()
    area = evening.room.minutes.area
    assert area.toPlainText() == ""
    evening.type("Closed words.")
    evening.press(Qt.Key.Key_V, ALT)
    evening.line("Help the family")
    for _field in range(4):
        evening.press(ENTER)
    evening.line("9")
    assert minutes(store, meeting) == "Open words."
    assert closed_notes(store, meeting, item).notes == "Closed words."
    assert of_meeting(store, Motion, meeting)[0].agenda_item == item
    evening.room.agenda.step(1)
    evening.settle()
    assert area.toPlainText() == "Open words."


def test_approved_minutes_cannot_be_typed_in(evening, store, meeting):
    change_meeting(store, meeting, minutes_status="approved")
    evening.settle()
    evening.type("Too late.")
    assert evening.room.minutes.area.toPlainText() == ""
    assert evening.room.minutes._theirs.text() == "Approved, so they stay as they are"


def test_the_printed_minutes_tell_of_a_motion_once(evening, store, meeting, people):
    present(store, meeting, people[:9])
    evening.press(Qt.Key.Key_V, ALT)
    evening.line("Adopt the budget")
    for _field in range(4):
        evening.press(ENTER)
    evening.line("9-0")
    paper = minutes_paper(store, meeting)
    assert "Adopt the budget" in paper.notes
    assert [motion for item in paper.items for motion in item.motions] == []


def test_notes_of_a_closed_item_merge_with_what_others_wrote(store, meeting):
    item = add_item(store, meeting, "About a family", closed=True)
    mine, theirs = LiveText(store, meeting, item), LiveText(store, meeting, item)
    mine.keep("First. Last.")
    theirs.read()
    mine.keep("Before. First. Last.")
    assert theirs.keep("First. Last. After.") == "Before. First. Last. After."


def test_words_put_into_the_minutes_stand_in_a_paragraph_of_their_own():
    assert [text + apart(text, "Told.") for text in ("", "\n", "We met.", "We met.\n", "We met.\n\n\n")] == [
        "Told.",
        "\nTold.",
        "We met.\n\nTold.",
        "We met.\n\nTold.",
        "We met.\n\n\nTold.",
    ]
