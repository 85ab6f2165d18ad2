"""How far a slow job is, and a way to stop it: written by the job, read by the page."""

from desktop.i18n import _
from sync.errors import Refused

STOPPED = "stopped"


class Progress:
    """Rows done of rows there are. Plain numbers, so that two threads may look at them."""

    def __init__(self) -> None:
        self.done, self.total = 0, 0
        self._is_stopped = False

    def heed(self, done: int, total: int) -> None:
        """Take down how far the job is; Refused("stopped") once somebody has stopped it."""
        if self._is_stopped:
            raise Refused(_("Stopped. Nothing was changed."), STOPPED)
        self.done, self.total = done, total

    def stop(self) -> None:
        """Have the job end at its next row, with nothing changed."""
        self._is_stopped = True
