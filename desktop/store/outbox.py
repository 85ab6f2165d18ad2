"""What this computer has to say to the office: its unsent changes, in order."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

import orjson
from sqlalchemy import Connection, Row, bindparam, func, select, update

from desktop.store import schema
from sync import protocol
from sync.changes import Change, Edit
from sync.protocol import Cursor, SyncRequest, pack, words_of

_changes = schema.changes
_UNSENT = (
    select(
        _changes.c.n, _changes.c.edit, _changes.c.space, _changes.c.kind, _changes.c.record, _changes.c.body
    )
    .where(schema.UNSENT, _changes.c.n > bindparam("beyond"))
    .order_by(_changes.c.n)
    .limit(bindparam("most"))
)
_COUNT = select(func.count()).select_from(_changes).where(schema.UNSENT)
_FIRST = select(schema.meta.c.value).where(schema.meta.c.key == "numbers_from")
_HEARD = select(schema.spaces.c.space, schema.spaces.c.epoch, schema.spaces.c.cursor, schema.spaces.c.digest)
_STANDINGS = {"c": "done", "a": "acked", "s": "acked", "b": "acked", "r": "refused"}


def unsent(connection: Connection, beyond: int = 0) -> list[Change]:
    """Return the next changes to send, at most 1 MiB of them; `beyond` is the last number under way."""
    rows = connection.execute(_UNSENT, {"beyond": beyond, "most": protocol.MOST_IN_ROUND})
    return [_change(row) for row in _that_fit(rows)]


def compose_request(
    connection: Connection, program: str, changes: list[Change], heard: list[Cursor]
) -> SyncRequest:
    """Return the round that carries `changes`; `heard` is how far each space has been heard."""
    return SyncRequest.model_construct(
        protocol=1,
        program=program,
        spaces=heard,
        edits=words_of(_edits_of(connection, changes)) if changes else [],
        changes=pack(changes),
        oldest=first_number(connection) if changes else 0,
        waiting=count_waiting(connection) - len(changes) if changes else 0,
    )


def first_number(connection: Connection) -> int:
    """Return where this computer's numbers begin: 1, or where they went on after a restore."""
    return int(connection.execute(_FIRST).scalar() or 1)


def cursors(connection: Connection) -> list[Cursor]:
    """Return how far each space has been heard."""
    return [
        Cursor.model_construct(space=space, epoch=epoch, cursor=cursor, digest=digest)
        for space, epoch, cursor, digest in connection.execute(_HEARD)
    ]


def count_waiting(connection: Connection) -> int:
    """Return how many changes the office has not answered."""
    return connection.execute(_COUNT).scalar_one()


def offer_again(connection: Connection, first: int) -> None:
    """Put changes from number `first` on back into the outbox: the office says it has not got them."""
    back = update(_changes).where(_changes.c.n >= first, _changes.c.standing != "unsent")
    connection.execute(back.values(standing="unsent", seq=0, reason=""))


def offer_again_after(connection: Connection, space: str, sequence: int) -> None:
    """Put back what a space accepted after `sequence`: a restored office has lost it."""
    lost = (_changes.c.space == space) & (_changes.c.seq > sequence) & (_changes.c.standing != "unsent")
    connection.execute(update(_changes).where(lost).values(standing="unsent", seq=0, reason=""))


def keep_receipts(connection: Connection, receipts: list[tuple[int, str, int, str]]) -> None:
    """Note the office's word on changes: (n, letter, sequence, reason); neighbours that agree at once."""
    placed = groupby(enumerate(receipts), key=lambda pair: (pair[1][0] - pair[0], _agreement(pair[1])))
    for (_, (letter, why, step, apart)), run in placed:
        numbers = [n for _, (n, *_) in run]
        told = {"standing": _STANDINGS[letter], "reason": why, "seq": _changes.c.n * step + apart}
        between = _changes.c.n.between(numbers[0], numbers[-1])
        connection.execute(update(_changes).where(between).values(told))


def _agreement(receipt: tuple[int, str, int, str]) -> tuple[str, str, int, int]:
    n, letter, seq, why = receipt
    return (letter, why, 1, seq - n) if seq else (letter, why, 0, 0)


def _that_fit(rows: Iterable[Any]) -> Iterable[Any]:
    size = 0
    for row in rows:
        size += len(row.body) + 100
        if size > protocol.MOST_BYTES and size > len(row.body) + 100:
            return
        yield row


def _change(row: Row[Any]) -> Change:
    return Change(row.n, row.edit, row.space, row.kind, row.record, orjson.loads(row.body))


def _edits_of(connection: Connection, changes: list[Change]) -> list[Edit]:
    ids = sorted({change.edit for change in changes})
    rows = connection.execute(select(schema.edits).where(schema.edits.c.id.in_(ids))) if ids else ()
    return [Edit(row.label, row.at, row.id) for row in rows]
