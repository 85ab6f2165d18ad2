"""A chip: one or two words with a colour behind them, for a state; the words alone say it all."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui import theme
from desktop.ui.fonts import font
from desktop.ui.labels import show_if

TONES = ("plain", "good", "warn", "bad", "accent")


def chip_width(text: str) -> float:
    """Return how many pixels a chip takes."""
    return QFontMetricsF(font("small")).horizontalAdvance(text) + 16


def paint_chip(painter: QPainter, text: str, place: QRectF, tone: str = "plain") -> None:
    """Draw a chip into a place whose width is `chip_width(text)`."""
    back, front = chip_colours(tone)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(back)
    painter.drawRoundedRect(place, place.height() / 2, place.height() / 2)
    painter.setPen(front)
    painter.setFont(font("small"))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


def chip_colours(tone: str) -> tuple[QColor, QColor]:
    """Return the colours behind and of the words."""
    if tone == "plain":
        return theme.colour("hover"), theme.colour("muted")
    if tone == "accent":
        return theme.colour("selected"), theme.colour("accent")
    return theme.colour(f"{tone}_back"), theme.colour(tone)


class Chip(QWidget):
    """A chip as a widget."""

    def __init__(self, text: str = "", tone: str = "plain") -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.say(text, tone)

    def say(self, text: str, tone: str = "plain") -> None:
        """Show other words; nothing at all takes no room."""
        self._text, self._tone = text, tone
        self.setAccessibleName(text)
        show_if(self, shown=bool(text))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(chip_width(self._text)), QFontMetricsF(font("small")).height().__ceil__() + 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        paint_chip(QPainter(self), self._text, QRectF(self.rect()), self._tone)
