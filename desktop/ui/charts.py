"""Charts drawn from one description, each with a twin in words for those who do not see it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui import theme
from desktop.ui.fonts import font


@dataclass(frozen=True)
class Bar:
    """One bar: its label, its length, what is written at its end, and how it is meant."""

    label: str
    value: float
    words: str = ""
    tone: str = "accent"


class BarChart(QWidget):
    """Bars from left to right, one below the other, each with its words."""

    LINE = 26

    def __init__(self, name: str, bars: Sequence[Bar] = ()) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_bars(bars)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show other bars."""
        self._bars = tuple(bars)
        self.setAccessibleDescription("; ".join(f"{bar.label}: {bar.words or bar.value:g}" for bar in bars))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(280, max(1, len(self._bars)) * self.LINE)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = QFontMetricsF(font())
        widest = max((metrics.horizontalAdvance(bar.label) for bar in self._bars), default=0)
        left = min(widest + 12, self.width() * 0.45)
        most = max((bar.value for bar in self._bars), default=0) or 1
        for place, bar in enumerate(self._bars):
            line = QRectF(0, place * self.LINE, self.width(), self.LINE)
            self._paint_bar(painter, bar, line, left, bar.value / most)

    def _paint_bar(self, painter: QPainter, bar: Bar, line: QRectF, left: float, share: float) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter
        metrics = QFontMetricsF(font())
        painter.setPen(theme.colour("text"))
        label = metrics.elidedText(bar.label, Qt.TextElideMode.ElideRight, left - 8)
        painter.drawText(line.adjusted(0, 0, left - line.width(), 0), middle, label)
        words = bar.words or f"{bar.value:g}"
        room = line.width() - left - metrics.horizontalAdvance(words) - 10
        length = max(room * share, 2.0 if bar.value else 0.0)
        painter.setBrush(theme.colour(bar.tone))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(QRectF(left, line.center().y() - 5, length, 10), 3, 3)
        painter.setPen(theme.colour("muted"))
        painter.drawText(line.adjusted(left + length + 8, 0, 0, 0), middle, words)


class LineChart(QWidget):
    """Points in order, joined by a line; the last one is marked, the ends are labelled."""

    def __init__(self, name: str, points: Sequence[tuple[str, float]] = ()) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setMinimumHeight(96)
        self.show_points(points)

    def show_points(self, points: Sequence[tuple[str, float]]) -> None:
        """Show other points: (label, value)."""
        self._points = tuple(points)
        self.setAccessibleDescription("; ".join(f"{label}: {value:g}" for label, value in points))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if not self._points:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font("small"))
        places = self._places()
        painter.setPen(QPen(theme.colour("accent"), 2))
        painter.drawPolyline(places)
        painter.setBrush(theme.colour("accent"))
        painter.drawEllipse(places[-1], 4, 4)
        painter.setPen(theme.colour("muted"))
        foot = QRectF(0, self.height() - 16, self.width(), 16)
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft, self._points[0][0])
        if len(self._points) > 1:
            painter.drawText(foot, Qt.AlignmentFlag.AlignRight, self._points[-1][0])

    def _places(self) -> list[QPointF]:
        values = [value for _label, value in self._points]
        least, most = min(values), max(values)
        span = (most - least) or 1.0
        step = (self.width() - 16) / max(1, len(values) - 1)
        height = self.height() - 36
        return [
            QPointF(8 + place * step, 10 + height * (1 - (value - least) / span))
            for place, value in enumerate(values)
        ]
