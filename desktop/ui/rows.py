"""Rows of a list: a headline, a quieter line below it, a chip at the right."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPalette
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.ui import theme
from desktop.ui.chip import chip_width, paint_chip
from desktop.ui.fonts import font
from desktop.ui.icons import paint_icon
from desktop.ui.record_model import ROLE, Index, RowText
from desktop.ui.scroll_bar import use_scroll_bar


class RowDelegate(QStyledItemDelegate):
    """Paints `RowText`s."""

    def __init__(self, *, two_lines: bool = True) -> None:
        super().__init__()
        self._two_lines = two_lines

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del index
        line = QFontMetricsF(font()).height()
        height = 2 * line + 20 if self._two_lines else line + 18
        return QSize(
            option.rect.width(), max(theme.TALL_ROW if self._two_lines else theme.ROW, round(height))
        )

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        text: RowText = index.data(ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(option.rect).adjusted(4, 1, -4, -1)
        _paint_back(painter, option, place)
        inner = place.adjusted(10, 0, -10, 0)
        inner = self._paint_chip(painter, text, inner)
        if text.icon:
            paint_icon(painter, text.icon, QRectF(inner.x(), inner.center().y() - 9, 18, 18), "muted")
            inner.setLeft(inner.left() + 28)
        self._paint_words(painter, text, inner)
        painter.restore()

    def _paint_chip(self, painter: QPainter, text: RowText, inner: QRectF) -> QRectF:
        if not text.chip:
            return inner
        width, height = chip_width(text.chip), QFontMetricsF(font("small")).height() + 6
        place = QRectF(inner.right() - width, inner.center().y() - height / 2, width, height)
        paint_chip(painter, text.chip, place, text.tone)
        return inner.adjusted(0, 0, -width - 8, 0)

    def _paint_words(self, painter: QPainter, text: RowText, inner: QRectF) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(theme.colour("muted" if text.faded else "text"))
        if not self._two_lines or not text.detail:
            _paint_line(painter, text.headline, inner, middle)
            return
        half = inner.height() / 2
        _paint_line(painter, text.headline, inner.adjusted(0, 4, 0, -half + 2), middle)
        painter.setPen(theme.colour("muted"))
        painter.setFont(font("small"))
        _paint_line(painter, text.detail, inner.adjusted(0, half, 0, -4), middle)


def _paint_back(painter: QPainter, option: QStyleOptionViewItem, place: QRectF) -> None:
    chosen = bool(option.state & QStyle.StateFlag.State_Selected)
    hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
    if not chosen and not hovered:
        return
    focused = chosen and bool(option.state & QStyle.StateFlag.State_HasFocus)
    painter.setPen(theme.colour("accent") if focused else Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("selected" if chosen else "hover"))
    painter.drawRoundedRect(place, theme.RADIUS, theme.RADIUS)


def _paint_line(painter: QPainter, words: str, place: QRectF, align: Qt.AlignmentFlag) -> None:
    shown = QFontMetricsF(painter.font()).elidedText(words, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, align | Qt.AlignmentFlag.AlignLeft, shown)


class RowList(QListView):
    """A list of rows, without a frame, moved through by keyboard."""

    def __init__(self, name: str, *, two_lines: bool = True) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window)
        use_scroll_bar(self)
        self._delegate = RowDelegate(two_lines=two_lines)
        self.setItemDelegate(self._delegate)
