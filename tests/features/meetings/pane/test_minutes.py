"""The minutes beside the list: kept at every pause, step by step to published."""

import pytest
from PySide6.QtGui import QStandardItemModel
from pytestqt.qtbot import QtBot

from desktop.features.meetings import queries
from desktop.features.meetings.actions import add_meeting, change_meeting
from desktop.features.meetings.approval import amendments_of, approve, mark_reviewed
from desktop.features.meetings.decisions.motions import close_vote, open_vote, propose
from desktop.features.meetings.minutes import keep_minutes, minutes_of
from desktop.features.meetings.page import MeetingsPage
from desktop.features.meetings.queries import read
from desktop.store.store import Store
from desktop.ui.fields import TextField
from desktop.ui.shell import Shell
from sync.records.meetings import Meeting, MinutesStatus
from sync.records.motions import ActionItem, Tally
from tests.features.meetings.pages import dialog, part, press, settle
from tests.features.meetings.people import EVENING, present


def test_a_pause_of_typing_saves_and_does_not_read_the_list_again(
    qtbot: QtBot, store: Store, page: MeetingsPage, meeting: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = part(page, "minutes")
    reads: list[str] = []
    monkeypatch.setattr(page, "refresh", lambda: reads.append("again"))
    written.text.area.setFocus()
    qtbot.keyClicks(written.text.area, "We met.")
    qtbot.waitUntil(lambda: minutes_of(store, meeting).text == "We met.")
    assert reads == []


def test_leaving_the_page_saves_what_was_typed(
    qtbot: QtBot, shell: Shell, store: Store, page: MeetingsPage, meeting: str
) -> None:
    written = part(page, "minutes")
    qtbot.keyClicks(written.text.area, "Unfinished")
    shell.go("room")
    assert minutes_of(store, meeting).text == "Unfinished"


def test_what_others_type_comes_in_unless_something_is_being_typed(
    qtbot: QtBot, store: Store, page: MeetingsPage, meeting: str
) -> None:
    written = part(page, "minutes")
    keep_minutes(store, meeting, "From elsewhere.", minutes_of(store, meeting).state)
    settle()
    assert written.text.text() == "From elsewhere."
    written.text.area.moveCursor(written.text.area.textCursor().MoveOperation.End)
    qtbot.keyClicks(written.text.area, " Mine.")
    keep_minutes(store, meeting, "First. From elsewhere.", minutes_of(store, meeting).state)
    assert written.text.text() == "From elsewhere. Mine."
    written.keep()
    assert minutes_of(store, meeting).text == "First. From elsewhere. Mine." == written.text.text()


def test_minutes_go_step_by_step_to_published(
    store: Store, people: list[str], page: MeetingsPage, meeting: str
) -> None:
    written = part(page, "minutes")
    keep_minutes(store, meeting, "We met.", minutes_of(store, meeting).state)
    written.go_on()
    later = add_meeting(store, "December", starts_at=EVENING.replace(month=12), voters=tuple(people))
    present(store, later, people[:11])
    motion = propose(store, later, "Approve the minutes")
    open_vote(store, motion)
    close_vote(store, motion, Tally(yes=11))
    written.go_on()
    box = dialog(page)
    assert box._motion.currentText() == "Approve the minutes"
    box.finish()
    held = read(store, Meeting, meeting)
    assert (held.minutes_status, held.approved_by) == (MinutesStatus.APPROVED, motion)
    settle()
    assert written.text.area.isReadOnly() and "SHA-256" in written._proof.text()
    written.go_on()
    assert read(store, Meeting, meeting).minutes_status == MinutesStatus.PUBLISHED
    settle()
    assert not written._step.isVisible()


def test_approved_minutes_are_amended(store: Store, page: MeetingsPage, meeting: str) -> None:
    keep_minutes(store, meeting, "We met.", minutes_of(store, meeting).state)
    mark_reviewed(store, meeting)
    approve(store, meeting)
    written = part(page, "minutes")
    press(written, "Add an amendment")
    box = dialog(page)
    box.findChildren(TextField)[0].area.setPlainText("It was Tuesday.")
    box.finish()
    assert [each.text for each in amendments_of(store, meeting)] == ["It was Tuesday."]
    settle()
    assert written.outcome._amendments.isVisible()


def test_an_earlier_version_is_read_and_brought_back(store: Store, page: MeetingsPage, meeting: str) -> None:
    for text in ("First.", "First. Second."):
        keep_minutes(store, meeting, text, minutes_of(store, meeting).state)
        store.now.pass_by(minutes=10)
    part(page, "minutes").show_versions()
    box = dialog(page)
    assert isinstance(box.list.model(), QStandardItemModel) and box.list.model().rowCount() == 2
    box.list.setCurrentIndex(box.list.model().index(1, 0))
    assert box.text.area.toPlainText() == "First."
    box.finish()
    settle()
    assert minutes_of(store, meeting).text == "First." == page.pane.minutes.text.text()


def test_only_who_holds_the_pen_writes(
    store: Store, people: list[str], page: MeetingsPage, meeting: str
) -> None:
    store.keep_facts(person=people[1])
    change_meeting(store, meeting, note_taker=people[0])
    written = part(page, "minutes")
    assert written.text.area.isReadOnly() and "Ana Ruiz is taking the notes" in written._pen.text()
    press(written, "Take the pen")
    settle()
    assert not written.text.area.isReadOnly() and read(store, Meeting, meeting).note_taker == people[1]


def test_the_minutes_show_what_was_settled(
    store: Store, people: list[str], page: MeetingsPage, meeting: str
) -> None:
    present(store, meeting, people[:11])
    motion = propose(store, meeting, "Hold the fair", mover=people[0])
    open_vote(store, motion)
    close_vote(store, motion, Tally(yes=8))
    outcome = part(page, "minutes").outcome
    words = " ".join(each.text() for each in outcome._motions.findChildren(type(page.pane._when)))
    assert "Hold the fair" in words and "The motion carried, 8 yes, 0 no." in words
    outcome.add_promise()
    box = dialog(page)
    box.finish()
    assert box.isVisible() and box.fault.text()
    box._title.setText("Call the library")
    box._owner._take(people[0])
    box.finish()
    (action,) = queries.of_meeting(store, ActionItem, meeting)
    assert (action.title, action.owner) == ("Call the library", people[0])
