"""Somebody at the window who has nothing but a keyboard, and who reads what the window shows."""

import time
from collections.abc import Callable

from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from desktop.app import Program, make_application
from desktop.paths import Profile
from desktop.settings import Settings

PATIENCE = 30.0
"""Seconds, after which something has gone wrong."""
MANY = 120
"""Presses of Tab after which a thing is out of reach."""


def program_of(profile: Profile) -> Program:
    """A window on a profile, as the program opens it."""
    settings = Settings(scheme="light")
    return Program(make_application(settings), profile, settings, demo=False)


class Hands:
    """Types, and waits as people do: until the window shows something."""

    def __init__(self, program: Program) -> None:
        self.program, self.shell = program, program.shell

    def begin(self) -> None:
        """Open the window and wait until it shows something to type in or to read."""
        self.program.start()
        self.shell.activateWindow()
        self.until(lambda: self.shell._stack.currentWidget() is not None)

    def at(self) -> QWidget:
        """Where a key goes."""
        if popup := QApplication.activePopupWidget():
            return popup.focusWidget() or popup
        if QApplication.focusWidget() is None:  # no window manager hands it on here
            (QApplication.activeModalWidget() or self.shell).activateWindow()
            self.settle()
        return QApplication.focusWidget() or QApplication.activeModalWidget() or self.shell

    def press(self, *keys: str) -> None:
        """Press keys one after the other, each named as on a menu: Alt+M, Tab, Return."""
        for each in keys:
            QTest.keySequence(self.at(), QKeySequence(each))
            self.settle()

    def type(self, words: str) -> None:
        """Type words; a new line is Enter."""
        for place, line in enumerate(words.split("\n")):
            if place:
                self.press("Return")
            for letter in line:
                QTest.keyClicks(self.at(), letter)
        self.settle()

    def line(self, *lines: str) -> None:
        """Type lines, each ended by Enter."""
        for words in lines:
            self.type(words)
            self.press("Return")

    def go_to(self, name: str, key: str = "Tab") -> QWidget:
        """Press Tab until the thing of that name has the focus."""
        for _ in range(MANY):
            if name in named(self.at()):
                return self.at()
            self.press(key)
        raise AssertionError(f"no way to “{name}” by {key}; the focus is on “{named(self.at())}”")

    def settle(self) -> None:
        """Let the window do what it has to do by now."""
        QApplication.processEvents()

    def until(self, holds: Callable[[], object], seconds: float = PATIENCE) -> None:
        """Wait until something holds, letting the other threads of the program work."""
        end = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < end, f"it takes too long; the window shows: {self.sees()}"
            self.settle()
            time.sleep(0.005)

    def until_seen(self, words: str, seconds: float = PATIENCE) -> None:
        """Wait until words are in view."""
        self.until(lambda: words in self.sees(), seconds)

    def sees(self) -> str:
        """Return all words in view, one thing a line."""
        top = QApplication.activeModalWidget() or self.shell
        shown = [each for each in top.findChildren(QWidget) if each.isVisible()]
        return "\n".join(words for each in shown if (words := _words(each)))

    def said(self) -> str:
        """Return what the window said last in passing."""
        return self.shell.toast._words.text()


def named(widget: QWidget) -> str:
    """Return under which name a thing is known to whoever comes to it by Tab."""
    label = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or label.replace("&", "")


def _words(widget: QWidget) -> str:
    if isinstance(widget, QComboBox):
        return widget.currentText()
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText()
    if isinstance(widget, QLabel | QLineEdit | QAbstractButton):
        return widget.accessibleName() or widget.text()
    return widget.accessibleName()
