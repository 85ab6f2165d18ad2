"""Which records name another, and under which ids it was known before records were merged."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from desktop.store.conditions import corrected, is_there
from desktop.store.merged import ids_merged_into
from desktop.store.reading import read_state
from desktop.store.store import Store
from sync.records.base import Entry
from sync.records.fields import FieldSpec, fields_of


@dataclass(frozen=True, slots=True)
class Naming:
    """A record that names another in some of its fields."""

    kind: str
    id: str
    space: str
    fields: dict[str, Any]
    """All its values, as JSON."""
    names: tuple[str, ...]
    """The fields that name the other."""


def all_ids_of(store: Store, record: str) -> list[str]:
    """Return the id of a record, then the ids of all that, as its duplicates say, were merged into it."""
    with store.reading() as connection:
        return ids_merged_into(connection, store.tables, record)


def space_of(store: Store, kind: str, record: str) -> str:
    """Return the space that a record is in."""
    table = store.tables.of(kind)
    with store.reading() as connection:
        return str(connection.execute(select(table.c["_space"]).where(table.c.id == record)).scalar_one())


def records_naming(store: Store, kind: str, record: str, among: type[Entry] = Entry) -> Iterator[Naming]:
    """Yield the records, not deleted, of which a field points at one record of a kind.

    `among` is the merge class or the kind of the records that are looked through.
    """
    for name, cls in store.vocabulary.kinds.items():
        links = [spec for spec in fields_of(cls).values() if points_at(spec, kind)]
        if links and issubclass(cls, among):
            yield from _naming(store, name, links, record)


def without_corrected(store: Store, facts: Sequence[Naming]) -> list[Naming]:
    """Return the facts that no other fact corrects."""
    stale: set[str] = set()
    with store.reading() as connection:
        for kind in {fact.kind for fact in facts}:
            stale.update(connection.execute(corrected(store.tables.of(kind))).scalars())
    return [fact for fact in facts if fact.id not in stale]


def points_at(spec: FieldSpec, kind: str) -> bool:
    """Return whether a field holds the id, or the ids, of records of a kind or of any."""
    return spec.type in ("id", "ids") and spec.target in (kind, "") and spec.name != "batch"


def _naming(store: Store, kind: str, links: list[FieldSpec], record: str) -> Iterator[Naming]:
    table = store.tables.of(kind)
    wanted = select(table.c.id, table.c["_space"], table.c["_state"])
    wanted = wanted.where(func.instr(table.c["_state"], record) > 0, is_there(table))
    with store.reading() as connection:
        rows = connection.execute(wanted).all()
    for each, space, state in rows:
        fields = read_state(state)["fields"]
        names = tuple(spec.name for spec in links if record in _held(fields.get(spec.name)))
        if names:
            yield Naming(kind, each, space, fields, names)


def _held(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
