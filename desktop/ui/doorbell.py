"""The window's end of the doorbell: it hears a second start and comes forward."""

from contextlib import suppress

from PySide6.QtCore import QFileSystemWatcher, Qt
from PySide6.QtWidgets import QApplication, QWidget

from desktop.doorbell import RING, word
from desktop.paths import Profile


class Doorbell(QFileSystemWatcher):
    """Listens from the moment a profile is open until `close`."""

    def __init__(self, profile: Profile, window: QWidget) -> None:
        super().__init__(window)
        self._bell, self._window = profile.bell, window
        with suppress(OSError):  # on a full disk a second start is told who has the profile, as ever
            self._bell.write_text(word())
            self.addPath(str(self._bell))
        self.fileChanged.connect(self._answer)

    def close(self) -> None:
        """Listen no more."""
        self.fileChanged.disconnect(self._answer)
        with suppress(OSError):
            self._bell.unlink(missing_ok=True)

    def _answer(self) -> None:
        with suppress(OSError):
            if self._bell.read_text().endswith(RING):
                come_forward(self._window)
                self._bell.write_text(word())


def come_forward(window: QWidget) -> None:
    """Put a window before all others, also one that was made small; where none may, it asks to be seen."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()
    QApplication.alert(window)
