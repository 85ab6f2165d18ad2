"""Reading records: rows into frozen values, whatever a newer program wrote into them."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, cast

import orjson
from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Connection

from desktop.store.driver import fetch, fetch_value, listed
from desktop.store.tables import Tables
from desktop.store.writing import Row
from sync.changes import State
from sync.records.base import Entry
from sync.records.fields import fields_of

_NEWEST = 'SELECT max(id) FROM "{}"'
_ROWS = (
    'SELECT held.id, _space, _state, seq, hash FROM "{}" AS held'
    " LEFT JOIN confirmed ON confirmed.id = held.id"
    " WHERE held.id IN (SELECT value FROM json_each(?))"
)
"""What is stored, with the office's word on it."""
_STATES = TypeAdapter(list[State])


def stored(connection: Connection, tables: Tables, wanted: Iterable[tuple[str, str]]) -> dict[str, Row]:
    """Return the rows of (kind, id) pairs that are there."""
    by_kind: dict[str, list[str]] = defaultdict(list)
    for kind, record in wanted:
        by_kind[kind].append(record)
    return {row.id: row for kind, ids in by_kind.items() for row in _of_kind(connection, tables, kind, ids)}


def _of_kind(connection: Connection, tables: Tables, kind: str, ids: list[str]) -> Iterable[Row]:
    table = tables.name_of(kind)
    last = (
        fetch_value(connection, _NEWEST.format(table)) or ""
    )  # ids grow with time: what is younger is not here
    there = [record for record in ids if record <= last]
    if there:
        for record, space, state, seq, digest in fetch(connection, _ROWS.format(table), listed(there)):
            yield Row(record, kind, space, seq or 0, state, digest or b"")


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
    return not unsound([state])


def unsound(states: list[str]) -> set[int]:
    """Return the places of those states that cannot be kept as rows."""
    wrong: set[int] = set()
    rich: dict[int, State] = {}
    for place, state in enumerate(states):
        if state:
            read = _read(state)
            if read is None:
                wrong.add(place)
            elif len(read) != 2:
                rich[place] = cast(State, read)
    return (
        wrong
        if _are_sound([*rich.values()])
        else wrong | {place for place, each in rich.items() if not _are_sound([each])}
    )


def _read(state: str) -> dict[str, Any] | None:
    """Return what a text says if it is a state at all."""
    try:
        read = orjson.loads(state)
    except orjson.JSONDecodeError:
        return None
    if not isinstance(read, dict):
        return None
    return read if isinstance(read.get("fields"), dict) and isinstance(read.get("born"), str) else None


def _are_sound(states: list[State]) -> bool:
    try:
        _STATES.validate_python(states, strict=True)
    except ValidationError:
        return False
    return True
