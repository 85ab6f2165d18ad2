"""Taking back out what was just typed somewhere, as if it had never been typed."""

from collections.abc import Callable

from PySide6.QtCore import QPersistentModelIndex
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit, QWidget

Untype = Callable[[str], object]
"""Takes the signs that were typed since, and puts all back as it was before them."""


def untyping(widget: QWidget | None) -> Untype:
    """Return what puts a widget back to how it is now, once a few signs were typed into it."""
    if isinstance(widget, QPlainTextEdit):
        return _of_text(widget)
    if isinstance(widget, QLineEdit):
        return _of_line(widget)
    if isinstance(widget, QComboBox):
        place = widget.currentIndex()
        return lambda _typed: widget.setCurrentIndex(place)
    if isinstance(widget, QAbstractItemView):
        chosen = QPersistentModelIndex(widget.currentIndex())
        return lambda _typed: widget.setCurrentIndex(chosen) if chosen.isValid() else None
    return lambda _typed: None


def _of_text(area: QPlainTextEdit) -> Untype:
    """Take the few letters out before the cursor: a long text is neither read nor set as a whole."""
    cursor = area.textCursor()
    words, is_forward = cursor.selection().toPlainText(), cursor.position() > cursor.anchor()

    def untype(typed: str) -> None:
        now = area.textCursor()
        first = now.position() - len(typed)
        now.setPosition(max(first, 0), QTextCursor.MoveMode.KeepAnchor)
        if area.isReadOnly() or now.selectedText() != typed:
            return  # nothing came of it, or the cursor stands elsewhere by now
        now.insertText(words)
        last = now.position()
        now.setPosition(first if is_forward else last)
        now.setPosition(last if is_forward else first, QTextCursor.MoveMode.KeepAnchor)
        area.setTextCursor(now)

    return untype


def _of_line(field: QLineEdit) -> Untype:
    text, place, start, length = field.text(), field.cursorPosition(), field.selectionStart(), 0
    if start >= 0:
        length = field.selectionLength() if place > start else -field.selectionLength()

    def untype(_typed: str) -> None:
        if field.text() == text:
            return
        field.setText(text)
        field.textEdited.emit(text)
        field.setCursorPosition(place)
        if length:
            field.setSelection(place - length, length)

    return untype
