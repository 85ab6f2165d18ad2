"""A badge held to a scanner wherever the cursor is: the scanner types its code, which belongs nowhere.

A scanner that acts as a keyboard types the signs of a badge faster than any person and ends with
Enter. Its first two signs go where they are typed; when the third follows as fast, they are taken
out again and all further ones are held back. A whole code and Enter are a badge. Anything else is
handed on, key by key, to where it was typed: what people type is late by a blink at most, and only
if it begins with the mark of a badge typed within a tenth of a second.
"""

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from desktop.features.meetings.attendance.badges import MARK, could_be_badge, looks_like_badge
from desktop.features.meetings.room.keys import ENTER
from desktop.features.meetings.room.untyped import Untype, untyping

QUICK = 0.05
"""Seconds from one of the first signs to the next; nobody's fingers type C, D and 1 so fast."""
PATIENCE = 250
"""Milliseconds for which a code that has begun is waited for to go on."""
_ALONE = (Qt.Key.Key_Shift, Qt.Key.Key_CapsLock, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta)
"""Keys that type nothing by themselves and come between the signs of a scanner."""
_WITH_SIGNS = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


class Scans(QObject):
    """Watches the keys of whatever has the focus in a room, or in a dialog of it."""

    def __init__(self, room: QWidget, scanned: Callable[[str], object]) -> None:
        super().__init__(room)
        self._room, self._scanned = room, scanned
        self._watched: QWidget | None = None
        self._typed, self._at = "", 0.0
        self._untype: Untype = untyping(None)
        self._is_handing_on = False
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE)
        self._patience.timeout.connect(self.hand_on)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def is_beginning(self) -> bool:
        """Whether signs that may turn out to be of a badge stand in a field this instant."""
        return bool(self._typed) and not self._is_held and monotonic() - self._at < QUICK

    def hand_on(self) -> None:
        """Give what was held back to where it was typed: it is no badge."""
        held, widget = self._typed if self._is_held else "", self._watched
        self._forget()
        self._is_handing_on = True
        try:
            for sign in held:
                if widget is not None and isValid(widget):
                    QApplication.sendEvent(widget, _press(sign))
        finally:
            self._is_handing_on = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._watched or self._is_handing_on:
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.InputMethod:
            self.hand_on()  # what is composed comes behind it
        elif isinstance(event, QKeyEvent) and event.key() not in _ALONE:
            if event.type() == QEvent.Type.KeyPress:
                return self._take(event)
            if event.type() == QEvent.Type.ShortcutOverride and self._is_of_badge(event):
                event.accept()  # or it would be taken for a shortcut, and not come as a key
                return True
        return super().eventFilter(watched, event)

    @property
    def _is_held(self) -> bool:
        """Whether what was typed is held back: it begins with the mark of a badge."""
        return len(self._typed) >= len(MARK)

    def _take(self, event: QKeyEvent) -> bool:
        """Take a key; return whether it is kept from where it was typed."""
        if self._ends(event):
            code = self._typed
            self._forget()
            self._scanned(code)
            return True
        if not self._goes_on(event):
            self.hand_on()
        if self._goes_on(event):
            self._note(_sign(event))
        return self._is_held

    def _note(self, sign: str) -> None:
        """Note one more sign; the one that completes the mark takes back those before it."""
        if not self._typed:
            self._untype = untyping(self._watched)
        self._typed, self._at = self._typed + sign, monotonic()
        if len(self._typed) == len(MARK):
            self._untype(self._typed[:-1])
        if self._is_held:
            self._patience.start()

    def _is_of_badge(self, event: QKeyEvent) -> bool:
        return self._is_held and (self._ends(event) or self._goes_on(event))

    def _ends(self, event: QKeyEvent) -> bool:
        return event.key() in ENTER and looks_like_badge(self._typed)

    def _goes_on(self, event: QKeyEvent) -> bool:
        """Whether a key may be the next sign of a badge, typed as fast as scanners type."""
        sign = _sign(event)
        is_quick = not self._typed or self._is_held or monotonic() - self._at < QUICK
        return bool(sign) and is_quick and could_be_badge(self._typed + sign)

    def _forget(self) -> None:
        self._patience.stop()
        self._typed, self._untype = "", untyping(None)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Watch what has the focus now, if it is in the room."""
        if now is self._watched:
            return
        self.hand_on()
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = now if now is not None and _is_within(now, self._room) else None
        if self._watched is not None:
            self._watched.installEventFilter(self)


def _is_within(widget: QWidget, room: QWidget) -> bool:
    """Whether a widget is in the room, or in a dialog that was opened there."""
    above: QWidget | None = widget
    while above is not None and above is not room:
        above = above.parentWidget()
    return above is room and room.isVisible()


def _sign(event: QKeyEvent) -> str:
    """Return the one sign that a key types, "" for keys that do something else."""
    text = event.text()
    is_plain = not event.modifiers() & ~_WITH_SIGNS
    return text if len(text) == 1 and is_plain else ""


def _press(sign: str) -> QKeyEvent:
    """Return the key that types a sign."""
    shift, none = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier
    return QKeyEvent(QEvent.Type.KeyPress, ord(sign.upper()), shift if sign.isupper() else none, sign)
