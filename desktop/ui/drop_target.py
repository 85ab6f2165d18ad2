"""A part of a page onto which files and pictures are dropped, or pasted while the keyboard is in it."""

from PySide6.QtCore import QMimeData, QRectF
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from desktop.ui import theme
from desktop.ui.dropped import can_be_attached


class DropTarget(QWidget):
    """Hands what comes to `take`; only while it accepts drops at all."""

    def __init__(self) -> None:
        super().__init__()
        self._is_target = False
        self.setAcceptDrops(True)

    def take(self, content: QMimeData) -> None:
        """Do something with what was dropped or pasted."""
        raise NotImplementedError

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if can_be_attached(event.mimeData()):
            event.acceptProposedAction()
            self._mark(is_target=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        del event
        self._mark(is_target=False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._mark(is_target=False)
        event.acceptProposedAction()
        self.take(event.mimeData())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste) and self.acceptDrops():
            self.take(QGuiApplication.clipboard().mimeData())
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if self._is_target:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(theme.colour("selected"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), theme.RADIUS, theme.RADIUS)

    def _mark(self, *, is_target: bool) -> None:
        self._is_target = is_target
        self.update()
