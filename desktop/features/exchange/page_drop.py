"""Where a file is dropped; the button beside it does the same from the keyboard."""

from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame

from desktop.i18n import _
from desktop.ui import theme
from desktop.ui.empty import Drawing
from desktop.ui.labels import Words
from desktop.ui.layout import STRETCH, column, row

HEIGHT = 232


def dropped_file(event: QDragEnterEvent | QDropEvent) -> Path | None:
    """Return the one file of this computer that is being dragged, None for anything else."""
    urls = event.mimeData().urls()
    is_one = len(urls) == 1 and urls[0].isLocalFile()
    path = Path(urls[0].toLocalFile()) if is_one else None
    return path if path and path.is_file() else None


class DropArea(QFrame):
    """A dashed frame that takes one file."""

    dropped = Signal(object)
    """A `Path`."""

    def __init__(self, button: QAbstractButton) -> None:
        super().__init__()
        self._is_over = False
        self.setAcceptDrops(True)
        self.setMinimumHeight(HEIGHT)
        words = Words(_("Drop a list of people or partners here"), "heading", strong=True)
        kinds = Words(
            _("CSV, Excel or cards of an address book (.vcf). You see what comes of it first."), quiet=True
        )
        for each in (words, kinds):
            each.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        drawing = row(STRETCH, Drawing("upload", 32), STRETCH)
        self.setLayout(
            column(
                STRETCH, drawing, words, kinds, 4, row(STRETCH, button, STRETCH), STRETCH, gap=8, margin=24
            )
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event):
            event.acceptProposedAction()
            self._mark(is_over=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        del event
        self._mark(is_over=False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._mark(is_over=False)
        if path := dropped_file(event):
            event.acceptProposedAction()
            self.dropped.emit(path)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(
            theme.colour("accent" if self._is_over else "field_border"), 1.5, Qt.PenStyle.CustomDashLine
        )
        pen.setDashPattern([4, 4])
        painter.setPen(pen)
        painter.setBrush(theme.colour("selected" if self._is_over else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 10, 10)

    def _mark(self, *, is_over: bool) -> None:
        self._is_over = is_over
        self.update()
