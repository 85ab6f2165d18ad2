"""This computer's end of sync: what it says, and taking in what the office answers."""

import time
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection

from desktop.store import carried, driver, sealing
from desktop.store.foresight import is_plain, says_nothing
from desktop.store.numbers import is_behind, renumber
from desktop.store.outbox import compose_request, count_waiting, cursors
from desktop.store.store import Store
from desktop.store.stumbling import as_sent, pick, suspect
from desktop.store.taking import Taking
from desktop.store.writing import Writing
from sync.changes import Change
from sync.client.session import Report, Taken
from sync.protocol import MOST_IN_ROUND, Cursor, SyncReply, SyncRequest

QUIET_SECONDS = 60.0


class Replica:
    """The store as sync sees it; see `sync.client.session.Replica`."""

    def __init__(self, store: Store, program: str) -> None:
        self._store, self._program = store, program
        self._most = MOST_IN_ROUND
        self._reported = -QUIET_SECONDS
        self._next: tuple[int, SyncRequest, list[Change]] | None = None
        """What was read ahead: the last number under way, and the round that follows it."""

    def request(self) -> tuple[SyncRequest, list[Change]]:
        """Return the next round to send."""
        self._next = None
        with self._store.reading() as connection:
            changes = pick(connection, self._most)
            return self._compose(connection, changes, cursors(connection)), changes

    def request_nothing(self) -> SyncRequest:
        """Return a round that only listens."""
        with self._store.reading() as connection:
            return self._compose(connection, [], cursors(connection))

    def narrow(self, sent: list[Change], *, sure: bool) -> bool:
        """Send less at once, for the office stumbled over `sent`; of one change, keep count.

        Returns whether there is another round to try now. `sure` says that the office has read
        the changes and turned them down.
        """
        if len(sent) > 1:
            self._most = len(sent) // 2
            return True
        with self._store.writing() as connection:
            is_aside = suspect(connection, sent[0], sure=sure)
        self._most = MOST_IN_ROUND
        return is_aside

    def renumber(self, first: int) -> None:
        """Give what is unsent from number `first` on numbers that the office has not heard."""
        with self._store.writing() as connection:
            writing = Writing(connection, self._store.tables)
            renumber(connection, writing, self._store.author, first)
        self._store.tell(writing)

    def look_ahead(self, sent: list[Change]) -> None:
        """Compose what will be said next, while the answer is under way."""
        if sent:
            with self._store.reading() as connection:
                self._next = self._following(connection, sent)

    def ahead(self, reply: SyncReply, sent: list[Change]) -> tuple[SyncRequest, list[Change]] | None:
        """Return the round that follows an answer not taken in yet, None if that cannot be known."""
        following, self._next = self._next, None
        is_ready = bool(sent and following and following[0] == sent[-1].n and following[2])
        if not is_ready and not any(page.more for page in reply.spaces):
            return None
        with self._store.reading() as connection:
            if not is_plain(connection, reply, sent):
                return None
            if following is None or not is_ready:
                following = self._following(connection, sent)
        heard = [Cursor(space=page.space, epoch=page.epoch, cursor=page.cursor) for page in reply.spaces]
        return following[1].model_copy(update={"spaces": heard}), following[2]

    def take(self, reply: SyncReply, sent: list[Change], before: Report | None = None) -> Taken:
        """Take in the office's answer to a round that carried `sent`, as one transaction."""
        if not sent and (nothing := self._nothing(reply)):
            return nothing
        with self._store.writing() as connection:
            taking = Taking(connection, self._store, reply, sent)
            taken = taking.run()
            taken = self._noted(connection, replace(taken, waiting=count_waiting(connection)), before)
        self._store.tell(taking.writing)
        return taken

    def waiting(self) -> int:
        """Return how many changes the office has not answered."""
        with self._store.reading() as connection:
            return count_waiting(connection)

    def next_sealed(self) -> tuple[int, str, bytes] | None:
        """Return (number, route, body) of the next sealed file that is to be handed over."""
        with self._store.reading() as connection:
            return sealing.next_sealed(connection)

    def forget_sealed(self, number: int) -> None:
        """Drop a sealed file that the office has."""
        with self._store.writing() as connection:
            sealing.forget_sealed(connection, number)

    def keep_report(self, report: dict[str, Any]) -> None:
        """Keep one line of the readable history; of rounds without news, one a minute."""
        if not any(report.values()) and time.monotonic() - self._reported < QUIET_SECONDS:
            return
        with self._store.writing() as connection:
            self._note(connection, report)

    def _following(self, connection: Connection, sent: list[Change]) -> tuple[int, SyncRequest, list[Change]]:
        """Return the round after the one that carries `sent`; how far is heard by then is yet to be said."""
        last = sent[-1].n if sent else 0
        changes = pick(connection, self._most, last)
        return last, self._compose(connection, changes, [], len(sent)), changes

    def _compose(
        self, connection: Connection, changes: list[Change], heard: list[Cursor], under_way: int = 0
    ) -> SyncRequest:
        said = as_sent(connection, changes)
        return compose_request(connection, self._program, said, heard, under_way)

    def _nothing(self, reply: SyncReply) -> Taken | None:
        """Return what an answer brought that only says that everything is as it was, None if it says more."""
        with self._store.reading() as connection:
            if not says_nothing(connection, reply) or carried.is_waiting(connection):
                return None
            if is_behind(connection, reply.expected):
                return None
            return Taken(waiting=count_waiting(connection))

    def _noted(self, connection: Connection, taken: Taken, before: Report | None) -> Taken:
        """Keep a sync's line of history with its last answer: a transaction of its own takes as long."""
        report = before.after(taken) if before else None
        if report is None or not report.level:
            return taken
        self._note(connection, report.line(""))
        return replace(taken, noted=True)

    def _note(self, connection: Connection, line: dict[str, Any]) -> None:
        self._reported = time.monotonic()
        kept = {"at": self._store.now(), **line}
        driver.write(connection, "syncs", tuple(kept), [tuple(kept.values())])
