"""A field above the window with something to choose below it: arrows step, Enter takes, Esc goes away."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from desktop.ui import theme

WIDTH = 620
TOP = 64
"""Pixels below the upper edge of the window."""
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Popup(QDialog):
    """The keys of its `field` choose, whatever else has been typed into it."""

    def __init__(self, window: QWidget, name: str, field: QLineEdit) -> None:
        super().__init__(window, Qt.WindowType.Popup)
        self.setAccessibleName(name)
        self.field = field
        field.installEventFilter(self)

    def step(self, by: int) -> None:
        """Mark the next thing to choose, or the one before."""
        raise NotImplementedError

    def enter(self, *, goes_on: bool) -> None:
        """Take what is marked; with Ctrl, somebody wants to go on after it."""
        raise NotImplementedError

    def paintEvent(self, event: QPaintEvent) -> None:
        """Set it off from the page below it, whatever shadows the system draws."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(theme.colour("field_border"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if step := _STEPS.get(Qt.Key(event.key())):
                self.step(step)
                return True
            if event.key() in _ENTER:
                self.enter(goes_on=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
                return True
        return super().eventFilter(watched, event)
