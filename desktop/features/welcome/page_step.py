"""One step of the first minutes: its title, what it is about, its fields, and the ways on and back."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLayout, QWidget

from desktop.i18n import _
from desktop.ui.buttons import primary, quiet_button
from desktop.ui.labels import OneLine, quiet, title
from desktop.ui.layout import STRETCH, Part, column, row, scrolled, widget_of
from desktop.ui.toasts import announce
from desktop.ui.trouble import Trouble

WIDEST = 600
"""Pixels of a column that can be read."""


class Step(QWidget):
    """A step with one verb; it says where it does not work, and what is under way."""

    def __init__(
        self,
        words: tuple[str, str],
        body: Part,
        verb: tuple[str, Callable[[], object]],
        back: Callable[[], object] | None = None,
        *,
        place: str = "",
    ) -> None:
        super().__init__()
        heading, about = words
        self.trouble = Trouble()
        self.under_way = OneLine("", quiet=True)
        self.under_way.hide()
        self.verb = primary(verb[0], verb[1])
        self._back = quiet_button(_("Back"), back, "arrow-left") if back else None
        ways = row(*([self._back] if self._back else []), STRETCH, self.under_way, self.verb, gap=12)
        place_words = [quiet(place, "small")] if place else []
        head = column(*place_words, title(heading), quiet(about))
        parts = column(head, 4, body, self.trouble, 4, ways, gap=12)
        self.setLayout(centred(parts))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._back:
            self._back.click()
            return
        super().keyPressEvent(event)

    def say_trouble(self, words: str) -> None:
        """Say what did not work; the step can be tried again."""
        self._rest()
        self.trouble.say(words)

    def show_under_way(self, words: str) -> None:
        """Say what is being done; nothing else can be begun meanwhile."""
        self.trouble.say("")
        if self.verb.isEnabled():
            announce(self, words)
        self.under_way.say(words)
        self.verb.setEnabled(False)
        if self._back:
            self._back.setEnabled(False)

    def _rest(self) -> None:
        self.under_way.say("")
        self.verb.setEnabled(True)
        if self._back:
            self._back.setEnabled(True)


def centred(parts: QLayout) -> QLayout:
    """Return parts in a column in the middle that scrolls where there is no room."""
    body = widget_of(parts)
    body.setMaximumWidth(WIDEST)
    body.setMinimumWidth(320)
    beside = row(STRETCH, body, STRETCH, gap=0)
    beside.setStretch(1, 100)
    whole = column(STRETCH, beside, STRETCH, margin=24)
    whole.setStretch(2, 2)
    return column(scrolled(widget_of(whole)), gap=0)
