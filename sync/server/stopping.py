"""Whether this process was told to stop: a held request answers then, so that nobody waits for it."""

import signal
from threading import Event
from types import FrameType

STOPPING = Event()


def notice_stop() -> None:
    """Set STOPPING on SIGTERM and Ctrl-C, before whoever listens for them now is told."""
    for each in (signal.SIGTERM, signal.SIGINT):
        _chain(each)


def _chain(number: signal.Signals) -> None:
    told_before = signal.getsignal(number)

    def notice(signum: int, frame: FrameType | None) -> None:
        STOPPING.set()
        if callable(told_before):
            told_before(signum, frame)

    signal.signal(number, notice)
