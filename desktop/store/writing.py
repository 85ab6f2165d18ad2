"""One transaction's worth of records on their way into the file.

Local edits and what comes from the office take the same path: the row of the
kind, what needs a person, and the search index all follow from the state.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import orjson
from sqlalchemy import ColumnElement, Connection, bindparam, delete, exists, func, insert, select

from desktop.store import schema, search
from desktop.store.tables import Tables
from sync import bulk
from sync.records.base import Fact

_MARKED = select(schema.attention.c.id)
BESIDE, ASKED, MERGED = '"beside":{', '"asked":[', '"merged":{'
"""What a state holds that waits for a person; no text value can spell these unescaped."""


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
        """Insert or replace records; what the office has confirmed of them stays as it is."""
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
        table = self.tables.rows(kind)
        is_confirmed = exists().where(schema.confirmed.c.id == table.c.id)
        wanted = select(table.c.id).where(named_in(table.c.id, [row.id for row in rows]), ~is_confirmed)
        return set(self.connection.execute(wanted).scalars())

    def confirm(self, rows: list[Row]) -> None:
        """Note the sequence and the hash of what the office holds of records; 0 = it holds nothing."""
        told = ((row.id, row.seq, row.hash) for row in rows if row.seq)
        bulk.upsert(self.connection, schema.confirmed, told)
        gone = [{"gone": row.id} for row in rows if not row.seq]
        if gone:
            unheld = delete(schema.confirmed).where(schema.confirmed.c.id == bindparam("gone"))
            self.connection.execute(unheld, gone)
        for kind, some in _by_kind(rows).items():
            self.touched[kind].update(row.id for row in some)

    def _put_kind(self, kind: str, rows: list[Row]) -> None:
        table = self.tables.rows(kind)
        bulk.upsert(self.connection, table, map(_unknown if table is schema.unknown else _columns, rows))
        self.touched[kind].update(row.id for row in rows)

    def _mark_attention(self, rows: list[Row]) -> None:
        marked = set(self.connection.execute(_MARKED).scalars())
        waiting = {row.id: row for row in rows if needs_person(self.tables, row.kind, row.state)}
        calm = [{"calm": row.id} for row in rows if row.id in marked and row.id not in waiting]
        if calm:
            gone = delete(schema.attention).where(schema.attention.c.id == bindparam("calm"))
            self.connection.execute(gone, calm)
        new = [{"id": row.id, "kind": row.kind} for row in waiting.values() if row.id not in marked]
        if new:
            self.connection.execute(insert(schema.attention), new)

    def _leave_to_search(self, rows: list[Row]) -> None:
        """Have records indexed before the next search: it would be half of what an edit takes."""
        known = self.tables.vocabulary.kinds
        due = ((row.id, row.kind) for row in rows if row.kind in known)
        bulk.insert_missing(self.connection, schema.search_due, due)


def needs_person(tables: Tables, kind: str, state: str) -> bool:
    """Return whether something in a stored state waits for a person."""
    if not (BESIDE in state or ASKED in state or MERGED in state):
        return False
    known = tables.vocabulary.kinds.get(kind)
    return known is not None and not issubclass(known, Fact)  # nobody is asked about what happened


def _columns(row: Row) -> dict[str, Any]:
    return {"id": row.id, "_space": row.space, "_state": row.state}


def _unknown(row: Row) -> dict[str, Any]:
    return {**_columns(row), "kind": row.kind}


def named_in(column: ColumnElement[Any], ids: list[str]) -> ColumnElement[bool]:
    """Return the condition that a column is one of `ids`, however many: they go as one value."""
    listed = func.json_each(orjson.dumps(ids).decode()).table_valued("value")
    return column.in_(select(listed.c.value))


def _by_kind(rows: Iterable[Row]) -> dict[str, list[Row]]:
    kinds: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        kinds[row.kind].append(row)
    return kinds


def meta(connection: Connection) -> dict[str, Any]:
    """Return the facts of this computer."""
    rows = connection.execute(select(schema.meta.c.key, schema.meta.c.value))
    return {row.key: row.value for row in rows}


def keep_meta(connection: Connection, facts: dict[str, str]) -> None:
    """Remember facts of this computer."""
    rows = ({"key": key, "value": value} for key, value in facts.items())
    bulk.upsert(connection, schema.meta, rows)
