"""The agenda beside the list: typed in, moved by keys or by hand, opened in place."""

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from desktop.features.meetings.action_items import add_action
from desktop.features.meetings.actions import add_meeting, change_meeting
from desktop.features.meetings.agenda import agenda_of
from desktop.features.meetings.page import MeetingsPage
from desktop.features.meetings.pane.agenda_row import MIME, AgendaRow
from desktop.features.meetings.queries import read
from desktop.store.store import Store
from desktop.ui.shell import Shell
from sync.records.meetings import AgendaItem, AgendaSection
from sync.records.motions import ActionItem, ActionStatus
from tests.features.meetings.pages import items, part, press, settle
from tests.features.meetings.people import EVENING


def test_items_are_typed_in_one_after_the_other(
    qtbot: QtBot, page: MeetingsPage, store: Store, meeting: str
) -> None:
    agenda = part(page, "agenda")
    agenda._new.setFocus()
    for title in ("Welcome", "Budget"):
        qtbot.keyClicks(agenda._new, title)
        qtbot.keyClick(agenda._new, Qt.Key.Key_Return)
    agenda._new.setText("Report")
    agenda._minutes.setText("ten")
    agenda.add()
    assert items(page) == ["Welcome", "Budget"] and agenda._new.text() == "Report"
    agenda._minutes.setText("10")
    agenda.add()
    assert [each.duration for each in agenda_of(store, meeting)] == [0, 0, 10]


def test_items_are_moved_by_keys_and_keep_the_focus(
    qtbot: QtBot, three: list[str], page: MeetingsPage, store: Store, meeting: str
) -> None:
    row = page.pane.agenda._rows[three[2]]
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert items(page) == ["One", "Three", "Two"]
    focused = QApplication.focusWidget()
    assert isinstance(focused, AgendaRow) and focused.row.headline == "Three"
    qtbot.keyClick(focused, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is page.pane.agenda._rows[three[1]]


def test_an_item_is_dropped_before_another(three: list[str], page: MeetingsPage) -> None:
    page.pane.agenda._rows[three[0]].dropped.emit(three[2])
    assert items(page) == ["Three", "One", "Two"]


def test_an_item_is_dragged_by_hand(three: list[str], page: MeetingsPage) -> None:
    target = page.pane.agenda._rows[three[0]]
    content = QMimeData()
    content.setData(MIME, three[2].encode())
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    move = Qt.DropAction.MoveAction
    entered = QDragEnterEvent(QPoint(5, 5), move, content, left, none)
    target.dragEnterEvent(entered)
    assert entered.isAccepted() and target._is_target
    target.dropEvent(QDropEvent(QPointF(5, 5), move, content, left, none))
    assert items(page) == ["Three", "One", "Two"]


def test_the_buttons_of_a_line_show_where_the_focus_is(three: list[str], page: MeetingsPage) -> None:
    row = page.pane.agenda._rows[three[1]]
    tools = row.parentWidget().findChildren(QToolButton)
    assert len(tools) == 3 and not any(each.isVisible() for each in tools)
    row.setFocus()
    settle()
    assert all(each.isVisible() and each.accessibleName() for each in tools)
    tools[0].click()
    assert items(page) == ["Two", "One", "Three"]


def test_an_item_is_taken_off_and_one_undo_brings_it_back(
    qtbot: QtBot, shell: Shell, three: list[str], page: MeetingsPage
) -> None:
    qtbot.keyClick(page.pane.agenda._rows[three[1]], Qt.Key.Key_Delete)
    assert items(page) == ["One", "Three"]
    shell.undo()
    assert items(page) == ["One", "Two", "Three"]


def test_an_item_opens_in_place_and_keeps_what_is_typed(
    three: list[str], page: MeetingsPage, store: Store
) -> None:
    agenda = page.pane.agenda
    agenda._rows[three[0]].click()
    title = agenda._form.editor("title")
    title.setText("One, at last")
    title.editingFinished.emit()
    assert read(store, AgendaItem, three[0]).title == "One, at last" and items(page)[0] == "One, at last"
    assert agenda._form is not None and agenda._form.isVisible()
    agenda._rows[three[0]].click()
    assert agenda._form is None


def test_the_agenda_says_when_each_item_begins_and_whether_there_is_time(
    store: Store, three: list[str], page: MeetingsPage, meeting: str
) -> None:
    details = [each.row.detail for each in page.pane.agenda._rows.values()]
    assert all("10 minutes" in each for each in details)
    change_meeting(store, meeting, duration=25)
    settle()
    assert page.pane.agenda._sum.text() == "30 of 25 minutes are planned. 5 minutes too many."


def test_sections_have_headings(store: Store, three: list[str], page: MeetingsPage) -> None:
    from desktop.features.meetings.agenda import change_item

    change_item(store, three[0], section=AgendaSection.CONSENT)
    settle()
    words = [each.text() for each in page.pane.agenda.findChildren(type(page.pane.agenda._sum))]
    assert any(each.startswith("Consent agenda") for each in words)


def test_what_is_still_open_from_before_is_ticked_off_here(
    store: Store, people: list[str], page: MeetingsPage
) -> None:
    earlier = add_meeting(store, "October", starts_at=EVENING.replace(month=10))
    action = add_action(store, earlier, "Book the hall", people[0])
    press(part(page, "agenda"), "“Book the hall” is done")
    assert read(store, ActionItem, action).status == ActionStatus.DONE
    settle()
    assert page.pane.agenda._carried.lines() == []
