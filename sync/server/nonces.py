"""Requests that were here already: a signed request is taken once."""

import time
from collections.abc import Callable
from threading import Lock

from sync.signing import SKEW


class Nonces:
    """The nonces of at least the last `seconds`, in two generations so that forgetting costs nothing."""

    def __init__(self, seconds: float = 2 * SKEW, clock: Callable[[], float] = time.monotonic) -> None:
        self.seconds, self.clock = seconds, clock
        self.fresh: set[tuple[str, str]] = set()
        self.older: set[tuple[str, str]] = set()
        self.since = clock()
        self.lock = Lock()

    def admit(self, device: str, nonce: str) -> bool:
        """Tell whether a device's nonce is new, and remember it."""
        with self.lock:
            self._age()
            known = (device, nonce) in self.fresh or (device, nonce) in self.older
            self.fresh.add((device, nonce))
            return not known

    def _age(self) -> None:
        now = self.clock()
        if now - self.since >= self.seconds:
            self.older = self.fresh if now - self.since < 2 * self.seconds else set()
            self.fresh, self.since = set(), now
