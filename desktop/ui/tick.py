"""A box to tick, with a border that can be seen in every scheme."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox

from desktop.ui import theme
from desktop.ui.icons import paint_icon

BOX = 18
_LEAST = 28
"""Pixels in height, so that it can be hit."""


class Tick(QCheckBox):
    """A box and its words; the whole of it can be clicked."""

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self.font())
        words = metrics.horizontalAdvance(self.text()) + 10 if self.text() else 2
        return QSize(round(BOX + 4 + words), max(_LEAST, round(metrics.height() + 8)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, position: object) -> bool:
        del position
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(2, (self.height() - BOX) / 2, BOX, BOX).adjusted(0.5, 0.5, -0.5, -0.5)
        ticked, usable = self.isChecked(), self.isEnabled()
        border = "accent" if ticked or self.hasFocus() else "field_border"
        painter.setPen(QPen(theme.colour(border if usable else "border"), 1.5))
        painter.setBrush(theme.colour(("accent" if usable else "border") if ticked else "surface"))
        painter.drawRoundedRect(box, 4, 4)
        if ticked:
            paint_icon(painter, "check", box.adjusted(2, 2, -2, -2), "on_accent")
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRoundedRect(box.adjusted(-2, -2, 2, 2), 6, 6)
        painter.setPen(theme.colour("text" if usable else "muted"))
        words = self.rect().adjusted(BOX + 10, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
