"""A scroll bar that steps back: a round thumb and nothing else."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar, QStyle, QStyleOptionSlider

from desktop.ui import theme

WIDTH = 12


class ScrollBar(QScrollBar):
    """Upright, painted by itself; grows no arrows."""

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.maximum() <= self.minimum():
            return
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        thumb = self.style().subControlRect(
            QStyle.ComplexControl.CC_ScrollBar, option, QStyle.SubControl.SC_ScrollBarSlider, self
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("field_border" if self.underMouse() else "border").darker(115))
        painter.drawRoundedRect(QRectF(thumb).adjusted(3, 2, -3, -2), 3, 3)


def use_scroll_bar(area: QAbstractScrollArea) -> None:
    """Give a scrolling widget the quiet scroll bar."""
    area.setVerticalScrollBar(ScrollBar(Qt.Orientation.Vertical, area))
