"""Changes that the office did not accept, with what was entered: nothing of it is lost."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import ColumnElement, Connection, Row, func, select

from desktop.i18n import _
from desktop.store import schema
from desktop.store.answering import ASKED, PUT_AWAY, count_open, is_answered, is_open, is_refused
from desktop.store.driver import listed
from desktop.store.entered import Told, entered, folded
from desktop.store.reading import as_record, read_state, stored
from desktop.store.store import Store
from desktop.store.tables import Tables
from sync.changes import Body, State, change_id
from sync.records.base import Reference

_changes, _edits, _aside = schema.changes, schema.edits, schema.set_aside
_MADE = "null"
"""What stands for the record before a change that makes it, see `sync.changes.inverse`."""


@dataclass(frozen=True)
class Refusal:
    """One change that the office did not accept."""

    n: int
    change: str
    edit: str
    label: str
    at: str
    """ISO 8601, as this computer's clock said."""
    space: str
    kind: str
    record: str
    headline: str
    verb: str
    """add, edit, trash or restore."""
    fields: dict[str, Any]
    """As entered: values, what was added to and removed from sets, text as typed."""
    reason: str
    answer: str
    """"asked again", "put away", or "" while it waits for a person."""
    can_ask_again: bool
    told: tuple[Told, ...]
    """What was refused of this record on this computer, in order, this change last."""
    under: State | None
    """The record as it is here."""

    def as_json(self) -> dict[str, Any]:
        """Return it in the shape that commands print."""
        named = {"n": self.n, "id": self.change, "kind": self.kind, "record": self.record}
        about = {"headline": self.headline, "at": self.at, "label": self.label, "verb": self.verb}
        told = {"fields": self.fields, "reason": self.reason, "can_ask_again": self.can_ask_again}
        return {**named, **about, **told}


def count_refused(store: Store) -> int:
    """Return how many changes were refused and wait for a person."""
    with store.reading() as connection:
        return count_open(connection)


def refusals(store: Store, most: int | None = None) -> list[Refusal]:
    """Return what was refused and waits for a person, newest first."""
    return _read(store, (is_open(),), most)


def refusals_of_edit(store: Store, edit: str, most: int | None = None) -> list[Refusal]:
    """Return what was refused of one Edit and waits for a person, newest first."""
    return _read(store, (is_open(), _edits.c.id == edit), most)


def refusals_named(store: Store, numbers: Collection[int]) -> list[Refusal]:
    """Return those of some changes that were refused and wait for a person, newest first."""
    return _read(store, (is_open(), _changes.c.n.in_(_values(numbers))), None)


def refusals_of_record(store: Store, record: str) -> list[Refusal]:
    """Return what was ever refused of one record on this computer, newest first."""
    return _read(store, (is_refused(), _changes.c.record == record), None)


def _read(store: Store, where: Iterable[ColumnElement[bool]], most: int | None) -> list[Refusal]:
    asked, away = is_answered(ASKED).label("asked"), is_answered(PUT_AWAY).label("away")
    query = select(_changes, _edits.c.label, _edits.c.at, _edits.c.undoes, asked, away)
    query = query.join(_edits, _edits.c.id == _changes.c.edit).where(*where)
    with store.reading() as connection:
        rows = connection.execute(query.order_by(_changes.c.n.desc()).limit(most)).all()
        reading = _Reading(connection, store, rows)
    return [reading.refusal(row) for row in rows]


class _Reading:
    """What is known of the records of some refusals, read at once."""

    def __init__(self, connection: Connection, store: Store, rows: Collection[Row[Any]]) -> None:
        self._store = store
        ids = {row.record for row in rows}
        held = stored(connection, store.tables, {(row.kind, row.record) for row in rows})
        self._here = {record: read_state(row.state) for record, row in held.items()}
        left = select(_aside.c.id, _aside.c.state).where(_aside.c.id.in_(_values(ids)))
        self._aside = {row.id: read_state(row.state) for row in connection.execute(left) if row.state}
        self._spaces = set(connection.execute(select(schema.spaces.c.space)).scalars())
        self._told = self._told_of(connection, ids)

    def refusal(self, row: Row[Any]) -> Refusal:
        """Return one of them with what was entered."""
        body, told = orjson.loads(row.body), tuple(self._told_until(row))
        here = self._here.get(row.record)
        under = here or self._aside.get(row.record)
        return Refusal(
            n=row.n,
            change=told[-1][0],
            edit=row.edit,
            label=_("Undo: {label}").format(label=row.label) if row.undoes else row.label,
            at=row.at,
            space=row.space,
            kind=row.kind,
            record=row.record,
            headline=_headline(self._store.tables, row, under or folded(told, None)),
            verb=_verb(row, body),
            fields=entered(told, under),
            reason=row.reason,
            answer=(ASKED if row.asked else PUT_AWAY if row.away else "").strip(),
            can_ask_again=self._can_ask(row, here),
            told=told,
            under=here,
        )

    def _told_of(self, connection: Connection, ids: Collection[str]) -> dict[str, list[Row[Any]]]:
        """Return all that was refused of each record, in order."""
        query = select(
            _changes.c.n, _changes.c.record, _changes.c.body, _changes.c.before, is_open().label("open")
        )
        query = (
            query.join(_edits, _edits.c.id == _changes.c.edit)
            .where(is_refused(), _changes.c.record.in_(_values(ids)))
            .order_by(_changes.c.n)
        )
        told: dict[str, list[Row[Any]]] = defaultdict(list)
        for row in connection.execute(query):
            told[row.record].append(row)
        return told

    def _told_until(self, row: Row[Any]) -> Iterable[Told]:
        """Yield what was refused up to a change; of what was dealt with, only what later words stand on."""
        device = self._store.author.device
        for each in self._told[row.record]:
            body = orjson.loads(each.body)
            if each.n == row.n or (each.n < row.n and (each.open or each.before == _MADE or "prose" in body)):
                yield change_id(device, each.n), body

    def _can_ask(self, row: Row[Any], here: State | None) -> bool:
        """It can in a space of mine, where the record is here or the change that makes it was refused too."""
        kind = self._store.vocabulary.kinds.get(row.kind)
        is_made = any(each.before == _MADE for each in self._told[row.record] if each.n <= row.n)
        is_mine = row.space in self._spaces and kind is not None and not issubclass(kind, Reference)
        return is_mine and (here is not None or is_made)


def _headline(tables: Tables, row: Row[Any], state: State | None) -> str:
    kind = tables.vocabulary.kinds.get(row.kind)
    return as_record(kind, row.record, state).headline() if kind and state else row.kind


def _verb(row: Row[Any], body: Body) -> str:
    if row.before == _MADE:
        return "add"
    return next((verb for verb in ("trash", "restore") if verb in body), "edit")


def _values(some: Iterable[Any]) -> Any:
    """Return what `IN` takes of some numbers or ids, however many."""
    return select(func.json_each(listed(some)).table_valued("value").c.value)
