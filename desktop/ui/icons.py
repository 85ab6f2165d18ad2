"""Icons: SVG drawings of one line, in the colour of the words beside them."""

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap, Qt
from PySide6.QtSvg import QSvgRenderer

from desktop.ui import theme

FOLDER = Path(__file__).parents[2] / "resources" / "icons"
SIZE = 18


def icon(name: str, tint: str = "text") -> QIcon:
    """Return an icon that follows the scheme; `tint` names its colour."""
    return QIcon(_Engine(name, tint))


def paint_icon(painter: QPainter, name: str, place: QRectF, tint: str = "text") -> None:
    """Draw an icon where a painter is at work."""
    renderer(name, getattr(theme.tokens(), tint)).render(painter, place)


@lru_cache(maxsize=512)
def renderer(name: str, colour: str) -> QSvgRenderer:
    """Return the drawing in a colour; FileNotFoundError for a name that resources/icons has not."""
    drawing = (FOLDER / f"{name}.svg").read_text("utf-8").replace("currentColor", colour)
    return QSvgRenderer(QByteArray(drawing.encode()))


class _Engine(QIconEngine):
    """Draws at any size and resolution, and in the colours of the moment."""

    def __init__(self, name: str, tint: str) -> None:
        super().__init__()
        self._name, self._tint = name, tint

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        del state
        tint = "muted" if mode == QIcon.Mode.Disabled else self._tint
        side = min(rect.width(), rect.height())  # what is wider leaves room between icon and words
        paint_icon(painter, self._name, QRectF(rect.x(), rect.y(), side, side), tint)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        if size.isEmpty():
            return QPixmap()
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return pixmap

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._tint)
