"""Sync: rounds of one request each until both ends have heard everything.

A round may be sent again at any time, so nothing here remembers anything: what
is unsent and how far each space was heard lives in the replica.
"""

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, Protocol

from pydantic import ValidationError

from sync.changes import Change
from sync.client.transport import Outgoing, Transport
from sync.errors import CoalitionError, Offline, Refused
from sync.protocol import MEDIA_TYPE, SyncReply, SyncRequest

SEALED = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Taken:
    """What one answer brought."""

    sent: int = 0
    received: int = 0
    refused: int = 0
    beside: int = 0
    more: bool = False
    """There is more to say or to hear at once."""


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a sync."""

    sent: int = 0
    received: int = 0
    refused: int = 0
    beside: int = 0
    waiting: int = 0
    level: bool = False
    """Nothing is left to send or to hear."""

    def as_json(self) -> dict[str, Any]:
        """Return the report in the shape that commands print."""
        return asdict(self)


class Replica(Protocol):
    """One device's store, as sync sees it."""

    def request(self) -> tuple[SyncRequest, list[Change]]:
        """Return the next round and the changes it carries."""

    def take(self, reply: SyncReply, sent: list[Change]) -> Taken:
        """Take in the answer to a round, all of it or nothing."""

    def waiting(self) -> int:
        """Return how many changes the office has not answered."""

    def next_sealed(self) -> tuple[int, str, bytes] | None:
        """Return (number, route, body) of the next sealed file that is to be handed over."""

    def forget_sealed(self, number: int) -> None:
        """Drop a sealed file that the office has."""

    def keep_report(self, report: dict[str, Any]) -> None:
        """Keep one line of readable history."""


def sync(
    transport: Transport,
    replica: Replica,
    *,
    until_level: bool = True,
    timeout: float = 600.0,
    progress: Callable[[Report], None] = lambda report: None,
) -> Report:
    """Exchange rounds until level, or one round; return what came of it.

    Raises Offline when the office cannot be reached: what was exchanged before
    stays, the rest waits. `timeout` is in seconds.
    """
    report, end = Report(), time.monotonic() + timeout
    try:
        hand_over(transport, replica)
        while True:
            report = _add(report, _patiently(transport, replica, end), replica)
            progress(report)
            if report.level or not until_level or time.monotonic() > end:
                break
    except CoalitionError as error:
        _keep(replica, report, error.sentence)
        raise
    _keep(replica, report, "")
    return report


def hand_over(transport: Transport, replica: Replica) -> None:
    """Give the office the sealed files that came from other computers, or were left of a lost space.

    They go first: what was edited here on top of another computer's work needs it there.
    One that the office does not want is dropped; its maker still has what is in it.
    """
    while (part := replica.next_sealed()) is not None:
        number, route, body = part
        try:
            transport.send(Outgoing("POST", route, body, SEALED))
        except Refused as error:
            if not error.code.startswith("carry_"):
                raise
        replica.forget_sealed(number)


def _patiently(transport: Transport, replica: Replica, end: float) -> Taken:
    """Exchange one round, waiting as long as a busy office asks if there is time for that."""
    while True:
        try:
            return exchange(transport, replica)
        except Offline as error:
            if not error.retry_after or time.monotonic() + error.retry_after > end:
                raise
            time.sleep(error.retry_after)


def exchange(transport: Transport, replica: Replica) -> Taken:
    """Send one round and take in its answer."""
    request, sent = replica.request()
    body = request.model_dump_json(exclude_defaults=True).encode()
    incoming = transport.send(Outgoing("POST", "/v1/sync", body, MEDIA_TYPE))
    return replica.take(read_reply(incoming.body), sent)


def read_reply(body: bytes) -> SyncReply:
    """Return the office's answer; Offline when it is not one."""
    try:
        return SyncReply.model_validate_json(body)
    except ValidationError as error:
        raise Offline(
            "The office's answer could not be read, so nothing was taken from it. "
            "Your work is safe here; the program will try again.",
            "unreadable",
        ) from error


def _add(report: Report, taken: Taken, replica: Replica) -> Report:
    waiting = replica.waiting()
    return Report(
        sent=report.sent + taken.sent,
        received=report.received + taken.received,
        refused=report.refused + taken.refused,
        beside=report.beside + taken.beside,
        waiting=waiting,
        level=not waiting and not taken.more,
    )


def _keep(replica: Replica, report: Report, outcome: str) -> None:
    kept = {name: getattr(report, name) for name in ("sent", "received", "refused", "beside")}
    replica.keep_report({**kept, "outcome": outcome})
