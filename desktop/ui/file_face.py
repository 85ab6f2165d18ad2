"""The face of a file: a small preview of a picture, an icon for anything else."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.ui import theme
from desktop.ui.icons import paint_icon

_ICON = 18


class FileFace(QWidget):
    """Shows an icon until there is a picture."""

    def __init__(self, icon_name: str, side: int) -> None:
        super().__init__()
        self._icon, self._picture = icon_name, QImage()
        self.setFixedSize(side, side)

    def show_picture(self, picture: QImage) -> None:
        """Show a picture as far as there is one."""
        self._picture = picture
        self.update()

    def room(self) -> QSize:
        """Return the pixels that a picture may have here."""
        return self.size() * self.devicePixelRatio()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        if self._picture.isNull():
            middle = QRectF(self.rect()).center()
            place = QRectF(middle.x() - _ICON / 2, middle.y() - _ICON / 2, _ICON, _ICON)
            paint_icon(painter, self._icon, place, "muted")
            return
        size = self._picture.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(0, 0, size.width(), size.height())
        place.moveCenter(QRectF(self.rect()).center())
        paint_picture(painter, self._picture, place)


def paint_picture(painter: QPainter, picture: QImage, place: QRectF) -> None:
    """Draw a picture into a place of its proportions, with round corners."""
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    outline = QPainterPath()
    outline.addRoundedRect(place, theme.RADIUS, theme.RADIUS)
    painter.setClipPath(outline)
    painter.drawImage(place, picture)
