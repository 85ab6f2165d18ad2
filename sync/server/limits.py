"""How often somebody may try.

Counted in the database where guessing must not pay, in memory where only the load matters.
"""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from sync.bulk import insert_missing
from sync.server.refusals import Limited
from sync.server.schema import attempts

HOUR, FIVE_MINUTES, MINUTE = 3600, 300, 60


@dataclass(frozen=True)
class Limits:
    """The numbers, which a setting may raise."""

    enrolments: int = 120
    """New computers from one address in an hour."""
    wrong_codes: int = 10
    """From one address in five minutes."""
    wrong_codes_everywhere: int = 1000
    """From all addresses in five minutes."""
    rounds: int = 600
    """Of one device in a minute."""


@dataclass(frozen=True)
class Rule:
    """At most `most` times in each window of `seconds`."""

    name: str
    most: int
    seconds: int

    def check(self, connection: Connection, who: str, now: datetime) -> None:
        """Limited if `who` has used up this window."""
        what, window = self._window(who, now)
        counted = select(attempts.c.count).where(attempts.c.what == what, attempts.c.window == window)
        if (connection.execute(counted).scalar() or 0) >= self.most:
            raise _limited(window + self.seconds - now.timestamp())

    def count(self, connection: Connection, who: str, now: datetime) -> None:
        """Write down one more time, and forget the windows before this one."""
        what, window = self._window(who, now)
        here = attempts.c.what == what, attempts.c.window == window
        insert_missing(connection, attempts, [{"what": what, "window": window, "count": 0}])
        connection.execute(update(attempts).where(*here).values(count=attempts.c.count + 1))
        of_rule = attempts.c.what.startswith(f"{self.name}:", autoescape=True)
        connection.execute(delete(attempts).where(of_rule, attempts.c.window < window))

    def _window(self, who: str, now: datetime) -> tuple[str, int]:
        return f"{self.name}:{who}", int(now.timestamp()) // self.seconds * self.seconds


class Pace:
    """A bucket of tokens for each device: a minute's worth at first, then refilled evenly."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.per_minute, self.clock = per_minute, clock
        self.buckets: dict[str, tuple[float, float]] = {}

    def take(self, who: str) -> None:
        """Take one token, or say how long until there is one. No database is touched."""
        now = self.clock()
        left, since = self.buckets.get(who, (float(self.per_minute), now))
        left = min(self.per_minute, left + (now - since) * self.per_minute / MINUTE)
        if left < 1:
            raise _limited((1 - left) * MINUTE / self.per_minute)
        self.buckets[who] = left - 1, now


def _limited(seconds: float) -> Limited:
    wait = max(1, math.ceil(seconds))
    minutes = math.ceil(wait / MINUTE)
    words = "a minute" if minutes == 1 else f"{minutes} minutes"
    return Limited(f"That was too often. Nothing was changed; please try again in {words}.", wait)
