"""A page of the window: built when it is first visited, refreshed when what it shows has changed."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop.commands import Command
from desktop.ui.desk import Desk

if TYPE_CHECKING:
    from desktop.store.store import Touched

GATHER = 250
"""Milliseconds in which what comes from elsewhere is gathered: a flood of it must not hold up the window."""


class Page(QWidget):
    """Base of all pages. `shows` names the kinds of record whose change it wants to hear of."""

    shows: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._is_stale = True
        desk.bridge.edited.connect(self._hear)

    def refresh(self) -> None:
        """Read anew what the page shows; called when it comes into view and something changed."""

    def show_record(self, kind: str, record: str) -> None:
        """Bring a record into view."""

    def commands(self) -> Sequence[Command]:
        """Return what can be done on this page; the shell gives them keys and the palette."""
        return ()

    def search_here(self) -> None:
        """Put the cursor where this page is searched."""

    def take_focus(self) -> None:
        """Put the keyboard on the first thing that takes it, if it is nowhere on this page yet."""
        if self.has_keyboard():
            return
        each = self.nextInFocusChain()
        while each is not None and each is not self:
            reached = each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.isVisible() and each.isEnabled()
            if reached and self.isAncestorOf(each):
                each.setFocus(Qt.FocusReason.OtherFocusReason)
                return
            each = each.nextInFocusChain()

    def has_keyboard(self) -> bool:
        """Say whether the keyboard is somewhere on this page."""
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def leave(self) -> None:
        """Keep whatever is still being typed; called before another page shows and before the end."""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._catch_up()

    def _hear(self, touched: "Touched") -> None:
        if not self.shows.isdisjoint(touched.kinds):
            if touched.edit is not None:
                # Not at once: whoever made the edit hears first that it is saved, and many come as one.
                QTimer.singleShot(0, self, self._catch_up)
            elif not self._is_stale:
                QTimer.singleShot(GATHER, self, self._catch_up)
            self._is_stale = True

    def _catch_up(self) -> None:
        if self._is_stale and self.isVisible():
            self._is_stale = False
            self.refresh()
