"""The rail at the left: the pages, each with an icon and a word, and a count where something waits."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.i18n import _
from desktop.ui import scroll_bar, theme
from desktop.ui.chip import chip_width, paint_chip
from desktop.ui.fonts import font
from desktop.ui.icons import paint_icon
from desktop.ui.labels import Words
from desktop.ui.layout import Part, column
from desktop.ui.record_model import Index

WIDTH = 208
"""Pixels at least: the longest word of a page's name has room, however large the type is."""
_BESIDE = 38, 24
"""Pixels before and after the name of a page."""
_WRAPPED = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
_ICON, _COUNT, _GAP = (Qt.ItemDataRole.UserRole + n for n in (1, 2, 3))


@dataclass(frozen=True)
class Stop:
    """One page on the rail."""

    page: str
    title: str
    icon: str
    starts_group: bool = False


class _Delegate(QStyledItemDelegate):
    """Paints the stops."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        room = QRectF(0, 0, option.rect.width() - sum(_BESIDE), 1)
        words = QFontMetricsF(font(strong=True)).boundingRect(room, _WRAPPED, index.data())
        height = max(theme.ROW, round(words.height() + 16))
        return QSize(option.rect.width(), height + (12 if index.data(_GAP) else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        place = QRectF(option.rect).adjusted(8, 13 if index.data(_GAP) else 1, -8, -1)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = chosen and bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(theme.colour("accent") if focused else Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("selected" if chosen else "hover"))
            painter.drawRoundedRect(place, theme.RADIUS, theme.RADIUS)
        tint = "accent" if chosen else "muted"
        paint_icon(painter, index.data(_ICON), QRectF(place.x() + 10, place.center().y() - 9, 18, 18), tint)
        painter.setFont(font(strong=chosen))
        painter.setPen(theme.colour("text"))
        words = place.adjusted(_BESIDE[0], 0, -8, 0)
        painter.drawText(words, _WRAPPED, index.data())
        if count := index.data(_COUNT):
            width = chip_width(count)
            chip = QRectF(words.right() - width, place.center().y() - 9, width, 18)
            paint_chip(painter, count, chip, "warn")
        painter.restore()


class Rail(QWidget):
    """The list of pages, with `above` and `below` it what the shell puts there."""

    chosen = Signal(str)

    def __init__(self, stops: Sequence[Stop], name: str, below: Part = None) -> None:
        super().__init__()
        self.setFixedWidth(_width(stops))
        self._name = Words(name, strong=True)
        self._name.setContentsMargins(18, 8, 8, 8)
        self.list = _list(stops)
        self._pages = [stop.page for stop in stops]
        self.list.selectionModel().currentChanged.connect(self._follow)
        self.setLayout(column(8, self._name, self.list, *([below] if below is not None else []), gap=4))

    def show_page(self, page: str) -> None:
        """Mark the page that is shown, without asking for it."""
        selection = self.list.selectionModel()
        selection.blockSignals(True)
        place = self._pages.index(page) if page in self._pages else -1
        self.list.setCurrentIndex(self.list.model().index(place, 0))
        selection.blockSignals(False)
        self.list.viewport().update()

    def show_count(self, page: str, count: int) -> None:
        """Show how many things wait on a page."""
        index = self.list.model().index(self._pages.index(page), 0)
        self.list.model().setData(index, str(count) if count else "", _COUNT)

    def say_name(self, name: str) -> None:
        """Show the name of the coalition."""
        self._name.setText(name)

    def _follow(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self._pages[index.row()])

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("rail"))
        painter.setPen(theme.colour("border"))
        painter.drawLine(self.width() - 1, 0, self.width() - 1, self.height())


def _width(stops: Sequence[Stop]) -> int:
    metrics = QFontMetricsF(font(strong=True))
    words = [word for stop in stops for word in stop.title.split()]
    beside = sum(_BESIDE) + scroll_bar.WIDTH
    return max(WIDTH, *(round(metrics.horizontalAdvance(word)) + beside + 1 for word in words), 0)


def _list(stops: Sequence[Stop]) -> QListView:
    view, model = QListView(), QStandardItemModel()
    for stop in stops:
        item = QStandardItem(stop.title)
        item.setEditable(False)
        item.setData(stop.icon, _ICON)
        item.setData("", _COUNT)
        item.setData(stop.starts_group, _GAP)
        model.appendRow(item)
    model.setParent(view)
    view.setModel(model)
    view.setItemDelegate(_Delegate(view))
    view.setAccessibleName(_("Pages"))
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setMouseTracking(True)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.viewport().setAutoFillBackground(False)
    scroll_bar.use_scroll_bar(view)
    view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
    return view
