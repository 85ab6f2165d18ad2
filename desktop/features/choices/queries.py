"""Which records wait for a person, and what stood there before they came to wait."""

from typing import Any

import orjson
from sqlalchemy import select

from desktop.store import schema
from desktop.store.store import Store
from sync.changes import State
from sync.changes.change import device_of
from sync.changes.state import stamp


def waiting_records(store: Store) -> list[tuple[str, str]]:
    """Return the kind and id of each record in which something is to be chosen, oldest first."""
    table = schema.attention
    with store.reading() as connection:
        rows = connection.execute(select(table.c.kind, table.c.id).order_by(table.c.id))
        return [(row.kind, row.id) for row in rows]


def values_before(store: Store, state: State, field: str) -> list[Any]:
    """Return the value that stood in a field before it was changed in two places.

    This computer knows it where one of the changes was made here; else there is none to return.
    """
    numbers = [_number(change) for change in _changes_of(state, field) if _is_mine(store, change)]
    table = schema.changes
    with store.reading() as connection:
        query = select(table.c.before).where(table.c.n.in_(numbers)).order_by(table.c.n)
        before = [orjson.loads(text) for text in connection.execute(query).scalars()]
    return [each["fields"][field] for each in before if each and field in each["fields"]][:1]


def _changes_of(state: State, field: str) -> list[str]:
    shown = stamp(state, field)
    beside = [each["change"] for each in state.get("beside", {}).get(field, [])]
    return [*([shown] if shown else []), *beside]


def _is_mine(store: Store, change: str) -> bool:
    return device_of(change) == store.author.device


def _number(change: str) -> int:
    return int(change.partition(".")[2])
