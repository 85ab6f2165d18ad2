"""A field for long text that grows with it, so that the page scrolls and not the text in it."""

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from desktop.ui.fields import TextArea
from desktop.ui.layout import column

LEAST = 12
"""Lines in view when there is little text."""


class WritingField(QWidget):
    """`area` is what is typed in."""

    def __init__(self, name: str, placeholder: str, *, least: int = LEAST) -> None:
        super().__init__()
        self._least = least
        self.area = TextArea(name, placeholder)
        self.setFocusProxy(self.area)
        self.setLayout(column(self.area, gap=0))
        self.area.document().documentLayout().documentSizeChanged.connect(lambda _size: self._grow())
        self._grow()

    def text(self) -> str:
        """Return what is typed."""
        return self.area.toPlainText()

    def show_text(self, text: str) -> None:
        """Show other text and leave the cursor where it was; the same text changes nothing."""
        if text == self.text():
            return
        place = self.area.textCursor().position()
        self.area.setPlainText(text)
        cursor = self.area.textCursor()
        cursor.setPosition(min(place, len(text)), QTextCursor.MoveMode.MoveAnchor)
        self.area.setTextCursor(cursor)

    def _grow(self) -> None:
        lines = max(round(self.area.document().size().height()), self._least)
        margins = 2 * round(self.area.document().documentMargin()) + 4
        self.area.setFixedHeight(lines * self.area.fontMetrics().lineSpacing() + margins)
