"""A card: a quiet frame with round corners around things that belong together."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QLayout

from desktop.ui import theme


class Card(QFrame):
    """Paints its own frame, so that nothing inside inherits a style sheet.

    `tone` is "" (plain) or good, warn, bad: the colour behind, never without words.
    """

    def __init__(self, layout: QLayout | None = None, *, tone: str = "", margin: int = 16) -> None:
        super().__init__()
        self.tone = tone
        if layout is not None:
            layout.setContentsMargins(margin, margin, margin, margin)
            self.setLayout(layout)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour(self.tone or "border"), 1))
        painter.setBrush(theme.colour(f"{self.tone}_back" if self.tone else "surface"))
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS, theme.RADIUS
        )


class Rule(QFrame):
    """A thin line between two parts."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        QPainter(self).fillRect(self.rect(), theme.colour("border"))
