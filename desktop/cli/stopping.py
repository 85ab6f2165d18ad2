"""Ctrl-C before a command has begun: there is nothing to undo, and so nothing to say."""

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

INTERRUPTED = 130
"""The exit code of a program that was stopped by Ctrl-C."""


@contextmanager
def stopped_at_once() -> Iterator[None]:
    """End the program on Ctrl-C inside the block, while modules are imported and nothing is open.

    Python would show where in them it was, and some take the interruption for a broken installation.
    """
    if threading.current_thread() is not threading.main_thread():  # signals come to the first thread
        yield
        return
    before = signal.signal(signal.SIGINT, lambda *_given: os._exit(INTERRUPTED))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def was_interrupted(error: BaseException | None) -> bool:
    """Return whether an error only follows from Ctrl-C, e.g. of a database that was stopped midway."""
    while error is not None and not isinstance(error, KeyboardInterrupt):
        error = error.__cause__ or error.__context__
    return error is not None
