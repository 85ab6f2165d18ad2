"""What a page or a list shows where there is nothing yet: a drawing, a sentence, one thing to do."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop.ui.icons import paint_icon
from desktop.ui.labels import Words
from desktop.ui.layout import STRETCH, column, row

_WIDEST = 380


class Drawing(QWidget):
    """An icon, large and quiet."""

    def __init__(self, name: str, side: int = 40, tint: str = "muted") -> None:
        super().__init__()
        self._name, self._side, self._tint = name, side, tint
        self.setFixedSize(QSize(side, side))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        paint_icon(QPainter(self), self._name, QRectF(0, 0, self._side, self._side), self._tint)


class Empty(QWidget):
    """An icon, one sentence and, if there is one, the button to begin with."""

    def __init__(self, icon_name: str, sentence: str, button: QAbstractButton | None = None) -> None:
        super().__init__()
        words = Words(sentence, quiet=True)
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        words.setMaximumWidth(_WIDEST)
        words.setMinimumWidth(200)
        words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.words = words
        parts = [row(STRETCH, Drawing(icon_name), STRETCH), row(STRETCH, words, STRETCH)]
        if button is not None:
            parts.append(row(STRETCH, button, STRETCH))
        self.setLayout(column(STRETCH, *parts, STRETCH, gap=12, margin=24))
