"""What a page is given: the store, the way around the window, and a way to say things."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from PySide6.QtWidgets import QWidget

from desktop.paths import Profile
from desktop.settings import Settings
from desktop.ui.bridge import Bridge
from sync.errors import CoalitionError

if TYPE_CHECKING:
    from desktop.store.store import Store

Result = TypeVar("Result")


class Way(Protocol):
    """The way around the window; the shell is one."""

    def go(self, page: str) -> None:
        """Show a page."""

    def open(self, kind: str, record: str) -> None:
        """Show a record on the page that shows its kind."""

    def can_open(self, kind: str) -> bool:
        """Say whether some page shows records of a kind."""

    def tell(self, words: str, *, undo: bool = False) -> None:
        """Say something in passing, with a way to take it back."""

    def warn(self, words: str) -> None:
        """Say what did not work; it stays until it is closed."""

    def choose_settings(self, settings: Settings) -> None:
        """Keep other settings and follow them at once."""


@dataclass
class Desk:
    """One open coalition and the window it is shown in."""

    store: "Store"
    profile: Profile
    bridge: Bridge
    way: Way
    settings: Settings
    is_demo: bool = False

    @property
    def me(self) -> str:
        """The id of the person whose computer this is, "" where it is not known."""
        from desktop.store.owner import owner_of

        return owner_of(self.store)

    def do(self, action: Callable[[], Result], done: str = "", *, undo: bool = True) -> Result | None:
        """Do what a person asked for; say that it is done, with Undo, or why it was not."""
        try:
            result = action()
        except CoalitionError as error:
            self.way.warn(error.sentence)
            return None
        if done:
            self.way.tell(done, undo=undo)
        return result

    def do_slowly(
        self,
        owner: QWidget,
        action: Callable[[], Result],
        then: Callable[[Result], object],
    ) -> None:
        """Do something off the thread of the window, and say why where it did not work."""
        self.bridge.run(action, then, lambda error: self.way.warn(error.sentence), owner=owner)


def open_file(path: Path) -> bool:
    """Open a file in the program that the system has for it; say whether there was one."""
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
