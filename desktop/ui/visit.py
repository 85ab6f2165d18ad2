"""Showing every page once, for a bundle to prove that nothing was left out of it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from desktop.ui.shell import Shell

LOOK = 10
"""Milliseconds between looks whether the window is ready."""


class Visit(QObject):
    """Waits for the first page, goes to each of the others, and closes the window."""

    def __init__(
        self, shell: Shell, pages: Sequence[str], tell: Callable[[str], object], seconds: float
    ) -> None:
        super().__init__(shell)
        self._shell, self._pages, self._tell = shell, pages, tell
        self.shown: list[str] = []
        self._timer = QTimer(self, interval=LOOK)
        self._timer.timeout.connect(self._look)
        self._timer.start()
        QTimer.singleShot(int(seconds * 1000), shell.close)

    def _look(self) -> None:
        if self._shell.shown_page():
            self._timer.stop()
            try:
                self._go_round(self._shell.shown_page())
            finally:
                self._shell.close()

    def _go_round(self, first: str) -> None:
        for page in [first, *(page for page in self._pages if page != first)]:
            self._shell.go(page)
            QApplication.processEvents()  # so that it is painted
            self.shown.append(page)
            self._tell(page)
