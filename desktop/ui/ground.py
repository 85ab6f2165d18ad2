"""What lies behind a part that can be on: a tint where it is or is pointed at, a ring for the keys."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractButton

from desktop.ui import theme


def paint_ground(painter: QPainter, button: QAbstractButton) -> QRectF:
    """Paint what lies behind a button that can be on; return the place that it covers."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    place = QRectF(button.rect()).adjusted(1, 1, -1, -1)
    if button.isChecked() or button.underMouse():
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("selected" if button.isChecked() else "hover"))
        painter.drawRoundedRect(place, theme.RADIUS, theme.RADIUS)
    if button.hasFocus():
        painter.setPen(QPen(theme.colour("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(place, theme.RADIUS, theme.RADIUS)
    return place
