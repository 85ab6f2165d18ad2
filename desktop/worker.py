"""The sync thread: exchanges with the office soon after an edit, when the office has news, and in time.

Plain threading, no Qt and no HTTP: it is given what exchanges and what listens, and tells
what happens. Everything it does can be cut off at any moment; the next round goes on.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from sync.client.backoff import Backoff
from sync.client.session import Report
from sync.errors import CoalitionError, Offline

GATHER = 0.7
"""Seconds after an edit in which more of them may come, to go out together."""
CALM = 300.0
"""Seconds between rounds where nobody has said anything; news come through the ear."""
STUCK = 900.0
"""Seconds until trying again after a refusal, which waiting alone seldom mends."""


class Doing(StrEnum):
    """What the worker is at."""

    ALONE = "alone"
    """No office was joined."""
    SYNCING = "syncing"
    LEVEL = "level"
    OFFLINE = "offline"
    STUCK = "stuck"


@dataclass(frozen=True)
class News:
    """How things stand now."""

    doing: Doing
    report: Report = field(default_factory=Report)
    code: str = ""
    """Of the trouble: unreachable, portal, busy, device_revoked, ..."""
    sentence: str = ""
    wait: float = 0.0
    """Seconds until the next try."""


Exchange = Callable[[Callable[[Report], None]], Report | None]
"""Exchanges until level, telling of its progress; None where no office was joined."""


class Worker:
    """One thread that syncs, and one that listens for news of the office."""

    def __init__(self, exchange: Exchange, listen: Callable[[], bool], tell: Callable[[News], None]) -> None:
        self._exchange, self._listen, self._tell = exchange, listen, tell
        self._wake, self._ending, self._level = threading.Event(), threading.Event(), threading.Event()
        self._backoff = Backoff()
        self._threads = [
            threading.Thread(target=self._sync_on, name="sync", daemon=True),
            threading.Thread(target=self._listen_on, name="ear", daemon=True),
        ]

    def start(self) -> None:
        """Begin, with a first exchange at once."""
        for thread in self._threads:
            thread.start()

    def poke(self) -> None:
        """Exchange soon: something was edited, the office has news, or a person asks."""
        self._wake.set()

    def stop(self, timeout: float = 3.0) -> None:
        """End after the round under way, or leave it to be cut off after `timeout` seconds."""
        self._ending.set()
        self._wake.set()
        self._threads[0].join(timeout)

    def _sync_on(self) -> None:
        while not self._ending.is_set():
            news = self._round()
            self._tell(news)
            if news.doing is Doing.LEVEL:
                self._level.set()
            if self._wake.wait(news.wait) and not self._ending.wait(GATHER):
                self._wake.clear()

    def _round(self) -> News:
        self._level.clear()
        try:
            report = self._exchange(lambda report: self._tell(News(Doing.SYNCING, report)))
        except Offline as error:
            wait = self._backoff.wait(error.retry_after)
            return News(Doing.OFFLINE, code=error.code, sentence=error.sentence, wait=wait)
        except CoalitionError as error:
            return News(Doing.STUCK, code=error.code, sentence=error.sentence, wait=STUCK)
        self._backoff.reset()
        if report is None:
            return News(Doing.ALONE, wait=CALM)
        return News(Doing.LEVEL, report, wait=CALM)

    def _listen_on(self) -> None:
        """While level, hold a request that the office answers when something moves."""
        backoff = Backoff()
        while not self._ending.is_set():
            self._level.wait()
            try:
                moved = self._listen()
            except CoalitionError as error:
                wait = backoff.wait(error.retry_after if isinstance(error, Offline) else STUCK)
                self._ending.wait(wait)
                continue
            backoff.reset()
            if moved:
                self._level.clear()
                self.poke()
