"""A window in which a meeting is being held, and hands on its keyboard."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from desktop.features.meetings.room.page import Room, build
from desktop.settings import Settings
from desktop.ui import fonts, theme
from desktop.ui.bridge import Bridge
from desktop.ui.desk import Desk
from desktop.ui.page import Page
from desktop.ui.rail import Stop
from desktop.ui.shell import Shell, Stay

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
ENTER, ESCAPE, TAB = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab


class Evening:
    """A room, and somebody who has nothing but a keyboard."""

    def __init__(self, qtbot, shell: Shell, room: Room) -> None:
        self.qtbot, self.shell, self.room = qtbot, shell, room

    def at(self) -> QWidget:
        """Where the cursor is; no window manager hands it on here when a dialog has closed."""
        if QApplication.focusWidget() is None:
            (QApplication.activeModalWidget() or self.shell).activateWindow()
        self.qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        return QApplication.focusWidget()

    def press(self, key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.keyClick(self.at(), key, modifier)
        self.settle()

    def type(self, words: str) -> None:
        for number, line in enumerate(words.split("\n")):
            if number:
                self.press(ENTER)
            self.qtbot.keyClicks(self.at(), line)
        self.settle()

    def line(self, words: str) -> None:
        self.type(words)
        self.press(ENTER)

    def settle(self) -> None:
        """Let the window show what was done."""
        QApplication.processEvents()

    def said(self) -> str:
        """What the window said last."""
        return self.shell.toast._words.text()


@contextmanager
def held(qtbot, qapp, store, profile, meeting: str, per_cent: int = 100) -> Iterator[Evening]:
    """A window in which a meeting is being held, with type of some size."""
    qapp.setStyle("Fusion")
    fonts.use_fonts(qapp, per_cent)
    theme.use_scheme(qapp, "light")
    bridge = Bridge(store)
    stays = [
        Stay(Stop("meetings", "Meetings", "calendar-days"), Page, frozenset({"meeting"})),
        Stay(Stop("room", "Room", "play"), build, frozenset({"room"}), on_rail=False),
    ]
    shell = Shell(stays, "Riverside")
    qtbot.addWidget(shell)
    shell.resize(1024, 600)
    with qtbot.waitActive(shell):
        shell.show()
        shell.activateWindow()
    shell.begin(Desk(store, profile, bridge, shell, Settings()), "meetings")
    shell.open("room", meeting)
    yield Evening(qtbot, shell, shell.page("room"))
    shell.leave_all()
    bridge.close()
    fonts.use_fonts(qapp)
