"""Waiting until a window is on the screen before work begins that would hold up its painting."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget


def once_painted(widget: QWidget, call: Callable[[], object]) -> None:
    """Call something when a widget, and all that is in it, has been painted for the first time."""
    widget.installEventFilter(_FirstPaint(widget, call))


class _FirstPaint(QObject):
    """Waits for one paint event; belongs to the widget that it watches."""

    def __init__(self, widget: QWidget, call: Callable[[], object]) -> None:
        super().__init__(widget)
        self._call = call

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._call)  # its children are painted within this event
        return False
