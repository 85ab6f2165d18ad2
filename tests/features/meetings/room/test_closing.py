"""The paper and the end of the evening: codes entered, the checklist, the pack, the stick."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.features.meetings.action_items import add_action
from desktop.features.meetings.attendance.sheets import sheet_rows
from desktop.features.meetings.decisions.motions import propose
from desktop.features.meetings.minutes import keep_minutes, minutes_of
from desktop.features.meetings.queries import read
from desktop.features.meetings.roster import roster_of
from desktop.ui.row_button import RowButton
from sync.records.meetings import Meeting
from tests.features.meetings.people import present
from tests.features.meetings.rooms import ALT, CTRL, ENTER, held


@pytest.fixture
def evening(qtbot, qapp, store, profile, meeting, people):
    with held(qtbot, qapp, store, profile, meeting) as evening:
        yield evening


def lines(widget):
    return {each.row.headline: each for each in widget.findChildren(RowButton) if each.isVisible()}


def test_codes_of_the_sheet_are_entered_in_bulk(evening, store, meeting, people, qtbot):
    rows = sheet_rows(store, meeting)
    evening.press(Qt.Key.Key_S, ALT)
    typed = " ".join([*(row.code for row in rows[:9]), "WRONG"])
    evening.type(typed.lower())
    sheet = evening.room.sheet
    qtbot.waitUntil(lambda: sheet.enter_button.text() == "Enter 9 people")
    sheet.enter_button.click()
    assert {each.person for each in roster_of(store, meeting).here} == {row.person for row in rows[:9]}
    assert sheet.codes.area.toPlainText() == "wrong"
    evening.shell.undo()
    assert roster_of(store, meeting).here == ()


def test_a_row_for_a_walk_in_asks_for_the_name(evening, store, meeting, qtbot):
    row = sheet_rows(store, meeting)[-1]
    evening.press(Qt.Key.Key_S, ALT)
    evening.type(row.code)
    qtbot.waitUntil(lambda: f"Walk-in, row {row.place}" in lines(evening.room.sheet))
    lines(evening.room.sheet)[f"Walk-in, row {row.place}"].click()
    evening.settle()
    evening.type("Carmen Soto")
    evening.press(ENTER, CTRL)
    (came,) = roster_of(store, meeting).here
    assert (came.name, came.sheet_code) == ("Carmen Soto", row.code)


def test_signatures_are_set_against_the_roster(evening, store, meeting, people):
    present(store, meeting, people[:9])
    evening.settle()
    evening.press(Qt.Key.Key_S, ALT)
    sheet = evening.room.sheet
    sheet.signatures.setFocus()
    evening.line("10")
    assert sheet._level.text() == "1 signature on the paper is not in the roster yet."
    sheet.signatures.selectAll()
    evening.line("9")
    assert sheet._level.text() == "Paper and roster agree: 9 people."


def test_each_line_of_the_checklist_leads_to_what_it_is_about(evening, store, meeting, people):
    propose(store, meeting, "Adopt the budget")
    evening.settle()
    room = evening.room
    for title, panel in (("Everybody is marked", room.attendance), ("No motion is open", room.motions)):
        evening.press(Qt.Key.Key_C, ALT)
        lines(room.closing)[title].click()
        assert room._panel() is panel
    evening.press(Qt.Key.Key_C, ALT)
    lines(room.closing)["The minutes are a draft ready for review"].click()
    assert QApplication.focusWidget() is room.minutes.area


def test_over_an_open_motion_nothing_is_closed(evening, store, meeting):
    propose(store, meeting, "Adopt the budget")
    evening.settle()
    evening.press(Qt.Key.Key_C, ALT)
    closing = evening.room.closing
    assert not closing.anyway.isVisible() and not closing.close_button.isEnabled()
    closing.close_now(anyway=True)
    assert "Settle the motion" in evening.said()
    assert not read(store, Meeting, meeting).held


def test_it_can_be_closed_with_gaps_and_opened_again(evening, store, meeting):
    evening.press(Qt.Key.Key_C, ALT)
    evening.room.closing.anyway.click()
    assert read(store, Meeting, meeting).held
    assert evening.at() is evening.room.closing.after.pack_button
    evening.room.closing.reopen()
    assert not read(store, Meeting, meeting).held


def test_the_pack_is_made_while_the_window_stays_usable(evening, store, meeting, people, tmp_path, qtbot):
    present(store, meeting, people[:9])
    add_action(store, meeting, "Print the budget", people[0])
    keep_minutes(store, meeting, "We met.", minutes_of(store, meeting).state)
    evening.settle()
    evening.press(Qt.Key.Key_C, ALT)
    after = evening.room.closing.after
    evening.room.closing.anyway.click()
    after.home = tmp_path
    evening.press(Qt.Key.Key_Space)
    assert not after.pack_button.isEnabled()
    qtbot.waitUntil(after._result.isVisible, timeout=20_000)
    (folder,) = (tmp_path / "Coalition Desk").iterdir()
    assert folder.name == "2026-11-10 November meeting"
    assert after._made.text() == f"{len(list(folder.iterdir()))} files are in {folder}."


def test_a_disk_that_takes_no_pack_is_told_in_a_sentence(evening, tmp_path, qtbot):
    evening.press(Qt.Key.Key_C, ALT)
    after = evening.room.closing.after
    evening.room.closing.anyway.click()
    after.home = tmp_path / "file"
    after.home.write_text("in the way")
    evening.press(ENTER)
    after.make_pack()
    qtbot.waitUntil(after._result.isVisible, timeout=20_000)
    assert after._made.text().endswith(".") and not after._show.isVisible()
    assert after.pack_button.isEnabled()


def test_before_joining_an_office_nothing_can_be_handed_over(evening, qtbot, tmp_path):
    evening.press(Qt.Key.Key_C, ALT)
    evening.room.closing.anyway.click()
    evening.room.closing.after.hand_over_to(tmp_path / "meeting.carry")
    qtbot.waitUntil(lambda: evening.said().startswith("This computer has not joined an office yet"))
    assert list(tmp_path.glob("*.carry")) == []
