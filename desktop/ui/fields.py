"""Plain fields to type and choose in, all of one look: a thin frame, an accent ring with the focus."""

from collections.abc import Iterable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.ui import theme
from desktop.ui.icons import icon, paint_icon
from desktop.ui.scroll_bar import use_scroll_bar

HEIGHT = 34
_LINE = (
    "QLineEdit{border:1px solid palette(mid);border-radius:6px;padding:6px 9px;min-height:20px;"
    "background:palette(base)}"
    "QLineEdit:focus{border:2px solid palette(highlight);padding:5px 8px}"
    "QLineEdit:read-only{background:transparent;border-color:palette(midlight)}"
    "QLineEdit[wrong=true]{border:2px solid palette(bright-text);padding:5px 8px}"
)


def show_wrong(field: QLineEdit, *, wrong: bool) -> None:
    """Mark a field whose text cannot be taken; the sentence that says why stands below it."""
    if bool(field.property("wrong")) != wrong:
        field.setProperty("wrong", wrong)
        field.style().unpolish(field)
        field.style().polish(field)


class LineField(QLineEdit):
    """One line of text."""

    def __init__(self, name: str = "", placeholder: str = "") -> None:
        super().__init__()
        self.setStyleSheet(_LINE)
        self.setAccessibleName(name or placeholder)
        self.setPlaceholderText(placeholder)


class SearchField(LineField):
    """One line that searches; Esc empties it."""

    def __init__(self, placeholder: str) -> None:
        super().__init__(placeholder, placeholder)
        self.setClearButtonEnabled(True)
        glass = QAction(icon("search", "muted"), "", self)
        self.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)


class ChoiceField(QComboBox):
    """One of a few, painted like the other fields. `chosen` gives what stands behind the words."""

    def __init__(self, name: str, choices: Iterable[tuple[str, str]] = ()) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setMinimumHeight(HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.offer(choices)

    def offer(self, choices: Iterable[tuple[str, str]]) -> None:
        """Offer (value, words) pairs, keeping what is chosen if it is among them."""
        value = self.chosen()
        self.blockSignals(True)
        self.clear()
        for each, words in choices:
            self.addItem(words, each)
        self.choose(value)
        self.blockSignals(False)

    def chosen(self) -> str:
        """Return the value behind the words."""
        return str(self.currentData() or "")

    def choose(self, value: str) -> None:
        """Choose a value; one that is not offered is shown as it is."""
        place = self.findData(value)
        if place < 0 and value:
            self.addItem(value, value)
            place = self.count() - 1
        self.setCurrentIndex(max(place, 0))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width() + 24, HEIGHT)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling a page must not change a value that happens to lie under the pointer."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        paint_frame(painter, self)
        words = self.rect().adjusted(10, 0, -30, 0)
        token = "text" if self.isEnabled() else "muted"
        painter.setPen(theme.colour(token))
        text = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        place = QRectF(self.width() - 26, (self.height() - 16) / 2, 16, 16)
        paint_icon(painter, "chevron-down", place, "muted")


class TextArea(QPlainTextEdit):
    """Several lines of plain text without a frame; Tab leaves it. `left` comes when the focus has gone."""

    left = Signal()
    focused = Signal(bool)

    def __init__(self, name: str, placeholder: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        use_scroll_bar(self)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focused.emit(False)
        self.left.emit()


class TextField(QWidget):
    """A text area in the frame of a field; `area` is what is typed in."""

    def __init__(self, name: str, placeholder: str = "", *, lines: int = 3) -> None:
        super().__init__()
        self.area = TextArea(name, placeholder)
        self.area.focused.connect(lambda _: self.update())
        self.area.setMinimumHeight(self.fontMetrics().lineSpacing() * lines + 10)
        self.setFocusProxy(self.area)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 4, 6, 4)
        layout.addWidget(self.area)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        paint_frame(QPainter(self), self, focused=self.area.hasFocus())


def paint_frame(painter: QPainter, widget: QWidget, *, focused: bool | None = None) -> None:
    """Draw the frame of a field, with the ring where it has the focus."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    focused = widget.hasFocus() if focused is None else focused
    painter.setPen(QPen(theme.colour("accent" if focused else "field_border"), 2 if focused else 1))
    painter.setBrush(theme.colour("surface"))
    inset = 1.0 if focused else 0.5
    painter.drawRoundedRect(
        QRectF(widget.rect()).adjusted(inset, inset, -inset, -inset), theme.RADIUS, theme.RADIUS
    )
