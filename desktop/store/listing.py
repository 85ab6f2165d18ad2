"""Long lists: which records stand in one, in order, and reading the few that are on the screen.

A listing holds a handle of eight bytes for each record, fetched once; a page is
read by handle, so the last page costs what the first does.
"""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import orjson
from sqlalchemy import ColumnElement, Table, Text, func, select

from desktop.store import search
from desktop.store.driver import fetch
from desktop.store.reading import read_state
from desktop.store.store import Store
from desktop.store.tables import HEADLINES
from sync.changes import State
from sync.records.base import Entry
from sync.records.fields import FieldSpec, field_of, fields_of

PAGE = 200
"""Records that are read at a time."""
_READ = 'SELECT rowid, id, _state FROM "{}" WHERE rowid IN (SELECT value FROM json_each(?))'


@dataclass
class Line:
    """One record of a page. Its state is parsed when it is painted: a window shows a few of two hundred."""

    id: str
    words: str
    """Its stored text."""

    @cached_property
    def state(self) -> State:
        """All that is known of the record."""
        return read_state(self.words)


class Listing:
    """The records of one kind that stand in a list, as of the moment it was opened."""

    def __init__(self, store: Store, kind: str, handles: "array[int]") -> None:
        self._store, self.kind, self.handles = store, kind, handles
        self._read = _READ.format(store.tables.name_of(kind))

    def __len__(self) -> int:
        """Return how many records stand in it."""
        return len(self.handles)

    def page(self, first: int, count: int = PAGE) -> list[Line | None]:
        """Return the records from place `first` on; None where one has left the file meanwhile."""
        wanted = self.handles[first : first + count]
        with self._store.reading() as connection:
            rows = fetch(connection, self._read, str(wanted.tolist()))
        lines = {handle: Line(record, words) for handle, record, words in rows}
        return [lines.get(handle) for handle in wanted]

    def place_of(self, record: str) -> int:
        """Return the place of a record, -1 if it does not stand in the list."""
        table = self._store.tables.of(self.kind)
        with self._store.reading() as connection:
            handle = connection.execute(select(table.c["_row"]).where(table.c.id == record)).scalar()
        return -1 if handle is None or handle not in self.handles else self.handles.index(handle)


def open_listing(
    store: Store, kind: str, *, sort: str = "", words: str = "", where: Sequence[ColumnElement[bool]] = ()
) -> Listing:
    """Return the records of a kind that are not deleted, hold the words and meet the conditions.

    `sort` is a field, -field for the other way round, "" for the headline; Malformed
    for a field that the kind has not.
    """
    cls, table = store.vocabulary.named(kind), store.tables.of(kind)
    query = select(table.c["_row"]).where(table.c["_trash"].is_(None), *where)
    if words.strip():
        query = query.where(_holding(store, table, words))
    query = query.order_by(*_order(cls, table, sort))
    with store.reading() as connection:
        return Listing(store, kind, array("q", connection.execute(query).scalars()))


def _holding(store: Store, table: Table, words: str) -> ColumnElement[bool]:
    store.index_all()
    with store.reading() as connection:
        found = search.find_kind(connection, words, table.name)
    ids = func.json_each(orjson.dumps(found).decode()).table_valued("value")
    return table.c.id.in_(select(ids.c.value))


def _order(cls: type[Entry], table: Table, sort: str) -> list[ColumnElement[Any]]:
    name, down = sort.removeprefix("-"), sort.startswith("-")
    name = name or next((each for each in HEADLINES if each in fields_of(cls)), "id")
    by = table.c.id if name == "id" else _sortable(table, field_of(cls, name))
    # In one direction throughout, so that the index of the headline serves both.
    return [each.desc() if down else each.asc() for each in (by, table.c.id)]


def _sortable(table: Table, spec: FieldSpec) -> ColumnElement[Any]:
    column = table.c[spec.name]
    if isinstance(column.type, Text):
        return column.collate("NOCASE")
    return func.coalesce(column, spec.default) if spec.default is not None else column
