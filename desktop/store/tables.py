"""A table for each kind of record, derived from the vocabulary, and the view through which it is read.

A row is the record's state as JSON; every field is a column of the view, computed
from it when somebody asks. So a field that a newer program adds is a new column over
old rows, a field this program does not know stays in the state untouched, and taking
in ten thousand records is ten thousand short inserts. Only what an index is built on
is a column of the table, a copy that is written along with the state, see `rows.py`.
"""

from collections.abc import Iterator
from functools import cache

from sqlalchemy import Column, Float, Index, Integer, MetaData, Table, Text, text

from desktop.store import schema
from sync.records import Vocabulary
from sync.records.base import Entry
from sync.records.fields import FieldSpec, fields_of

_STORED: dict[str, type[Integer] | type[Float[float]]] = {
    "money": Integer,
    "count": Integer,
    "yes": Integer,
    "number": Float,
}
HEADLINES = ("name", "title", "label")
SORTED_BY = (*HEADLINES, "starts_at")
"""Fields by which long lists are sorted."""
GATHERS = ("meeting", "series")
"""Kinds to which hundreds of others belong, although they need not."""
"""Fields that lists are sorted by, and so are indexed."""


class Tables:
    """What holds the records of each kind, built when it is first asked for."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._views, self._rows = MetaData(), MetaData()

    def of(self, kind: str) -> Table:
        """Return what records of a kind, known or not, are read from: every field is a column."""
        if kind not in self.vocabulary.kinds:
            return schema.unknown
        if kind not in self._views.tables:
            return _view(self.vocabulary.kinds[kind], self._views)
        return self._views.tables[kind]

    def rows(self, kind: str) -> Table:
        """Return the table that holds records of a kind, known or not: what is written to."""
        if kind not in self.vocabulary.kinds:
            return schema.unknown
        name = rows_of(kind)
        if name not in self._rows.tables:
            return _table(self.vocabulary.kinds[kind], self._rows)
        return self._rows.tables[name]

    def name_of(self, kind: str) -> str:
        """Return the name of the table that holds records of a kind, known or not."""
        return rows_of(kind) if kind in self.vocabulary.kinds else schema.unknown.name

    def all(self) -> Iterator[Table]:
        """Yield what every known kind is read from, then the table of unknown kinds."""
        yield from (self.of(kind) for kind in self.vocabulary.kinds)
        yield schema.unknown

    def all_rows(self) -> Iterator[Table]:
        """Yield the table of every known kind, then the one for unknown kinds."""
        yield from (self.rows(kind) for kind in self.vocabulary.kinds)
        yield schema.unknown


@cache
def tables_of(vocabulary: Vocabulary) -> Tables:
    """Return the tables of a vocabulary; every store that speaks it shares them."""
    return Tables(vocabulary)


def rows_of(kind: str) -> str:
    """Return the name of the table that holds records of a known kind."""
    return f"{kind}_rows"


def view_words(table: Table, rows: Table) -> str:
    """Return the statement that makes the view `table` over the table `rows`."""
    shown = ", ".join(_shown(column, rows) for column in table.columns)
    return f'CREATE VIEW "{table.name}" AS SELECT {shown} FROM "{rows.name}"'  # noqa: S608, names of ours


def _shown(column: Column[object], rows: Table) -> str:
    if column.name in rows.columns:
        return f'"{column.name}"'
    if column.name == "_row":
        return 'rowid AS "_row"'
    return f'CAST({path_to(column.name)} AS {column.type}) AS "{column.name}"'


def copied(kind: type[Entry]) -> tuple[str, ...]:
    """Return the columns of the state that are kept beside it, for indexes."""
    indexed = (spec.name for spec in fields_of(kind).values() if _is_indexed(spec))
    return ("_trash", *indexed)


def path_to(name: str) -> str:
    """Return the expression that takes a column out of the state; those of ours begin with a line."""
    path = name[1:] if name.startswith("_") else f"fields.{name}"
    return f"json_extract(_state, '$.{path}')"


def _view(kind: type[Entry], metadata: MetaData) -> Table:
    return Table(
        kind.kind,
        metadata,
        Column("_row", Integer),  # its place in the table, for as long as the file is open
        Column("id", Text, primary_key=True),
        *(Column(name, Text) for name in ("_space", "_state", "_trash", "_refused")),
        *(Column(spec.name, _type(spec)) for spec in fields_of(kind).values()),
    )


def _table(kind: type[Entry], metadata: MetaData) -> Table:
    indexed = [spec for spec in fields_of(kind).values() if _is_indexed(spec)]
    return Table(
        rows_of(kind.kind),
        metadata,
        Column("id", Text, primary_key=True),
        Column("_space", Text, nullable=False),
        Column("_state", Text, nullable=False),  # as shown; canonical JSON
        Column("_trash", Text),
        *(Column(spec.name, _type(spec)) for spec in indexed),
        *(_index(kind.kind, spec) for spec in indexed),
    )


def _type(spec: FieldSpec) -> Text | Integer | Float[float]:
    return _STORED.get(spec.type, Text)()


def _is_indexed(spec: FieldSpec) -> bool:
    return _is_sorted_by(spec) or _is_looked_up_by(spec)


def _is_sorted_by(spec: FieldSpec) -> bool:
    return spec.name in SORTED_BY


def _is_looked_up_by(spec: FieldSpec) -> bool:
    # What a record cannot be without is what it is looked up by.
    return spec.type == "id" and (spec.required or spec.target in GATHERS)


def _index(kind: str, spec: FieldSpec) -> Index:
    name, quoted = f"{kind}_by_{spec.name}", f'"{spec.name}"'
    if _is_sorted_by(spec):
        return Index(name, text(f"{quoted} COLLATE NOCASE"), text("id"), sqlite_where=text("_trash IS NULL"))
    return Index(name, spec.name, sqlite_where=text(f"{quoted} IS NOT NULL"))
