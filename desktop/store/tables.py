"""A table for each kind of record, derived from the vocabulary.

A row is the record's state as JSON; every field is a virtual column computed
from it. So a field that a newer program adds is a new column over old rows, a
field this program does not know stays in the state untouched, and taking in
ten thousand records is ten thousand short inserts.
"""

from collections.abc import Iterator
from functools import cache

from sqlalchemy import (
    Column,
    Computed,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    text,
)

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
"""Fields that lists are sorted by, and so are indexed."""


class Tables:
    """The table of each kind, built when it is first asked for."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._metadata = MetaData()
        self._tables: dict[str, Table] = {}

    def of(self, kind: str) -> Table:
        """Return the table that holds records of a kind, known or not."""
        if kind not in self.vocabulary.kinds:
            return schema.unknown
        if kind not in self._tables:
            self._tables[kind] = _table(self.vocabulary.kinds[kind], self._metadata)
        return self._tables[kind]

    def all(self) -> Iterator[Table]:
        """Yield the table of every known kind, then the one for unknown kinds."""
        yield from (self.of(kind) for kind in self.vocabulary.kinds)
        yield schema.unknown


@cache
def tables_of(vocabulary: Vocabulary) -> Tables:
    """Return the tables of a vocabulary; every store that speaks it shares them."""
    return Tables(vocabulary)


def _table(kind: type[Entry], metadata: MetaData) -> Table:
    specs = fields_of(kind)
    return Table(
        kind.kind,
        metadata,
        Column("id", Text, primary_key=True),
        Column("_space", Text, nullable=False),
        Column("_seq", Integer, nullable=False),  # 0 = the office has not confirmed it
        Column("_state", Text, nullable=False),  # as shown; canonical JSON
        Column("_hash", LargeBinary, nullable=False),  # of the state that is pulled
        Column("_trash", Text, Computed("json_extract(_state, '$.trash')", persisted=False)),
        Column("_refused", Text, Computed("json_extract(_state, '$.refused')", persisted=False)),
        *(_column(spec) for spec in specs.values()),
        *_indexes(kind.kind, specs),
    )


def _column(spec: FieldSpec) -> Column[object]:
    path = f"json_extract(_state, '$.fields.{spec.name}')"
    return Column(spec.name, _STORED.get(spec.type, Text)(), Computed(path, persisted=False))


def _indexes(kind: str, specs: dict[str, FieldSpec]) -> Iterator[Index]:
    for name in HEADLINES:
        if name in specs:
            shown = text("_trash IS NULL")
            yield Index(f"{kind}_by_{name}", text(f'"{name}" COLLATE NOCASE'), text("id"), sqlite_where=shown)
    for spec in specs.values():
        if spec.type == "id" and spec.required:  # what it cannot be without is what it is looked up by
            yield Index(f"{kind}_by_{spec.name}", spec.name, sqlite_where=text(f'"{spec.name}" IS NOT NULL'))
