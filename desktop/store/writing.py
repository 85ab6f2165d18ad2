"""One transaction's worth of records on their way into the file.

Local edits and what comes from the office take the same path: the row of the
kind, what needs a person, and the search index all follow from the state.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from desktop.store import schema, search
from desktop.store.tables import Tables
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

    def _put_kind(self, kind: str, rows: list[Row]) -> None:
        table = self.tables.of(kind)
        values = [
            {"id": row.id, "_space": row.space, "_seq": row.seq, "_state": row.state, "_hash": row.hash}
            for row in rows
        ]
        if table is schema.unknown:
            values = [{**value, "kind": kind} for value in values]
        statement = upsert(table)
        given = {name: statement.excluded[name] for name in values[0] if name != "id"}
        self.connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=given), values)
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
            due = [{"id": row.id, "kind": row.kind} for row in known]
            self.connection.execute(upsert(schema.search_due).on_conflict_do_nothing(), due)
        else:
            search.index(self.connection, self.tables, [(row.id, row.kind, row.state) for row in known])


def needs_person(tables: Tables, kind: str, state: str) -> bool:
    """Return whether something in a stored state waits for a person."""
    known = tables.vocabulary.kinds.get(kind)
    settled = known is None or issubclass(known, Fact)  # nobody is asked about what happened
    return not settled and any(words in state for words in ATTENTION)


def _by_kind(rows: Iterable[Row]) -> dict[str, list[Row]]:
    kinds: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        kinds[row.kind].append(row)
    return kinds


def meta(connection: Connection) -> dict[str, Any]:
    """Return the facts of this computer."""
    rows = connection.execute(select(schema.meta.c.key, schema.meta.c.value))
    return {row.key: row.value for row in rows}
