"""A part of a page with its lines."""

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.ui.labels import Words
from desktop.ui.section import Section


def buttons(*words: str) -> list[QPushButton]:
    return [QPushButton(each) for each in words]


def test_a_section_without_lines_is_not_shown(qtbot: QtBot) -> None:
    section = Section("Lately")
    qtbot.addWidget(section)
    section.show_lines(buttons("One"))
    assert not section.isHidden()
    section.show_lines([])
    assert section.isHidden()


def test_a_section_may_say_that_there_is_nothing(qtbot: QtBot) -> None:
    section = Section("People", none="Nobody yet.")
    qtbot.addWidget(section)
    section.show_lines([])
    [line] = section.lines()
    assert isinstance(line, Words) and line.text() == "Nobody yet."
    assert not section.isHidden()


def test_the_keyboard_stays_where_it_was_when_lines_change(qtbot: QtBot) -> None:
    section = Section("Lately")
    qtbot.addWidget(section)
    first = buttons("One", "Two", "Three")
    section.show_lines(first)
    with qtbot.waitActive(section):
        section.show()
        section.activateWindow()
    first[1].setFocus()
    second = buttons("One", "Three")
    section.show_lines(second)
    assert second[1].hasFocus()
    last = buttons("One")
    section.show_lines(last)
    assert last[0].hasFocus()
