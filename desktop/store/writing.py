"""One transaction's worth of records on their way into the file.

Local edits and what comes from the office take the same path: the row of the
kind, what needs a person, and the search index all follow from the state.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import orjson
from sqlalchemy import Connection, Table, bindparam, delete, func, insert, select, update
from sqlalchemy.dialects import sqlite

from desktop.store import schema, search
from desktop.store.tables import Tables
from sync import bulk
from sync.records.base import Fact

ATTENTION = ('"beside":{', '"asked":[', '"merged":{')
"""What a state holds that waits for a person; no text value can spell these unescaped."""
INDEXED_AT_ONCE = 64
"""Records of one transaction that get their search row in it; more are left to the next search."""


@dataclass(frozen=True, slots=True)
class Row:
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
        """Insert or replace records."""
        for kind, some in _by_kind(rows).items():
            self._put_kind(kind, some)
        self._mark_attention(rows)
        self._index(rows)

    def drop(self, kind: str, ids: list[str]) -> None:
        """Take records out of the file altogether."""
        table = self.tables.of(kind)
        each = [{"gone": record} for record in ids]
        for gone in (table, schema.attention, schema.pulled):
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
        table = self.tables.of(kind)
        ids = func.json_each(orjson.dumps([row.id for row in rows]).decode()).table_valued("value")
        wanted = select(table.c.id).where(table.c._seq == 0, table.c.id.in_(select(ids.c.value)))
        return set(self.connection.execute(wanted).scalars())

    def confirm(self, rows: list[Row]) -> None:
        """Note the sequence and the hash of records that are shown as they were."""
        for kind, some in _by_kind(rows).items():
            confirmed = [(row.seq, row.hash, row.id) for row in some]
            self.connection.exec_driver_sql(_confirm(self.tables.of(kind)), confirmed)
            self.touched[kind].update(row.id for row in some)

    def _put_kind(self, kind: str, rows: list[Row]) -> None:
        table = self.tables.of(kind)
        bulk.upsert(self.connection, table, (_columns(row, table) for row in rows))
        self.touched[kind].update(row.id for row in rows)

    def _mark_attention(self, rows: list[Row]) -> None:
        marked = set(self.connection.execute(select(schema.attention.c.id)).scalars())
        waiting = {row.id: row for row in rows if needs_person(self.tables, row.kind, row.state)}
        calm = [{"calm": row.id} for row in rows if row.id in marked and row.id not in waiting]
        if calm:
            gone = delete(schema.attention).where(schema.attention.c.id == bindparam("calm"))
            self.connection.execute(gone, calm)
        new = [{"id": row.id, "kind": row.kind} for row in waiting.values() if row.id not in marked]
        if new:
            self.connection.execute(insert(schema.attention), new)

    def _index(self, rows: list[Row]) -> None:
        known = [row for row in rows if row.kind in self.tables.vocabulary.kinds]
        if len(known) > INDEXED_AT_ONCE:
            due = ({"id": row.id, "kind": row.kind} for row in known)
            bulk.insert_missing(self.connection, schema.search_due, due)
        else:
            search.index(self.connection, self.tables, [(row.id, row.kind, row.state) for row in known])


def needs_person(tables: Tables, kind: str, state: str) -> bool:
    """Return whether something in a stored state waits for a person."""
    known = tables.vocabulary.kinds.get(kind)
    settled = known is None or issubclass(known, Fact)  # nobody is asked about what happened
    return not settled and any(words in state for words in ATTENTION)


def _columns(row: Row, table: Table) -> dict[str, Any]:
    named = {"kind": row.kind} if table is schema.unknown else {}
    held = {"id": row.id, "_space": row.space, "_seq": row.seq, "_state": row.state, "_hash": row.hash}
    return held | named


@cache
def _confirm(table: Table) -> str:
    """Return the statement that takes rows of (seq, hash, id); made once for each table."""
    values: dict[str, Any] = {"_seq": bindparam("seq"), "_hash": bindparam("hash")}
    statement = update(table).where(table.c.id == bindparam("record")).values(values)
    return str(statement.compile(dialect=sqlite.dialect()))


def _by_kind(rows: Iterable[Row]) -> dict[str, list[Row]]:
    kinds: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        kinds[row.kind].append(row)
    return kinds


def meta(connection: Connection) -> dict[str, Any]:
    """Return the facts of this computer."""
    rows = connection.execute(select(schema.meta.c.key, schema.meta.c.value))
    return {row.key: row.value for row in rows}
