"""A thin line that fills while something slow is under way."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar

from desktop.ui import theme

_HEIGHT = 6


class ProgressLine(QProgressBar):
    """Done of a total; painted by itself."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setTextVisible(False)
        self.setFixedHeight(_HEIGHT)

    def show_done(self, done: int, total: int) -> None:
        """Show how far it is; a total of 0 is unknown, and the line stays empty."""
        self.setRange(0, max(total, 1))
        self.setValue(min(done, total))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(self.rect())
        painter.setBrush(theme.colour("border"))
        painter.drawRoundedRect(whole, 3, 3)
        share = self.value() / max(self.maximum(), 1)
        painter.setBrush(theme.colour("accent"))
        painter.drawRoundedRect(whole.adjusted(0, 0, -whole.width() * (1 - share), 0), 3, 3)
