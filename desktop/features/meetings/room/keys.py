"""Keys that belong to the whole room, even while somebody types in a field of it.

Qt lets a field keep Ctrl+Z and a few others for itself. In the room one Ctrl+Z takes back
what was done last, wherever the cursor is; in a line it first takes back what was typed there.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from desktop.features.meetings.room.offer import OfferField
from desktop.i18n import _
from desktop.ui.labels import Words, quiet

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
    field.installEventFilter(_Enter(field, run, with_control=False))


def on_control_enter(field: QWidget, run: Callable[[], object]) -> None:
    """Do something when Ctrl+Enter is pressed in a field in which Enter is a new line."""
    field.installEventFilter(_Enter(field, run, with_control=True))


def chain(fields: Sequence[QWidget], finish: Callable[[], object]) -> None:
    """Have Enter go on through the fields that are shown; in the last, and with Ctrl in any, `finish`."""
    for field in fields:
        field.installEventFilter(_Chained(field, fields, finish))


def chain_words() -> Words:
    """Return the line that says how Enter goes through the fields of a form."""
    done = QKeySequence("Ctrl+Enter").toString(QKeySequence.SequenceFormat.NativeText)
    return quiet(_("Enter: the next field · {keys}: done at once").format(keys=done), "small")


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
    def __init__(self, field: QWidget, run: Callable[[], object], *, with_control: bool) -> None:
        super().__init__(field)
        self._run, self._with_control = run, with_control

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in ENTER:
            is_open = isinstance(watched, QComboBox) and watched.view().isVisible()
            has_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if not is_open and has_control == self._with_control:
                self._run()
                return True
        return super().eventFilter(watched, event)


class _Chained(QObject):
    """Enter in one of several fields; one in which nobody can be made out is not left."""

    def __init__(self, field: QWidget, fields: Sequence[QWidget], finish: Callable[[], object]) -> None:
        super().__init__(field)
        self._field, self._fields, self._finish = field, fields, finish

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.key() not in ENTER:
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # a dialog has a shortcut of its own for it, before what was typed is read
            return True
        if event.type() == QEvent.Type.KeyPress:
            self._go_on(at_once=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
            return True
        return super().eventFilter(watched, event)

    def _go_on(self, *, at_once: bool) -> None:
        if isinstance(self._field, QLineEdit):
            self._field.editingFinished.emit()  # a day is read by it
        if isinstance(self._field, OfferField) and not self._field.is_settled():
            return
        rest = self._fields[self._fields.index(self._field) + 1 :]
        after = next((each for each in rest if each.isVisibleTo(each.window())), None)
        if at_once or after is None:
            self._finish()
        else:
            after.setFocus(Qt.FocusReason.TabFocusReason)


def _has_typing(field: QObject) -> bool:
    """Tell whether a line holds typing of its own to take back; long text is kept by the store."""
    return isinstance(field, QLineEdit) and (field.isUndoAvailable() or field.isRedoAvailable())
