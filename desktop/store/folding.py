"""Working out what is shown: what the office holds, with my own unconfirmed changes on top."""

from dataclasses import dataclass, field
from typing import cast

from sqlalchemy import Connection

from desktop.store.arriving import take_arrived
from desktop.store.commit import Author
from desktop.store.confirming import confirm_new
from desktop.store.driver import run_each, write
from desktop.store.known import Known, read_known
from desktop.store.news import Moved, News
from desktop.store.reading import read_state
from desktop.store.writing import Row, Writing
from sync.changes import Body, State, canonical, change_id, merge, overlay
from sync.changes.digest import record_hash

_LIFT = "DELETE FROM pulled WHERE id = ?"


def fold(connection: Connection, writing: Writing, author: Author, news: dict[str, News]) -> Moved:
    """Bring the records that an answer speaks of up to date; return what it does to the digests."""
    moved = Moved()
    news = confirm_new(connection, writing, author, news, moved)
    if news:
        known = read_known(connection, writing.tables, news)
        news = take_arrived(writing, news, known, moved)
        _Folding(connection, writing, author, known, moved).run(news)
    return moved


@dataclass
class _Folding:
    """The records on which changes of mine lie, or lay until now."""

    connection: Connection
    writing: Writing
    author: Author
    known: Known
    moved: Moved
    changed: list[Row] = field(default_factory=list)
    confirmed: list[Row] = field(default_factory=list)
    under: list[tuple[str, str, str]] = field(default_factory=list)
    """What the office holds of records that are shown otherwise: (id, kind, state)."""
    bare: list[tuple[str]] = field(default_factory=list)
    """Records that are shown as the office holds them from now on."""

    def run(self, news: dict[str, News]) -> None:
        """Bring each record up to date, and write all of them down together."""
        for record, each in news.items():
            self._fold(record, each)
        write(self.connection, "pulled", ("id", "kind", "state"), self.under, "replace")
        run_each(self.connection, _LIFT, self.bare)
        self.writing.confirm(self.confirmed)
        self.writing.put(self.changed)

    def _fold(self, record: str, news: News) -> None:
        row, mine = self.known.rows.get(record), self.known.mine.get(record, [])
        pulled = self._pulled_row(record, news, row)
        shown = _shown(pulled, mine, self.author)
        if shown is None:
            self.writing.drop(news.kind, [record])
            return
        if row is None or row.state != shown.state:
            self.changed.append(shown)
        if row is None or (row.seq, row.hash) != (shown.seq, shown.hash):
            self.confirmed.append(shown)
        if mine and pulled.state:
            self.under.append((record, news.kind, pulled.state))
        elif record in self.known.under:
            self.bare.append((record,))

    def _pulled_row(self, record: str, news: News, row: Row | None) -> Row:
        """Return the record as the office holds it now (state "" = not at all), and note its hashes."""
        heard, digest = (row.seq, row.hash) if row else (0, b"")
        before = self.known.pulled(record)
        state, seq = before, heard
        if news.state is not None and news.seq > heard:
            state, seq = news.state, news.seq
        elif fresh := [each for each in news.clean if each[1] > heard]:
            state, seq = _with_clean(row, before, fresh, self.author), fresh[-1][1]
        if (state, seq) != (before, heard):
            after = record_hash(news.kind, record, seq, state.encode()) if state else b""
            self.moved.note(news.space, digest, after)
            digest = after
        return Row(record, news.kind, news.space, seq if state else 0, state, digest)


def _shown(pulled: Row, mine: list[tuple[int, Body]], author: Author) -> Row | None:
    """Return the row that is shown: what is pulled with my changes on top, None if there is nothing."""
    if not mine:
        return pulled if pulled.state else None
    state: State | None = read_state(pulled.state) if pulled.state else None
    for n, body in mine:
        state = overlay(state, change_id(author.device, n), body, author.name)
    return pulled._replace(state=canonical(cast(State, state)).decode())


def _with_clean(row: Row | None, before: str, clean: list[tuple[int, int, Body]], author: Author) -> str:
    """Return what the office made of my changes: it ran the same fold over the same state."""
    first = clean[0][2]
    if not before and len(clean) == 1 and row and first.keys() == {"set"} and _is_untouched(row, first):
        return row.state
    state: State | None = read_state(before) if before else None
    for n, _seq, body in clean:
        state = merge(state, change_id(author.device, n), body, author.name)[0]
    return canonical(cast(State, state)).decode()


def _is_untouched(row: Row, body: Body) -> bool:
    state = read_state(row.state)
    return state.keys() == {"fields", "born"} and state["fields"] == body["set"]
