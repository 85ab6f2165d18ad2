"""Building pages before anybody goes there, so that a first visit is no slower than any other."""

from PySide6.QtCore import QTimer

from desktop.ui.shell import Shell

PAUSE = 200
"""Milliseconds between two pages, in which whatever the person does comes first."""


def build_ahead(shell: Shell) -> None:
    """Build the pages of the rail that were not visited yet, one at a time, as long as the window is open."""
    waiting = shell.unbuilt()
    if waiting and shell.isVisible():
        shell.page(waiting[0])
        QTimer.singleShot(PAUSE, shell, lambda: build_ahead(shell))
