"""The logical content of every space, spelled in one way.

What the numbers and names of changes say is left out, and a field that holds its
default is as good as one that was never set: same content, same bytes.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

import orjson
from sqlalchemy import Connection, select

from desktop.store import schema
from desktop.store.reading import read_state
from desktop.store.store import Store
from desktop.store.tables import Tables
from sync.changes import State
from sync.records.base import Entry
from sync.records.fields import fields_of

_STEP = 500
"""Rows in memory at a time."""


def dump(store: Store) -> Iterator[bytes]:
    """Yield the pieces of one canonical JSON object: space -> its records, by kind and id."""
    with store.reading() as connection:
        spaces = (
            connection.execute(select(schema.spaces.c.space).order_by(schema.spaces.c.space)).scalars().all()
        )
        yield b"{"
        for place, space in enumerate(spaces):
            yield (b",\n" if place else b"\n") + orjson.dumps(space) + b":["
            yield from _separated(_records(connection, store.tables, space))
            yield b"]"
        yield b"}\n"


def _separated(records: Iterator[dict[str, Any]]) -> Iterator[bytes]:
    between = b"\n"
    for record in records:
        yield between + orjson.dumps(record, option=orjson.OPT_SORT_KEYS)
        between = b",\n"


def _records(connection: Connection, tables: Tables, space: str) -> Iterator[dict[str, Any]]:
    for kind in sorted({*tables.vocabulary.kinds, *_unknown_kinds(connection, space)}):
        table, known = tables.of(kind), tables.vocabulary.kinds.get(kind)
        wanted = select(table.c.id, table.c["_state"]).where(table.c["_space"] == space)
        if known is None:
            wanted = wanted.where(table.c.kind == kind)
        streamed = wanted.order_by(table.c.id).execution_options(yield_per=_STEP)
        for record, state in connection.execute(streamed):
            yield {"id": record, "kind": kind, "state": logical(known, read_state(state))}


def _unknown_kinds(connection: Connection, space: str) -> set[str]:
    held = schema.unknown
    return set(connection.execute(select(held.c.kind).where(held.c["_space"] == space).distinct()).scalars())


def logical(kind: type[Entry] | None, state: State) -> dict[str, Any]:
    """Return what a state says to a person: its values, what waits beside them, whether it is deleted."""
    usual = _defaults(kind) if kind else {}
    said: dict[str, Any] = {
        "fields": {name: value for name, value in state["fields"].items() if _says(usual, name, value)}
    }
    if beside := state.get("beside"):
        kept = {
            name: [_unnamed(each["value"], each["author"]) for each in values]
            for name, values in beside.items()
        }
        said["beside"] = kept
    if "trash" in state:
        said["trash"] = True
    if asked := state.get("asked"):
        said["asked"] = len(asked)
    if merged := state.get("merged"):
        said["merged"] = merged
    if refused := state.get("refused"):
        said["refused"] = refused
    return said


def _says(usual: dict[str, Any], name: str, value: Any) -> bool:
    return name not in usual or value != usual[name] or type(value) is not type(usual[name])


def _unnamed(value: Any, author: str) -> dict[str, Any]:
    return {"value": value, "author": author}


@cache
def _defaults(kind: type[Entry]) -> dict[str, Any]:
    return {name: spec.default for name, spec in fields_of(kind).items() if not spec.required}
