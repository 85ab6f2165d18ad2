"""What is said in passing: the newest is always shown, and no warning is lost by it."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.store.store import Store
from desktop.ui.page import Page
from desktop.ui.shell import Shell
from desktop.ui.toasts import Toast
from sync.records.people import Person

FULL = "Your disk is full."
BRIEF = 100
"""Milliseconds that a message lasts here."""


@pytest.fixture
def shell(window: Callable[..., Shell]) -> Shell:
    shell = window(("today", Page, frozenset[str]()))
    shell.toast._timer.setInterval(BRIEF)
    return shell


def said(toast: Toast) -> str:
    return toast._words.text() if toast.isVisible() else ""


def test_what_is_said_goes_away_by_itself(shell: Shell, qtbot: QtBot) -> None:
    shell.tell("Added Bo")
    assert said(shell.toast) == "Added Bo"
    qtbot.waitUntil(lambda: said(shell.toast) == "")


def test_a_warning_can_be_read_then_makes_room_and_comes_back(shell: Shell, qtbot: QtBot) -> None:
    shell.warn(FULL)
    shell.tell("Added Bo")
    assert said(shell.toast) == FULL
    qtbot.waitUntil(lambda: said(shell.toast) == "Added Bo")
    qtbot.waitUntil(lambda: said(shell.toast) == FULL)
    qtbot.wait(2 * BRIEF)
    assert said(shell.toast) == FULL


def test_what_is_said_while_an_old_warning_is_open_is_shown_at_once(shell: Shell, qtbot: QtBot) -> None:
    shell.warn(FULL)
    qtbot.wait(2 * BRIEF)
    shell.tell("Added Bo")
    assert said(shell.toast) == "Added Bo"


def test_each_warning_is_there_until_it_is_closed(shell: Shell, qtbot: QtBot) -> None:
    shell.warn(FULL)
    shell.warn("The file is damaged.")
    shell.warn(FULL)
    for expected in (FULL, "The file is damaged.", ""):
        assert said(shell.toast) == expected
        qtbot.keyClick(shell, Qt.Key.Key_Escape, Qt.KeyboardModifier.ShiftModifier)


def test_closing_a_warning_shows_what_waited_for_it(shell: Shell) -> None:
    shell.warn(FULL)
    shell.tell("Added Bo")
    for expected in (FULL, "Added Bo", ""):
        assert said(shell.toast) == expected
        shell.toast.dismiss()


def test_closing_what_is_said_shows_the_warning_at_once(shell: Shell) -> None:
    shell.tell("Added Bo")
    shell.warn(FULL)
    shell.toast._timer.stop()
    shell.tell("Added Cy")
    shell.toast.dismiss()
    assert said(shell.toast) == FULL


def test_undo_says_what_was_taken_back(shell: Shell, store: Store) -> None:
    with store.edit("Add Bo") as draft:
        draft.add(Person(name="Bo"))
    shell.tell("Added Bo", undo=True)
    shell.toast._undo.click()
    QApplication.processEvents()
    assert said(shell.toast) == "Taken back: Add Bo" and not shell.toast._undo.isVisible()
