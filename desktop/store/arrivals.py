"""What others added or changed since a person last said that they had seen it.

How far each space had been heard at that moment is a fact of this computer, so no clock is read.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import ColumnElement, Select, and_, exists, func, literal, or_, select

from desktop.store import schema
from desktop.store.conditions import is_there
from desktop.store.store import Store
from desktop.store.tables import HEADLINES
from sync.records.fields import fields_of

_FACT = "seen"
Seen = dict[str, tuple[int, int]]
"""Space -> its epoch, and how far it had been heard."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """One record that somebody else added or changed."""

    kind: str
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Arrivals:
    """What came from others: the newest records, and how many of each kind."""

    newest: tuple[Arrival, ...] = ()
    counts: tuple[tuple[str, int], ...] = ()


def mark_seen(store: Store) -> None:
    """Note that everything that came so far has been seen."""
    _keep(store, _heard(store))


def watch_new_spaces(store: Store) -> None:
    """Count from now on what comes into spaces heard for the first time, or begun anew by the office.

    All that a space held when it was first heard would be no news. A file that is only read is left alone.
    """
    seen, heard = _seen(store), _heard(store)
    new = {space: far for space, far in heard.items() if space not in seen or seen[space][0] != far[0]}
    if new and not store.read_only and _was_level(store):
        _keep(store, seen | new)


def arrivals(store: Store, kinds: Sequence[str], most: int) -> Arrivals:
    """Return what came from others since `mark_seen`: of these kinds, the newest `most`.

    A space that was not watched then, or that the office has begun anew since, has no news.
    """
    seen, heard = _seen(store), _heard(store)
    beyond = {space: seen[space][1] for space, far in heard.items() if seen.get(space, (0, 0))[0] == far[0]}
    if not beyond:
        return Arrivals()
    came = {kind: list(_came(store, kind, beyond, most)) for kind in kinds}
    newest = sorted((each for found in came.values() for each in found), key=lambda each: -each[0])
    counts = ((kind, found[0][1]) for kind, found in came.items() if found)
    return Arrivals(tuple(Arrival(*each[2:]) for each in newest[:most]), tuple(counts))


def _heard(store: Store) -> Seen:
    spaces = schema.spaces
    with store.reading() as connection:
        found = select(spaces.c.space, spaces.c.epoch, spaces.c.cursor).where(spaces.c.epoch > 0)
        return {row.space: (row.epoch, row.cursor) for row in connection.execute(found)}


def _seen(store: Store) -> Seen:
    kept = orjson.loads(store.facts().get(_FACT, "{}"))
    return {space: (epoch, cursor) for space, (epoch, cursor) in kept.items()}


def _keep(store: Store, seen: Seen) -> None:
    store.keep_facts(**{_FACT: orjson.dumps(seen).decode()})


def _was_level(store: Store) -> bool:
    """Whether a sync has ever come to its end: until then, all that comes is what was there before."""
    with store.reading() as connection:
        well = select(schema.syncs.c.number).where(schema.syncs.c.outcome == "").limit(1)
        return connection.execute(well).first() is not None


def _came(
    store: Store, kind: str, beyond: dict[str, int], most: int
) -> Iterator[tuple[int, int, str, str, str]]:
    """Yield (sequence, how many there are, kind, id, title) of the newest."""
    with store.reading() as connection:
        yield from (tuple(row) for row in connection.execute(_newest(store, kind, beyond).limit(most)))


def _newest(store: Store, kind: str, beyond: dict[str, int]) -> Select[Any]:
    table, told = store.tables.of(kind), schema.confirmed
    named = next((each for each in HEADLINES if each in fields_of(store.vocabulary.named(kind))), "id")
    later = or_(*(and_(table.c["_space"] == space, told.c.seq > cursor) for space, cursor in beyond.items()))
    columns = (told.c.seq, func.count().over(), literal(kind), table.c.id, table.c[named])
    others = select(*columns).join(told, told.c.id == table.c.id).where(is_there(table), later, ~_mine())
    return others.order_by(told.c.seq.desc())


def _mine() -> ColumnElement[bool]:
    """Whether the newest word on a record is one of my own changes."""
    mine = schema.changes
    return exists().where(mine.c.record == schema.confirmed.c.id, mine.c.seq == schema.confirmed.c.seq)
