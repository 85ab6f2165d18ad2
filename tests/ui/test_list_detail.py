"""A list beside its detail: both where there is room, else the one somebody is in, by keyboard as well."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.store.listing import open_listing
from desktop.store.store import Store
from desktop.ui.empty import Empty
from desktop.ui.layout import column
from desktop.ui.list_detail import ListDetail
from desktop.ui.page_head import PageHead
from desktop.ui.record_model import RowText
from sync.records.people import Person


@pytest.fixture
def both(qtbot: QtBot, store: Store) -> Callable[[int], ListDetail]:
    """Opens a list of three people in a window so many letters wide."""
    with store.edit("Add people") as draft:
        for name in ("Luis Ortiz", "Maria Lopez", "Priya Nair"):
            draft.add(Person(name=name))

    def open_both(letters: int) -> ListDetail:
        made = ListDetail(
            "Search people",
            lambda words: open_listing(store, "person", words=words),
            lambda line: RowText(str(line.state["fields"]["name"])),
            QLabel("The detail"),
            Empty("users", "Nobody"),
        )
        qtbot.addWidget(made)
        made.resize(letters * made.fontMetrics().averageCharWidth(), 400)
        made.show()
        made.refresh()
        return made

    return open_both


def parts(both: ListDetail) -> tuple[bool, bool]:
    """Whether the list and the detail can be seen."""
    return both.list.isVisible(), both._reading.isVisible()


def test_with_room_both_stand_side_by_side(both: Callable[[int], ListDetail], qtbot: QtBot) -> None:
    wide = both(90)
    qtbot.keyClick(wide.list, Qt.Key.Key_Down)
    qtbot.keyClick(wide.list, Qt.Key.Key_Return)
    assert wide.record() and parts(wide) == (True, True)
    assert not wide._back.isVisible()


def test_without_room_enter_goes_into_the_detail_and_a_button_back(
    both: Callable[[int], ListDetail], qtbot: QtBot
) -> None:
    narrow = both(50)
    assert parts(narrow) == (True, False)
    narrow.list.setFocus()
    qtbot.keyClick(narrow.list, Qt.Key.Key_Down)
    assert narrow.record() and parts(narrow) == (True, False), "the arrows only look through the list"
    chosen = narrow.record()
    qtbot.keyClick(narrow.list, Qt.Key.Key_Return)
    assert parts(narrow) == (False, True)
    qtbot.keyClick(narrow._back, Qt.Key.Key_Space)
    assert parts(narrow) == (True, False) and narrow.record() == chosen


def test_whoever_is_sent_to_a_record_sees_it_whatever_the_room(both: Callable[[int], ListDetail]) -> None:
    narrow = both(50)
    line = narrow.model.line(1)
    assert line is not None
    narrow.choose(line.id)
    assert parts(narrow) == (False, True)


def test_the_head_above_takes_no_more_than_it_needs_and_steps_aside(
    both: Callable[[int], ListDetail], qtbot: QtBot
) -> None:
    wide = both(90)
    head, page = PageHead("People", wide), QWidget()
    page.setLayout(column(head, wide, gap=0))
    qtbot.addWidget(page)
    page.resize(wide.width(), 900)
    page.show()
    assert head.height() == head.sizeHint().height()
    page.resize(wide.width() // 2, 900)
    line = wide.model.line(0)
    assert line is not None
    wide.choose(line.id)
    assert not head.isVisible()
    wide.show_list()
    assert head.isVisible()


def test_a_window_made_wider_shows_both_again(both: Callable[[int], ListDetail]) -> None:
    narrow = both(50)
    line = narrow.model.line(0)
    assert line is not None
    narrow.choose(line.id)
    narrow.resize(narrow.width() * 2, narrow.height())
    assert parts(narrow) == (True, True) and not QWidget.isVisible(narrow._back)
