"""Making the room fit a small window and large letters: what has no height scrolls, nothing is squeezed."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QSize, QTimer
from PySide6.QtWidgets import QApplication, QBoxLayout, QScrollArea, QSizePolicy, QWidget

from desktop.ui.fonts import BODY, font
from desktop.ui.layout import Part, column, scrolled, widget_of

LEAST = 96
"""Pixels at plain size that the part of a panel keeps which otherwise takes what is left."""
_DIALOG, _WIDEST = 460, 920
"""Pixels: the width of a form at plain size, and the most that it grows to with large letters."""


def scale() -> float:
    """Return how much larger than plain the letters are that whoever sits here reads."""
    return font().pointSizeF() / BODY


def dialog_width() -> int:
    """Return the width of a form in pixels."""
    return min(round(_DIALOG * scale()), _WIDEST)


class InView(QObject):
    """Keeps whatever gets the focus in view, however it came by it; Qt does so for Tab alone."""

    def __init__(self, room: QWidget) -> None:
        super().__init__(room)
        self._room = room
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._room.isAncestorOf(now):
            QTimer.singleShot(0, now, lambda: _reveal(now))  # once what was just shown has its place


class _Giving(QWidget):
    """Holds the part of a panel that takes what is left, whatever it would like to have."""

    def __init__(self, part: QWidget) -> None:
        super().__init__()
        self.setLayout(column(part, gap=0))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), round(LEAST * scale()))

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def hasHeightForWidth(self) -> bool:
        return False


def fitted(above: Sequence[Part], giving: QWidget, below: Sequence[Part] = (), *, gap: int = 8) -> QBoxLayout:
    """Return the parts of a panel; `giving` takes the height that is left, with too little all scrolls."""
    parts = column(*above, _Giving(giving), *below, gap=gap)
    return column(scrolled(widget_of(parts)), gap=0)


def _reveal(widget: QWidget) -> None:
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget, 0, 8)
        above = above.parentWidget()
