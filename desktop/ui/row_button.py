"""A line of a page that is a link: a headline, a quieter second line, a chip; a click opens it."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QToolButton

from desktop.ui import theme
from desktop.ui.buttons import icon_button
from desktop.ui.chip import chip_width, paint_chip
from desktop.ui.fonts import font
from desktop.ui.icons import icon, paint_icon
from desktop.ui.record_model import RowText

_EDGE = 8
_ICON = 18
_CHIP_MOST = 0.55
"""Of the width of the line."""
_TOOL = 30
"""Pixels, both ways."""


class RowButton(QAbstractButton):
    """Shows a `RowText`; without anything to run it is only read."""

    def __init__(self, text: RowText, run: Callable[[], object] | None = None) -> None:
        super().__init__()
        self.say(text)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._is_link = run is not None
        if run is not None:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.clicked.connect(lambda _checked: run())
        else:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def say(self, text: RowText) -> None:
        """Show another text."""
        self.row = text
        self.setText(text.headline)
        self.setAccessibleName(text.spoken())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        line = QFontMetricsF(font()).height()
        tall, low = max(theme.TALL_ROW - 6.0, 2 * line + 12), max(float(theme.ROW), line + 12)
        return QSize(240, round(tall if self.row.detail else low))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._is_link:
            self.click()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_what_is_cut_off()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        self._paint_back(painter, place)
        inner = place.adjusted(_EDGE, 0, -_EDGE, 0)
        if self.row.chip:
            inner = self._paint_chip(painter, inner)
        if self.row.icon:
            tint = "muted" if self.row.tone in ("plain", "accent") else self.row.tone
            drawing = QRectF(inner.x(), inner.center().y() - _ICON / 2, _ICON, _ICON)
            paint_icon(painter, self.row.icon, drawing, tint)
            inner.setLeft(inner.left() + _ICON + 10)
        self._paint_words(painter, inner)

    def _paint_back(self, painter: QPainter, place: QRectF) -> None:
        if self._is_link and self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("hover"))
            painter.drawRoundedRect(place, theme.RADIUS, theme.RADIUS)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(place, theme.RADIUS, theme.RADIUS)

    def _paint_chip(self, painter: QPainter, inner: QRectF) -> QRectF:
        """Draw the chip at the right; return the room that is left."""
        metrics = QFontMetricsF(font("small"))
        words = metrics.elidedText(self.row.chip, Qt.TextElideMode.ElideRight, inner.width() * _CHIP_MOST)
        width, height = chip_width(words), metrics.height() + 6
        chip = QRectF(inner.right() - width, inner.center().y() - height / 2, width, height)
        paint_chip(painter, words, chip, self.row.tone)
        return inner.adjusted(0, 0, -width - 8, 0)

    def _paint_words(self, painter: QPainter, inner: QRectF) -> None:
        painter.setPen(theme.colour("muted" if self.row.faded else "text"))
        if not self.row.detail:
            _paint_line(painter, self.row.headline, inner)
            return
        half = inner.height() / 2
        _paint_line(painter, self.row.headline, inner.adjusted(0, 3, 0, -half + 1))
        painter.setPen(theme.colour("muted"))
        _paint_line(painter, self.row.detail, inner.adjusted(0, half - 1, 0, -3), "small")

    def _tell_what_is_cut_off(self) -> None:
        """Show in a tip what has no room."""
        room = self.width() - 2 * _EDGE - (_ICON + 10 if self.row.icon else 0)
        room -= round(chip_width(self.row.chip) + 8) if self.row.chip else 0
        widths = (
            QFontMetricsF(font()).horizontalAdvance(self.row.headline),
            QFontMetricsF(font("small")).horizontalAdvance(self.row.detail),
        )
        words = "\n".join(part for part in (self.row.headline, self.row.detail) if part)
        self.setToolTip(words if max(widths) > room else "")


def tool(name: str, what: str, run: Callable[[], object]) -> QToolButton:
    """Return a small button with an icon, for the end of a line; `what` it does is its name and its tip."""
    button = icon_button(name, what, run)
    button.setIcon(icon(name, "muted"))
    button.setIconSize(QSize(16, 16))
    button.setFixedSize(_TOOL, _TOOL)
    return button


def _paint_line(painter: QPainter, words: str, place: QRectF, size: str = "body") -> None:
    painter.setFont(font(size))
    shown = QFontMetricsF(font(size)).elidedText(words, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
