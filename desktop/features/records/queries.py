"""Reading records of any kind: lists, searches, counts and what was done to one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import ColumnElement, Select, Table, Text, and_, cast, exists, func, literal, or_, select

from desktop.features.records.assignments import Assignment
from desktop.i18n import _
from desktop.store import schema, search
from desktop.store.reading import as_record, read_state
from desktop.store.refusals import Refusal, refusals_of_record
from desktop.store.store import Store
from desktop.store.tables import HEADLINES
from sync.changes import State
from sync.records.base import Entry
from sync.records.fields import FieldSpec, field_of, fields_of, parse_text

_STEP = 500
"""Rows in memory at a time."""


@dataclass(frozen=True)
class Wanted:
    """Which records of a kind, and in which order."""

    where: tuple[Assignment, ...] = ()
    words: str = ""
    sort: str = ""
    """A field; -field for the other way round; "" = by headline."""
    limit: int | None = None
    deleted: bool = False


def list_records(store: Store, kind: str, wanted: Wanted) -> Iterator[dict[str, Any]]:
    """Yield records as JSON values, defaults filled in, each with its id."""
    cls, table = store.vocabulary.named(kind), store.tables.of(kind)
    query = _filtered(store, cls, table, wanted)
    query = query.order_by(*_order(cls, table, wanted.sort), table.c.id).limit(wanted.limit)
    usual = {name: spec.default for name, spec in fields_of(cls).items()}
    return _read(store, query, usual)


def _read(store: Store, query: Select[Any], usual: dict[str, Any]) -> Iterator[dict[str, Any]]:
    with store.reading() as connection:
        for record, state in connection.execute(query.execution_options(yield_per=_STEP)):
            yield _said(record, usual, read_state(state))


def _filtered(store: Store, cls: type[Entry], table: Table, wanted: Wanted) -> Select[Any]:
    gone = table.c["_trash"].is_not(None) if wanted.deleted else table.c["_trash"].is_(None)
    query = select(table.c.id, table.c["_state"]).where(gone)
    for condition in wanted.where:
        query = query.where(_condition(cls, table, condition))
    if not wanted.words.strip():
        return query
    store.index_all()
    with store.reading() as connection:
        found = search.find_kind(connection, wanted.words, cls.kind)
    ids = func.json_each(orjson.dumps(found).decode()).table_valued("value")
    return query.where(table.c.id.in_(select(ids.c.value)))


def _condition(cls: type[Entry], table: Table, condition: Assignment) -> ColumnElement[bool]:
    if condition.name == "id":
        return table.c.id == condition.text
    spec = field_of(cls, condition.name)
    column = table.c[spec.name]
    value = parse_text(cls, spec.name, condition.text)
    if isinstance(value, list) and value:
        return and_(*(_holds(column, member) for member in value))
    same: ColumnElement[bool] = column == _stored(value) if value is not None else column.is_(None)
    return or_(same, column.is_(None)) if value == spec.default else same


def _holds(column: ColumnElement[Any], member: Any) -> ColumnElement[bool]:
    members = func.json_each(column).table_valued("value")
    return exists(select(literal(1)).select_from(members).where(members.c.value == _stored(member)))


def _stored(value: Any) -> Any:
    """A list or an embedded value is compared as the text that its column gives."""
    if isinstance(value, list | dict):
        return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()
    return value


def _order(cls: type[Entry], table: Table, sort: str) -> Sequence[ColumnElement[Any]]:
    name, down = sort.removeprefix("-"), sort.startswith("-")
    if not name:
        headlines = [each for each in HEADLINES if each in fields_of(cls)]
        return [table.c[each].collate("NOCASE") for each in headlines[:1]]
    if name == "id":
        return [table.c.id.desc() if down else table.c.id]
    column = _sortable(table, field_of(cls, name))
    return [column.desc() if down else column]


def _sortable(table: Table, spec: FieldSpec) -> ColumnElement[Any]:
    column = table.c[spec.name]
    if isinstance(column.type, Text):
        return (
            cast(column, Text).collate("NOCASE") if spec.name not in HEADLINES else column.collate("NOCASE")
        )
    return func.coalesce(column, spec.default) if spec.default is not None else column


def search_all(store: Store, words: str, most: int) -> list[dict[str, str]]:
    """Return the records of every kind that hold the words, best first, with their headlines."""
    hits = store.search(words, most)
    return [{"id": hit.id, "kind": hit.kind, "headline": _headline(store, hit)} for hit in hits]


def _headline(store: Store, hit: search.Hit) -> str:
    kind = store.vocabulary.named(hit.kind)
    return as_record(kind, hit.id, store.state(hit.kind, hit.id)).headline()


def count_records(store: Store) -> dict[str, int]:
    """Return how many records of each kind there are, deleted ones not counted."""
    counts: dict[str, int] = {}
    with store.reading() as connection:
        for kind in store.vocabulary.kinds:
            table = store.tables.of(kind)
            there = select(func.count()).select_from(table).where(table.c["_trash"].is_(None))
            counts[kind] = connection.execute(there).scalar_one()
    return counts


def space_of(store: Store, kind: str, record: str) -> str:
    """Return the space that a record is in, "" if there is no such record."""
    table = store.tables.of(kind)
    with store.reading() as connection:
        return str(connection.execute(select(table.c["_space"]).where(table.c.id == record)).scalar() or "")


def history_of(store: Store, kind: str, record: str) -> list[dict[str, Any]]:
    """Return what was done to a record on this computer, in order; of what was refused, all that was entered.

    A new record that the office refused is not here any more, but what was entered is.
    """
    store.vocabulary.named(kind)
    refused = {each.n: each for each in refusals_of_record(store, record)}
    edits, changes = schema.edits, schema.changes
    mine = select(changes, edits.c.label, edits.c.at, edits.c.undoes).join(
        edits, edits.c.id == changes.c.edit
    )
    with store.reading() as connection:
        of_it = (changes.c.kind == kind) & (changes.c.record == record)
        rows = connection.execute(mine.where(of_it).order_by(changes.c.n)).all()
    if not rows:
        store.state(kind, record)
    author = store.author
    return [
        {
            "at": row.at,
            "author": author.name,
            "device": author.device,
            "label": _("Undo: {label}").format(label=row.label) if row.undoes else row.label,
            "did": _did(orjson.loads(row.body)),
            "standing": row.standing,
            "reason": row.reason,
            **_refused(refused.get(row.n)),
        }
        for row in rows
    ]


def _refused(refusal: Refusal | None) -> dict[str, Any]:
    """Return what is told of a refused change besides: its number, what was entered, what followed."""
    return {"n": refusal.n, "entered": refusal.fields, "answer": refusal.answer} if refusal else {}


def _did(body: dict[str, Any]) -> dict[str, Any]:
    """Return the part of a change that means something to a person."""
    did: dict[str, Any] = {name: body[name] for name in ("set", "add") if name in body}
    if "remove" in body:
        did["remove"] = {name: sorted(members) for name, members in body["remove"].items()}
    if "prose" in body:
        did["typed"] = sorted(body["prose"])
    return did | {name: True for name in ("trash", "restore") if name in body}


def show_record(store: Store, kind: str, record: str) -> dict[str, Any]:
    """Return one record as JSON values, defaults filled in, with its id."""
    store.get(kind, record)
    usual = {name: spec.default for name, spec in fields_of(store.vocabulary.named(kind)).items()}
    return _said(record, usual, store.state(kind, record))


def _said(record: str, usual: dict[str, Any], state: State) -> dict[str, Any]:
    """Return the fields of a record with its id; a step the office refused says why."""
    refused = {"refused": state["refused"]} if "refused" in state else {}
    return {"id": record, **usual, **state["fields"], **refused}


def columns_of(store: Store, kind: str) -> list[str]:
    """Return the fields that a table of a kind shows: its headline and the next few, then the id."""
    fields = [name for name, spec in fields_of(store.vocabulary.named(kind)).items() if spec.type != "id"]
    first = sorted(fields, key=lambda name: name not in HEADLINES)
    return [*first[:6], "id"]
