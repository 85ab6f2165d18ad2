"""The history of a space, chained: no entry can be changed, dropped or moved without a trace.

Every change that the office answered, refused ones too, is linked to the one
before it by SHA-256. The head of the chain stands in the space's row, so a
history that was cut short shows as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from operator import itemgetter
from typing import Any

import orjson
from sqlalchemy import Connection, RowMapping, select

from sync.server import schema

_linked = itemgetter(*(column.name for column in schema.changes.columns if column.name != "chain"))
_changes = schema.changes


def link(previous: str, row: Mapping[Any, Any]) -> str:
    """Return the link of one row of `changes`, given the link before it ("" = none)."""
    return link_values(previous, _linked(row))


def link_values(previous: str, values: tuple[Any, ...]) -> str:
    """Return the link of a row given as the values of its columns, in their order and without the link."""
    return sha256(previous.encode() + orjson.dumps(values)).hexdigest()


def walk(connection: Connection, space: RowMapping) -> Iterator[RowMapping | Problem]:
    """Yield the rows of a history in the order they were written, or a problem and then nothing more."""
    refused = _refused(connection, space["space"])
    head, last = "", 0
    for row in _accepted(connection, space["space"]):
        if row["seq"] != last + 1:
            yield _problem(space, last + 1, _MISSING if row["seq"] > last + 1 else _TWICE)
            return
        while link(head, row) != row["chain"]:
            between = _take_following(refused, head)
            if between is None:
                yield _problem(space, row["seq"], _BROKEN)
                return
            yield between
            head = between["chain"]
        yield row
        head, last = row["chain"], row["seq"]
    yield from _end(space, refused, head, last)


def _end(
    space: RowMapping, refused: dict[str, list[RowMapping]], head: str, last: int
) -> Iterator[RowMapping | Problem]:
    while (row := _take_following(refused, head)) is not None:
        yield row
        head = row["chain"]
    if last != space["seq"]:
        yield _problem(space, last + 1, _SHORT)
    elif any(refused.values()) or head != space["chain"]:
        yield _problem(space, last, _REFUSALS)


def _accepted(connection: Connection, space: str) -> Iterator[RowMapping]:
    wanted = select(_changes).where(_changes.c.space == space, _changes.c.seq != 0)
    ordered = wanted.order_by(_changes.c.seq).execution_options(yield_per=1000)
    with connection.execute(ordered) as rows:
        yield from rows.mappings()


def _refused(connection: Connection, space: str) -> dict[str, list[RowMapping]]:
    """Return the changes that got no number, in order, by device."""
    wanted = select(_changes).where(_changes.c.space == space, _changes.c.seq == 0)
    waiting: dict[str, list[RowMapping]] = {}
    for row in connection.execute(wanted.order_by(_changes.c.device, _changes.c.n)).mappings():
        waiting.setdefault(row["device"], []).append(row)
    return waiting


def _take_following(refused: dict[str, list[RowMapping]], head: str) -> RowMapping | None:
    """Take the refused change that follows `head` out of those waiting: most likely a device's next one."""
    deepest = max(map(len, refused.values()), default=0)
    for place in range(deepest):
        for rows in refused.values():
            if place < len(rows) and link(head, rows[place]) == rows[place]["chain"]:
                return rows.pop(place)
    return None


def _problem(space: RowMapping, seq: int, sentence: str) -> Problem:
    return Problem(space["space"], seq, space["name"], sentence)


@dataclass(frozen=True)
class Problem:
    """One thing that is not as it was written."""

    space: str
    seq: int
    """The number of the first bad entry, 0 if it has none."""
    name: str
    """Of the space."""
    what: str

    @property
    def sentence(self) -> str:
        """What a person is told."""
        return f"{self.name or self.space}, entry {self.seq}: {self.what}"


_MISSING = "this entry is missing from the history."
_TWICE = "the number before this one was given twice."
_BROKEN = "this entry, or a refused one just before it, was changed, moved or taken out after it was written."
_SHORT = "the history ends before this entry, but the space has given out higher numbers."
_REFUSALS = "what was refused after this entry was changed or taken out, or the head of the history was."
