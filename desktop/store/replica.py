"""This computer's end of sync: what it says, and taking in what the office answers.

An answer is taken in as one transaction: receipts, records, cursor, digest.
"""

import time
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, insert, select, update

from desktop.store import baseline, carried, schema, sealing
from desktop.store.folding import Moved, News, fold
from desktop.store.foresight import is_as_known, is_plain
from desktop.store.outbox import compose_request, count_waiting, cursors, keep_receipts, offer_again, unsent
from desktop.store.reading import is_sound
from desktop.store.store import Store
from desktop.store.writing import Writing
from sync.changes import Change, digest
from sync.client.session import Report, Taken
from sync.protocol import Cursor, SpacePage, SyncReply, SyncRequest

_changes, _spaces = schema.changes, schema.spaces
_ALL = select(_spaces)
_IS_PASSED = and_(schema.ACKED, _changes.c.space == bindparam("here"), _changes.c.seq <= bindparam("upto"))
_PASSED = select(_changes.c.record, _changes.c.kind).where(_IS_PASSED)
_DONE = update(_changes).where(_IS_PASSED).values(standing="done")
_HEARD = update(_spaces).where(_spaces.c.space == bindparam("here"))
QUIET_SECONDS = 60.0


class Replica:
    """The store as sync sees it; see `sync.client.session.Replica`."""

    def __init__(self, store: Store, program: str) -> None:
        self._store, self._program = store, program
        self._reported = -QUIET_SECONDS
        self._next: tuple[int, list[Change]] = (0, [])
        """What was read ahead: the last number under way, and the changes that follow it."""

    def request(self) -> tuple[SyncRequest, list[Change]]:
        """Return the next round to send."""
        self._next = (0, [])
        with self._store.reading() as connection:
            changes = unsent(connection)
            return compose_request(connection, self._program, changes, cursors(connection)), changes

    def look_ahead(self, sent: list[Change]) -> None:
        """Read what will be said next, while the answer is under way."""
        if sent:
            with self._store.reading() as connection:
                self._next = (sent[-1].n, unsent(connection, sent[-1].n))

    def ahead(self, reply: SyncReply, sent: list[Change]) -> tuple[SyncRequest, list[Change]] | None:
        """Return the round that follows an answer not taken in yet, None if that cannot be known."""
        (beyond, changes), self._next = self._next, (0, [])
        follow = bool(sent and beyond == sent[-1].n and changes)
        if not follow and not any(page.more for page in reply.spaces):
            return None
        with self._store.reading() as connection:
            if not is_plain(connection, reply, sent):
                return None
            heard = [Cursor(space=page.space, epoch=page.epoch, cursor=page.cursor) for page in reply.spaces]
            if not follow:
                changes = unsent(connection, sent[-1].n if sent else 0)
            return compose_request(connection, self._program, changes, heard), changes

    def take(self, reply: SyncReply, sent: list[Change], before: Report | None = None) -> Taken:
        """Take in the office's answer to a round that carried `sent`."""
        if not sent and self._says_nothing(reply):
            return Taken()
        with self._store.writing() as connection:
            taking = _Taking(connection, self._store, reply, sent)
            taken = taking.run()
            taken = self._noted(connection, taken, before)
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

    def _says_nothing(self, reply: SyncReply) -> bool:
        """Return whether an answer only says that everything is as it was."""
        with self._store.reading() as connection:
            known = {row.space: row for row in connection.execute(_ALL)}
            if carried.is_waiting(connection):
                return False
        told = {page.space: page for page in reply.spaces}
        if reply.gone or told.keys() != known.keys():
            return False
        return all(is_as_known(known[space], told[space]) for space in told)

    def keep_report(self, report: dict[str, Any]) -> None:
        """Keep one line of the readable history; of rounds without news, one a minute."""
        if not any(report.values()) and time.monotonic() - self._reported < QUIET_SECONDS:
            return
        with self._store.writing() as connection:
            self._note(connection, report)

    def _noted(self, connection: Connection, taken: Taken, before: Report | None) -> Taken:
        """Keep a sync's line of history with its last answer: a transaction of its own takes as long."""
        report = before.after(taken, count_waiting(connection)) if before else None
        if report is None or not report.level:
            return taken
        self._note(connection, report.line(""))
        return replace(taken, noted=True)

    def _note(self, connection: Connection, line: dict[str, Any]) -> None:
        self._reported = time.monotonic()
        connection.execute(insert(schema.syncs), {"at": self._store.now(), **line})


@dataclass
class _Taking:
    """One answer on its way into the file."""

    connection: Connection
    store: Store
    reply: SyncReply
    sent: list[Change]
    news: dict[str, News] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.writing = Writing(self.connection, self.store.tables)
        self.spaces: dict[str, Row[Any]] = {row.space: row for row in self.connection.execute(_ALL)}

    def run(self) -> Taken:
        counts = self._take_receipts()
        pages = [page for page in self.reply.spaces if self._is_current(page)]
        current = {page.space for page in pages}
        self.news = {record: news for record, news in self.news.items() if news.space in current}
        received = sum(self._take_page(page) for page in pages if not self._is_late(page))
        for page in pages:
            self._pass_by(page)
        moved = fold(self.connection, self.writing, self.store.author, self.news)
        level = [self._settle(page, moved) for page in pages]
        sealing.keep_keys(self.connection, self.reply)
        for space in self.reply.gone:
            sealing.seal_before_leaving(self.connection, space, self.sent)
            baseline.leave(self.connection, self.writing, space, self.store.now())
            sealing.forget_space(self.connection, space)
        return Taken(
            sent=len(counts),
            received=received,
            refused=counts.count("r"),
            beside=counts.count("b"),
            more=not all(level) or len(pages) < len(self.reply.spaces) or bool(self.sent and not counts),
        )

    def _take_receipts(self) -> str:
        if self.sent and not self.reply.receipts:
            offer_again(self.connection, self.reply.expected)
            return ""
        heard = {page.space: page.epoch for page in self.reply.spaces}
        by_n = {change.n: change for change in self.sent if self._is_of_this_epoch(change.space, heard)}
        letters = ""
        for run in self.reply.receipts:
            told = zip(count(run.n), run.outcomes, run.sequences, strict=False)
            mine = [(n, letter, seq, run.reasons.get(str(n), "")) for n, letter, seq in told if n in by_n]
            for n, letter, seq, _why in mine:
                self._note(by_n[n], letter, seq)
            letters += "".join(letter for _, letter, _, _ in mine)
            keep_receipts(self.connection, mine)
        return letters

    def _is_of_this_epoch(self, space: str, heard: dict[str, int]) -> bool:
        """A late answer of an office that has been restored since speaks of numbers that are gone."""
        known = self.spaces.get(space)
        return known is None or not known.epoch or heard.get(space, known.epoch) >= known.epoch

    def _note(self, change: Change, letter: str, seq: int) -> None:
        news = self.news.setdefault(change.record, News(change.kind, change.space))
        news.answered += 1
        if letter == "c":
            news.clean.append((change.n, seq, change.body))

    def _is_current(self, page: SpacePage) -> bool:
        known = self.spaces.get(page.space)
        if known is None:
            baseline.enter(self.connection, page)
            return False
        if (page.epoch > known.epoch and known.epoch) or page.role != known.role:
            baseline.start_over(self.connection, self.store.tables, page)
            return False
        return bool(page.epoch >= known.epoch)

    def _is_late(self, page: SpacePage) -> bool:
        """An answer that was overtaken says nothing new about the space."""
        return bool(page.cursor < self.spaces[page.space].cursor)

    def _take_page(self, page: SpacePage) -> int:
        rows = zip(page.kinds, page.ids, page.sequences, page.states, strict=True)
        mine = {change.record for change in self.sent}
        for kind, record, seq, state in rows:
            if not is_sound(state):
                baseline.set_aside(self.connection, page.space, kind, record, state, self.store.now())
                continue
            news = self.news.setdefault(record, News(kind, page.space))
            news.state, news.seq = state, seq
        return sum(record not in mine for record in page.ids)

    def _pass_by(self, page: SpacePage) -> None:
        """Take what the cursor passes off the top: it is in what the office has handed out."""
        passed = {"here": page.space, "upto": max(page.cursor, self.spaces[page.space].cursor)}
        rows = self.connection.execute(_PASSED, passed).all()
        for record, kind in rows:
            self.news.setdefault(record, News(kind, page.space))
        if rows:
            self.connection.execute(_DONE, passed)

    def _move_cursor(self, page: SpacePage, after: int) -> None:
        known = self.spaces[page.space]
        moved = {"cursor": max(page.cursor, known.cursor), "epoch": page.epoch, "durable": page.durable}
        words = {"role": page.role, "name": page.name, "sort": page.sort, "digest": digest.spell(after)}
        self.connection.execute(_HEARD, {"here": page.space, **moved, **words})

    def _settle(self, page: SpacePage, moved: Moved) -> bool:
        """Move the cursor and the digest, and compare it with the office's once nothing more is to come."""
        space, known = page.space, self.spaces[page.space]
        after = digest.add(digest.read(known.digest), moved.gone[space], moved.come[space])
        if after != digest.read(known.digest) or not is_as_known(known, page):
            self._move_cursor(page, after)
        if page.more or self._is_late(page):
            return False
        if not known.level:
            baseline.finish(self.connection, self.writing, space, self.store.now())
        carried.settle(self.writing, space, self.store.now())
        if page.digest and digest.spell(after) != page.digest:
            if not self._is_ahead_of(page):
                baseline.start_over(self.connection, self.store.tables, page)
            return False
        return True

    def _is_ahead_of(self, page: SpacePage) -> bool:
        """Return whether a later answer has confirmed changes that this page's digest does not have."""
        confirmed = select(_changes.c.n).where(_changes.c.space == page.space, _changes.c.seq > page.cursor)
        return self.connection.execute(confirmed.limit(1)).first() is not None
