"""Sync: rounds of one request each until both ends have heard everything.

A round may be sent again at any time, so nothing here remembers anything: what
is unsent and how far each space was heard lives in the replica.
"""

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, Protocol

from sync.changes import Change
from sync.client.line import InTime, Line, UnderWay, no_tidying, read_reply, until
from sync.client.transport import Outgoing, Transport
from sync.client.trouble import NumbersTaken, Stumbled, TurnedDown
from sync.errors import CoalitionError, Refused
from sync.protocol import MEDIA_TYPE, SyncReply, SyncRequest, as_json

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
    waiting: int = 0
    """Changes that the office has not answered, now that this is taken in."""
    noted: bool = False
    """The sync's line of history is kept with it."""


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

    def after(self, taken: Taken, *, ahead: bool = False) -> "Report":
        """Return the report with one more answer; `ahead` says that another round is under way."""
        return Report(
            sent=self.sent + taken.sent,
            received=self.received + taken.received,
            refused=self.refused + taken.refused,
            beside=self.beside + taken.beside,
            waiting=taken.waiting,
            level=not (taken.waiting or taken.more or ahead),
        )

    def line(self, outcome: str) -> dict[str, Any]:
        """Return its line of history; `outcome` is "" or the sentence of what went wrong."""
        counts = {name: getattr(self, name) for name in ("sent", "received", "refused", "beside")}
        return {**counts, "outcome": outcome}


class Replica(Protocol):
    """One device's store, as sync sees it."""

    def request(self) -> tuple[SyncRequest, list[Change]]:
        """Return the next round and the changes it carries."""

    def request_nothing(self) -> SyncRequest:
        """Return a round that only listens."""

    def narrow(self, sent: list[Change], *, sure: bool) -> bool:
        """Send less at once after the office stumbled over `sent`; False if nothing else is to be tried now.

        `sure` says that the office has read the changes and turned them down. A change that it stumbled
        over alone, and often enough, is set aside: its number goes out with nothing in it.
        """

    def renumber(self, first: int) -> None:
        """Give what is unsent from number `first` on numbers that the office has not heard."""

    def look_ahead(self, sent: list[Change]) -> None:
        """Compose what will be said next, while the answer is under way."""

    def ahead(self, reply: SyncReply, sent: list[Change]) -> tuple[SyncRequest, list[Change]] | None:
        """Return the round that follows an answer not taken in yet, None if that cannot be known."""

    def take(self, reply: SyncReply, sent: list[Change], before: Report | None = None) -> Taken:
        """Take in the answer to a round, all of it or nothing.

        `before` is what came of the sync until now, where this may be its end: then the
        line of history is kept in the same transaction, and none is made for it alone.
        """

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
    busy: Callable[[float], object] = lambda seconds: None,
) -> Report:
    """Exchange rounds until level, or one round; return what came of it.

    Raises Offline when the office cannot be reached: what was exchanged before
    stays, the rest waits. `timeout` is in seconds, and `busy` hears for how many
    the office asks to wait.
    """
    end = time.monotonic() + timeout
    kept = _Kept(replica, progress)
    line = Line(transport, end, busy)
    try:
        with no_tidying():
            hand_over(InTime(transport, until(end)), replica)
            _exchange(line, kept, until_level, end)
    except CoalitionError as error:
        kept.close(error.sentence)
        raise
    finally:
        line.close()
    kept.close("")
    return kept.report


def _exchange(line: Line, kept: "_Kept", until_level: bool, end: float) -> None:
    """Exchange rounds until nothing is left, each sent before the answer to the last is taken in."""
    replica = kept.replica
    under_way: UnderWay | None = line.begin(*replica.request())
    while under_way is not None:
        sent = under_way.sent
        if under_way.is_followed:
            replica.look_ahead(sent)
        try:
            reply = under_way.answer()
        except NumbersTaken as error:
            if line.is_over():
                raise
            replica.renumber(error.number)
            under_way = line.begin(*replica.request())
            continue
        except (Stumbled, TurnedDown) as error:
            _step_back(line, kept, sent, error)
            under_way = line.begin(*replica.request())
            continue
        going_on = until_level and time.monotonic() < end
        ahead = replica.ahead(reply, sent) if going_on else None
        under_way = line.send(*ahead) if ahead else None
        kept.take(reply, sent, ahead=under_way is not None)
        if under_way is None and going_on and not kept.report.level:
            under_way = line.begin(*replica.request())


def _step_back(line: Line, kept: "_Kept", sent: list[Change], error: Stumbled | TurnedDown) -> None:
    """Look for the change that the office stumbles over; raises `error` where it is none, or not yet sure.

    An office that answers a round without changes is well, and what it says is taken in meanwhile.
    """
    if not sent:
        raise error
    if not kept.has_listened:
        kept.take(line.begin(kept.replica.request_nothing(), []).answer(), [], ahead=True)
        kept.has_listened = True
    if line.is_over() or not kept.replica.narrow(sent, sure=isinstance(error, TurnedDown)):
        raise error


class _Kept:
    """What a sync has brought so far."""

    def __init__(self, replica: "Replica", progress: Callable[[Report], None]) -> None:
        self.replica, self.progress = replica, progress
        self.report = Report()
        self.is_noted = False
        self.has_listened = False
        """A round without changes was answered."""

    def take(self, reply: SyncReply, sent: list[Change], *, ahead: bool) -> None:
        """Take in one more answer; `ahead` says that another round is under way."""
        taken = self.replica.take(reply, sent, None if ahead else self.report)
        self.is_noted = taken.noted
        self.report = self.report.after(taken, ahead=ahead)
        self.progress(self.report)

    def close(self, outcome: str) -> None:
        """Keep one line of readable history; `outcome` is "" or the sentence of what went wrong."""
        if outcome or not self.is_noted:
            self.replica.keep_report(self.report.line(outcome))


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


def exchange(transport: Transport, replica: Replica) -> Taken:
    """Send one round and take in its answer."""
    request, sent = replica.request()
    incoming = transport.send(Outgoing("POST", "/v1/sync", as_json(request), MEDIA_TYPE))
    return replica.take(read_reply(incoming.body), sent)
