"""The line to the office: one request at a time, each under way while the last answer is taken in.

Taking an answer in is this computer's work and answering the office's; side by
side they take half the time. What is asked ahead says what the answer before
it will have made true; should taking that in fail, nothing is lost, for a round
may be sent again at any time.
"""

import gc
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial

import orjson
from pydantic import ValidationError

from sync.changes import Change
from sync.client.transport import Incoming, Outgoing, Transport
from sync.errors import Offline
from sync.protocol import MEDIA_TYPE, SyncReply, SyncRequest, as_json

LEAST = 0.1
"""Seconds that even the last request is given."""


@dataclass(frozen=True, slots=True)
class UnderWay:
    """A round that is on its way to the office."""

    sent: list[Change]
    is_followed: bool
    """There is more to say than it carries."""
    answer: Callable[[], SyncReply]
    """Waits for the office's answer."""


class InTime:
    """A way to the office on which no request waits longer than there is time."""

    def __init__(self, transport: Transport, left: Callable[[], float]) -> None:
        self._transport, self._left = transport, left

    def send(self, request: Outgoing) -> Incoming:
        """Send a request that gives up, at the latest, when the seconds that are `left` are over."""
        seconds = min(request.timeout, max(self._left(), LEAST))
        return self._transport.send(replace(request, timeout=seconds))


def until(end: float) -> Callable[[], float]:
    """Return what tells the seconds that are left until a moment of the monotonic clock."""
    return lambda: end - time.monotonic()


class Line:
    """Sends rounds, on a thread of its own where there is something else to do meanwhile.

    `busy` hears, once, for how many seconds the office asks to wait.
    """

    def __init__(
        self, transport: Transport, end: float, busy: Callable[[float], object] = lambda seconds: None
    ) -> None:
        self._transport, self._end, self._busy = InTime(transport, until(end)), end, busy
        self._is_said = False
        self._thread: ThreadPoolExecutor | None = None

    def begin(self, request: SyncRequest, sent: list[Change]) -> UnderWay:
        """Send a round; one with nothing to read ahead goes out when its answer is asked for.

        Most rounds have nothing to say, and a thread takes as long as the rest of one.
        """
        if request.waiting:
            return self.send(request, sent)
        return UnderWay(sent, False, partial(self._exchange, as_json(request)))

    def send(self, request: SyncRequest, sent: list[Change]) -> UnderWay:
        """Send a round that carries `sent`, on the line's own thread."""
        self._thread = self._thread or ThreadPoolExecutor(1, "sync")
        answer = self._thread.submit(self._exchange, as_json(request))
        return UnderWay(sent, request.waiting > 0, answer.result)

    def is_over(self) -> bool:
        """Return whether the time of this sync is up."""
        return time.monotonic() > self._end

    def close(self) -> None:
        """Wait for what is under way; nobody needs its answer any more."""
        if self._thread is not None:
            self._thread.shutdown()

    def _exchange(self, body: bytes) -> SyncReply:
        """Return the answer, waiting as long as a busy office asks if there is time for that."""
        while True:
            try:
                answer = self._transport.send(Outgoing("POST", "/v1/sync", body, MEDIA_TYPE))
                return read_reply(answer.body)
            except Offline as error:
                if not error.retry_after or time.monotonic() + error.retry_after > self._end:
                    raise
                if not self._is_said:
                    self._is_said = True
                    self._busy(error.retry_after)
                time.sleep(error.retry_after)


def read_reply(body: bytes) -> SyncReply:
    """Return the office's answer; Offline when it is not one."""
    try:
        return SyncReply.model_validate(orjson.loads(body))
    except (orjson.JSONDecodeError, ValidationError) as error:
        raise Offline(
            "The office's answer could not be read, so nothing was taken from it. "
            "Your work is safe here; the program will try again.",
            "unreadable",
        ) from error


@contextmanager
def no_tidying() -> Iterator[None]:
    """Hold back the cycle collector: rounds make a great many values, none of them in cycles."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
