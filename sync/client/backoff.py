"""How long to wait after a failure: a little more each time, and never all at once."""

import random
from collections.abc import Callable

SHORTEST, LONGEST = 1.0, 900.0
"""Seconds: from one second to a quarter of an hour."""


class Backoff:
    """Decorrelated jitter: each wait is drawn between the shortest and three times the last.

    See "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.
    """

    def __init__(self, draw: Callable[[float, float], float] = random.uniform) -> None:
        self.draw = draw
        self.last = SHORTEST

    def wait(self, retry_after: float = 0.0) -> float:
        """Return the seconds to wait after one more failure; at least what the office asked for."""
        self.last = min(LONGEST, self.draw(SHORTEST, self.last * 3))
        return min(LONGEST, max(self.last, retry_after))

    def reset(self) -> None:
        """Start over after a success."""
        self.last = SHORTEST
