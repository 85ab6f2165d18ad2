"""A line that is a link: clicked, pressed by key, and read out."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.ui.record_model import RowText
from desktop.ui.row_button import RowButton, tool

LONG = RowText("Riverside Public Library", "Libraries · Maria Diaz", "Runs out in 5 weeks", "warn", "library")


def test_a_line_says_all_that_it_shows(qtbot: QtBot) -> None:
    line = RowButton(LONG)
    qtbot.addWidget(line)
    assert line.accessibleName() == "Riverside Public Library, Libraries · Maria Diaz, Runs out in 5 weeks"
    line.say(RowText("Oak Street"))
    assert (line.text(), line.accessibleName()) == ("Oak Street", "Oak Street")


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_line_opens_by_key_and_by_click(qtbot: QtBot, key: Qt.Key) -> None:
    opened: list[str] = []
    line = RowButton(LONG, lambda: opened.append("it"))
    qtbot.addWidget(line)
    line.show()
    line.setFocus()
    qtbot.keyClick(line, key)
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    assert opened == ["it", "it"]


def test_a_line_that_opens_nothing_is_passed_by_the_keyboard(qtbot: QtBot) -> None:
    line = RowButton(LONG)
    qtbot.addWidget(line)
    assert line.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_what_has_no_room_is_in_the_tip(qtbot: QtBot) -> None:
    line = RowButton(LONG)
    qtbot.addWidget(line)
    line.show()
    line.resize(900, 48)
    assert line.toolTip() == ""
    line.resize(200, 48)
    assert line.toolTip() == "Riverside Public Library\nLibraries · Maria Diaz"
    assert not line.grab().isNull()


def test_two_lines_are_taller_than_one(qtbot: QtBot) -> None:
    two, one = RowButton(LONG), RowButton(RowText("One"))
    qtbot.addWidget(two)
    qtbot.addWidget(one)
    assert two.sizeHint().height() > one.sizeHint().height()


def test_a_small_tool_has_a_name_and_room_to_be_hit(qtbot: QtBot) -> None:
    pressed: list[int] = []
    button = tool("pencil", "Change it", lambda: pressed.append(1))
    qtbot.addWidget(button)
    button.click()
    assert (button.accessibleName(), button.toolTip(), pressed) == ("Change it", "Change it", [1])
    assert min(button.width(), button.height()) >= 24
