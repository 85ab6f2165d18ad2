"""One transaction's worth of records on their way into the file.

Local edits and what comes from the office take the same path: the row of the
kind, what needs a person, and the search index all follow from the state.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, delete

from desktop.store import schema, search
from desktop.store.driver import fetch, listed, run_each, write
from desktop.store.rows import put_rows
from desktop.store.tables import Tables
from sync.records.base import Fact

_MARKED = "SELECT id FROM attention"
_CALM = "DELETE FROM attention WHERE id = ?"
_OF_UNKNOWN = ("id", "kind", "_space", "_state")
_NAMED = ("id", "kind")
_UNCONFIRMED = (
    'SELECT id FROM "{}" AS held WHERE id IN (SELECT value FROM json_each(?))'
    " AND NOT EXISTS (SELECT 1 FROM confirmed WHERE confirmed.id = held.id)"
)
_UNHELD = "DELETE FROM confirmed WHERE id = ?"
BESIDE, ASKED, MERGED = '"beside":{', '"asked":[', '"merged":{'
"""What a state holds that waits for a person; no text value can spell these unescaped."""


class Row(NamedTuple):
    """One record as it is to be stored."""

    id: str
    kind: str
    space: str
    seq: int
    state: str
    hash: bytes


@dataclass
class Writing:
    """Rows gathered in one transaction, written together."""

    connection: Connection
    tables: Tables
    touched: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Kind -> ids, for those who watch the store."""

    def put(self, rows: list[Row]) -> None:
        """Insert or replace records; what the office has confirmed of them stays as it is."""
        if not rows:
            return
        for kind, some in _by_kind(rows).items():
            self._put_kind(kind, some)
        self._mark_attention(rows)
        self._leave_to_search(rows)

    def drop(self, kind: str, ids: list[str]) -> None:
        """Take records out of the file altogether."""
        each = [{"gone": record} for record in ids]
        for gone in (self.tables.rows(kind), schema.confirmed, schema.attention, schema.pulled):
            if each:
                self.connection.execute(delete(gone).where(gone.c.id == bindparam("gone")), each)
        search.drop(self.connection, ids)
        self.touched[kind].update(ids)

    def confirm_new(self, rows: list[Row]) -> set[str]:
        """Confirm those of `rows` that the office had not confirmed; return their ids."""
        new: set[str] = set()
        for kind, some in _by_kind(rows).items():
            new |= self._unconfirmed(kind, some)
        self.confirm([row for row in rows if row.id in new])
        return new

    def _unconfirmed(self, kind: str, rows: list[Row]) -> set[str]:
        words = _UNCONFIRMED.format(self.tables.name_of(kind))
        return {record for (record,) in fetch(self.connection, words, listed(row.id for row in rows))}

    def confirm(self, rows: list[Row]) -> None:
        """Note the sequence and the hash of what the office holds of records; 0 = it holds nothing."""
        told = ((row.id, row.seq, row.hash) for row in rows if row.seq)
        write(self.connection, "confirmed", ("id", "seq", "hash"), told, "replace")
        run_each(self.connection, _UNHELD, ((row.id,) for row in rows if not row.seq))
        for kind, some in _by_kind(rows).items():
            self.touched[kind].update(row.id for row in some)

    def _put_kind(self, kind: str, rows: list[Row]) -> None:
        known = self.tables.vocabulary.kinds.get(kind)
        if known is not None:
            put_rows(self.connection, known, ((row.id, row.space, row.state) for row in rows))
        else:
            named = ((row.id, kind, row.space, row.state) for row in rows)
            write(self.connection, schema.unknown.name, _OF_UNKNOWN, named, "replace")
        self.touched[kind].update(row.id for row in rows)

    def _mark_attention(self, rows: list[Row]) -> None:
        marked = {record for (record,) in fetch(self.connection, _MARKED)}
        waiting = {row.id: row.kind for row in rows if needs_person(self.tables, row.kind, row.state)}
        if marked:
            calm = ((row.id,) for row in rows if row.id in marked and row.id not in waiting)
            run_each(self.connection, _CALM, calm)
        new = (pair for pair in waiting.items() if pair[0] not in marked)
        write(self.connection, "attention", _NAMED, new)

    def _leave_to_search(self, rows: list[Row]) -> None:
        """Have records indexed before the next search: it would be half of what an edit takes."""
        known = self.tables.vocabulary.kinds
        due = ((row.id, row.kind) for row in rows if row.kind in known)
        write(self.connection, "search_due", _NAMED, due, "leave")


def needs_person(tables: Tables, kind: str, state: str) -> bool:
    """Return whether something in a stored state waits for a person."""
    if not (BESIDE in state or ASKED in state or MERGED in state):
        return False
    known = tables.vocabulary.kinds.get(kind)
    return known is not None and not issubclass(known, Fact)  # nobody is asked about what happened


def _by_kind(rows: Iterable[Row]) -> dict[str, list[Row]]:
    kinds: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        kinds[row.kind].append(row)
    return kinds


def meta(connection: Connection) -> dict[str, str]:
    """Return the facts of this computer."""
    return dict(fetch(connection, "SELECT key, value FROM meta"))


def keep_meta(connection: Connection, facts: dict[str, str]) -> None:
    """Remember facts of this computer."""
    write(connection, "meta", ("key", "value"), facts.items(), "replace")
