"""One window to a profile: who opens it a second time asks the window there is to come forward.

The window keeps a file beside the data that says on which computer it is, and watches it. Whoever
comes second writes into it and waits until the window has put it back: so nobody leaves unheard.
"""

import platform
import time

from desktop.instance import PAUSE, is_held
from desktop.paths import Profile

ANSWERED = 3.0
"""Seconds in which a window answers that is not stuck."""
RING = "come forward"


def ring(profile: Profile, wait: float = ANSWERED) -> bool:
    """Ask the window that has a profile open on this computer to come forward; say whether it did."""
    try:
        if not profile.bell.exists() or profile.bell.read_text() != word() or not is_held(profile):
            return False
        profile.bell.write_text(f"{word()} {RING}")
        return _is_answered(profile, time.monotonic() + wait)
    except OSError:  # e.g. the window closed just now, or is another user's; the lock says what is to be said
        return False


def word() -> str:
    """Return what stands in the file while nobody rings."""
    return f"window on {platform.node()}"


def _is_answered(profile: Profile, until: float) -> bool:
    while profile.bell.read_text() != word():
        if time.monotonic() >= until:
            profile.bell.write_text(word())
            return False
        time.sleep(PAUSE)
    return True
