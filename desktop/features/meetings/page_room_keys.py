"""Keys that belong to the whole room, even while somebody types in a field of it.

Qt lets a field keep Ctrl+Z and a few others for itself. In the room one Ctrl+Z takes back
what was done last, wherever the cursor is; in a line it first takes back what was typed there.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

_UNDO = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
_STEPS = (Qt.Key.Key_Up, Qt.Key.Key_Down)
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def give_room_its_keys(room: QWidget) -> None:
    """Have the fields of a room leave the keys alone that mean something to all of it."""
    keys = _RoomKeys(room)
    for kind in (QLineEdit, QPlainTextEdit):
        for field in room.findChildren(kind):
            field.installEventFilter(keys)


def on_enter(field: QWidget, run: Callable[[], object]) -> None:
    """Do something when Enter is pressed in a field that has no use of its own for it."""
    field.installEventFilter(_Enter(field, run))


class _RoomKeys(QObject):
    """Turns down Qt's offer to let a field have a key before the shortcuts."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            is_step = event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.key() in _STEPS
            if is_step or (any(event.matches(key) for key in _UNDO) and not _has_typing(watched)):
                event.ignore()
                return True
        return super().eventFilter(watched, event)


class _Enter(QObject):
    def __init__(self, field: QWidget, run: Callable[[], object]) -> None:
        super().__init__(field)
        self._run = run

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in ENTER:
            is_open = isinstance(watched, QComboBox) and watched.view().isVisible()
            if not is_open and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._run()
                return True
        return super().eventFilter(watched, event)


def _has_typing(field: QObject) -> bool:
    """Tell whether a line holds typing of its own to take back; long text is kept by the store."""
    return isinstance(field, QLineEdit) and (field.isUndoAvailable() or field.isRedoAvailable())
