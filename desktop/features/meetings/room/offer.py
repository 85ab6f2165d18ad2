"""Naming one of many by a few letters: the one that is meant stands in the field, Enter takes it."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent

from desktop.ui import theme
from desktop.ui.fields import LineField, show_wrong
from desktop.ui.fonts import font
from desktop.ui.toasts import announce

_STEPS: dict[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_LEAST = 60
"""Pixels for the name that is meant; with less it is not shown."""


class Offer(NamedTuple):
    """One that could be meant."""

    id: str
    called: str


class OfferField(LineField):
    """One of those that `find` offers, or none. The arrow keys go through those that could be meant."""

    picked = Signal(str)

    def __init__(
        self, name: str, placeholder: str, find: Callable[[str], Sequence[Offer]], unknown: str
    ) -> None:
        super().__init__(name, placeholder)
        self._find, self._unknown = find, unknown
        self._offers: Sequence[Offer] = ()
        self._place = 0
        self._chosen: Offer | None = None
        self.textEdited.connect(self._look)

    def chosen(self) -> str:
        """Return the id of the one that is meant, "" where there is none."""
        return self._chosen.id if self._chosen else ""

    def is_settled(self) -> bool:
        """Take the one that is meant; False, and the field says so, if what was typed names none."""
        if self._chosen is None and self.text().strip():
            if not self._offers:
                show_wrong(self, wrong=True)
                return False
            self.choose(self._offers[self._place])
        return True

    def choose(self, offer: Offer | None) -> None:
        """Show one of them, or none."""
        self._chosen, self._offers = offer, ()
        self.setText(offer.called if offer else "")
        self.setCursorPosition(0)
        show_wrong(self, wrong=False)
        if offer is not None:
            self.picked.emit(offer.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(event.key(), 0)
        if step and self._offers and not event.modifiers():
            self._place = (self._place + step) % len(self._offers)
            announce(self, self._offers[self._place].called)
            self.update()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.is_settled()
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus() and self.text() and self._chosen is None:
            self._paint_meant()

    def _look(self, words: str) -> None:
        self._chosen, self._place = None, 0
        self._offers = self._find(words) if words.strip() else ()
        show_wrong(self, wrong=False)
        if self._offers:
            announce(self, self._offers[0].called)

    def _paint_meant(self) -> None:
        words = self._offers[self._place].called + " ↵" if self._offers else self._unknown
        metrics = QFontMetricsF(font("small"))
        room = self.width() - 24 - self.fontMetrics().horizontalAdvance(self.text())
        if room < _LEAST:
            return
        painter = QPainter(self)
        painter.setFont(font("small"))
        painter.setPen(theme.colour("accent" if self._offers else "bad"))
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
        place = QRectF(0, 0, self.width() - 10, self.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, shown)
