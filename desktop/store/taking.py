"""Taking in one answer of the office: receipts, records, cursor and digest, in the caller's transaction."""

from dataclasses import dataclass, field
from itertools import count

from sqlalchemy import Connection

from desktop.store import baseline, carried, sealing
from desktop.store.driver import fetch, fetch_value, run
from desktop.store.folding import fold
from desktop.store.foresight import KnownSpace, is_as_known, known_spaces
from desktop.store.news import Moved, News
from desktop.store.numbers import keep_ahead
from desktop.store.outbox import keep_receipts, offer_again
from desktop.store.reading import unsound
from desktop.store.store import Store
from desktop.store.writing import Writing
from sync.changes import Change, digest
from sync.client.session import Taken
from sync.protocol import SpacePage, SyncReply

_PASSED = "SELECT record, kind FROM changes WHERE standing = 'acked' AND space = ? AND seq <= ?"
_DONE = "UPDATE changes SET standing = 'done' WHERE standing = 'acked' AND space = ? AND seq <= ?"
_HEARD = (
    "UPDATE spaces SET cursor = ?, epoch = ?, durable = ?, role = ?, name = ?, sort = ?, digest = ?"
    " WHERE space = ?"
)
_AHEAD = "SELECT n FROM changes WHERE space = ? AND seq > ? LIMIT 1"


@dataclass
class Taking:
    """One answer on its way into the file."""

    connection: Connection
    store: Store
    reply: SyncReply
    sent: list[Change]
    news: dict[str, News] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.writing = Writing(self.connection, self.store.tables)
        self.spaces: dict[str, KnownSpace] = known_spaces(self.connection)

    def run(self) -> Taken:
        """Take all of it in; the caller commits, or nothing has happened."""
        keep_ahead(self.connection, self.reply.expected)
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
            self._leave(space)
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
        for told in self.reply.receipts:
            each = zip(count(told.n), told.outcomes, told.sequences, strict=False)
            mine = [(n, letter, seq, told.reasons.get(str(n), "")) for n, letter, seq in each if n in by_n]
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
            news.clean = (*news.clean, (change.n, seq, change.body))

    def _is_current(self, page: SpacePage) -> bool:
        known = self.spaces.get(page.space)
        if known is None:
            baseline.enter(self.connection, page)
            return False
        if (page.epoch > known.epoch and known.epoch) or page.role != known.role:
            baseline.start_over(self.connection, self.store.tables, page)
            return False
        return page.epoch >= known.epoch

    def _is_late(self, page: SpacePage) -> bool:
        """An answer that was overtaken says nothing new about the space."""
        return page.cursor < self.spaces[page.space].cursor

    def _take_page(self, page: SpacePage) -> int:
        poison = unsound(page.states)
        rows = zip(page.kinds, page.ids, page.sequences, page.states, strict=True)
        for place, (kind, record, seq, state) in enumerate(rows):
            if place in poison:
                baseline.set_aside(self.connection, page.space, kind, record, state, self.store.now())
                continue
            if (news := self.news.get(record)) is None:
                self.news[record] = News(kind, page.space, state, seq)
            else:
                news.state, news.seq = state, seq
        mine = {change.record for change in self.sent}
        return sum(record not in mine for record in page.ids)

    def _pass_by(self, page: SpacePage) -> None:
        """Take what the cursor passes off the top: it is in what the office has handed out."""
        passed = page.space, max(page.cursor, self.spaces[page.space].cursor)
        rows = fetch(self.connection, _PASSED, *passed)
        for record, kind in rows:
            self.news.setdefault(record, News(kind, page.space))
        if rows:
            run(self.connection, _DONE, *passed)

    def _move_cursor(self, page: SpacePage, after: int) -> None:
        cursor = max(page.cursor, self.spaces[page.space].cursor)
        words = page.role, page.name, page.sort, digest.spell(after)
        run(self.connection, _HEARD, cursor, page.epoch, page.durable, *words, page.space)

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
        return fetch_value(self.connection, _AHEAD, page.space, page.cursor) is not None

    def _leave(self, space: str) -> None:
        sealing.seal_before_leaving(self.connection, space, self.sent)
        baseline.leave(self.connection, self.writing, space, self.store.now())
        sealing.forget_space(self.connection, space)
