"""What the parts at the right of the room have in common."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.features.meetings.evening import Evening
from desktop.ui.desk import Desk
from desktop.ui.fonts import font

LEAST_HEAD = 34
"""Pixels."""


def head_height() -> int:
    """Return the height of the heads of the three parts, so that what is below them lines up."""
    return max(LEAST_HEAD, round(QFontMetricsF(font("heading", strong=True)).height() + 12))


class Panel(QWidget):
    """One part. It is told of every change while it shows; `asked` names another part to show."""

    asked = Signal(str)
    """attendance, sheet, consent, motions, actions, decisions, minutes or close."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.meeting = ""

    def show_evening(self, evening: Evening) -> None:
        """Show how things stand."""
        self.meeting = evening.meeting.id

    def begin(self) -> None:
        """Put the cursor where the work of this part begins."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.asked.emit("minutes")
            return
        super().keyPressEvent(event)
