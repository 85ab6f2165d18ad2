"""Reading records: rows into frozen values, whatever a newer program wrote into them."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import Any, cast

import orjson
from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Connection, Select, Table, bindparam, func, select

from desktop.store import schema
from desktop.store.tables import Tables
from desktop.store.writing import Row
from sync.changes import State
from sync.records.base import Entry
from sync.records.fields import fields_of

_STATE = TypeAdapter(State)


def stored(connection: Connection, tables: Tables, wanted: Iterable[tuple[str, str]]) -> dict[str, Row]:
    """Return the rows of (kind, id) pairs that are there."""
    by_kind: dict[str, list[str]] = defaultdict(list)
    for kind, record in wanted:
        by_kind[kind].append(record)
    return {row.id: row for kind, ids in by_kind.items() for row in _of_kind(connection, tables, kind, ids)}


def _of_kind(connection: Connection, tables: Tables, kind: str, ids: list[str]) -> Iterable[Row]:
    newest, rows = _statements(tables.rows(kind))
    last = connection.execute(newest).scalar() or ""  # ids grow with time: what is younger is not here
    there = [record for record in ids if record <= last]
    if there:
        listed = {"ids": orjson.dumps(there).decode()}
        for record, space, state, seq, digest in connection.execute(rows, listed):
            yield Row(record, kind, space, seq or 0, state, digest or b"")


@cache
def _statements(table: Table) -> tuple[Select[Any], Select[Any]]:
    """Return what reads the last id, and what reads rows with the office's word; made once for a table."""
    ids, told = func.json_each(bindparam("ids")).table_valued("value"), schema.confirmed
    both = table.outerjoin(told, told.c.id == table.c.id)
    wanted = select(table.c.id, table.c._space, table.c._state, told.c.seq, told.c.hash).select_from(both)
    return select(func.max(table.c.id)), wanted.where(table.c.id.in_(select(ids.c.value)))


def as_record(kind: type[Entry], record: str, state: State) -> Entry:
    """Return a record's value.

    Fields this program does not know are left out; a value of the wrong type,
    which only a faulty program can have written, reads as the field's default.
    """
    known = {name: value for name, value in state["fields"].items() if name in fields_of(kind)}
    try:
        return kind.model_validate({"id": record, **known})
    except ValidationError as error:
        wrong = {str(fault["loc"][0]) for fault in error.errors() if fault["loc"]}
        kept = {name: value for name, value in known.items() if name not in wrong}
        blank = {name: "" for name, spec in fields_of(kind).items() if spec.required and name not in kept}
        return kind.model_construct(**{"id": record, **blank, **kept})


def as_json(kind: type[Entry], record: str, state: State) -> dict[str, Any]:
    """Return a record's fields as JSON values, defaults filled in, with its id."""
    defaults = {name: spec.default for name, spec in fields_of(kind).items()}
    return {"id": record, **defaults, **state["fields"]}


def read_state(text: str) -> State:
    """Return the state behind its stored text."""
    return cast(State, orjson.loads(text))


def is_sound(state: str) -> bool:
    """Return whether a state can be kept as a row; "" asks to forget it."""
    if not state:
        return True
    try:
        read = orjson.loads(state)
    except orjson.JSONDecodeError:
        return False
    if not isinstance(read, dict):
        return False
    is_plain = isinstance(read.get("fields"), dict) and isinstance(read.get("born"), str)
    return is_plain and (len(read) == 2 or _has_sound_parts(read))


def _has_sound_parts(read: dict[str, Any]) -> bool:
    try:
        _STATE.validate_python(read, strict=True)
    except ValidationError:
        return False
    return True
