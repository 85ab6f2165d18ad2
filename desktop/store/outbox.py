"""What this computer has to say to the office: its unsent changes, in order."""

from collections.abc import Iterable

import orjson
from sqlalchemy import Connection, Row, func, select, update

from desktop.store import schema
from sync import protocol
from sync.changes import Change, Edit
from sync.protocol import Cursor, SyncRequest, pack, words_of

_changes = schema.changes


def next_request(connection: Connection, program: str) -> tuple[SyncRequest, list[Change]]:
    """Return the next round and the changes it carries: at most 1 MiB."""
    rows = connection.execute(
        select(_changes)
        .where(_changes.c.standing == "unsent")
        .order_by(_changes.c.n)
        .limit(protocol.MOST_IN_ROUND)
    )
    changes = [_change(row) for row in _that_fit(rows)]
    request = SyncRequest.model_construct(
        protocol=1,
        program=program,
        spaces=cursors(connection),
        edits=words_of(_edits_of(connection, changes)),
        changes=pack(changes),
        oldest=first_number(connection),
        waiting=count_waiting(connection) - len(changes),
    )
    return request, changes


def first_number(connection: Connection) -> int:
    """Return where this computer's numbers begin: 1, or where they went on after a restore."""
    begin = select(schema.meta.c.value).where(schema.meta.c.key == "numbers_from")
    return int(connection.execute(begin).scalar() or 1)


def cursors(connection: Connection) -> list[Cursor]:
    """Return how far each space has been heard."""
    table = schema.spaces
    rows = connection.execute(select(table.c.space, table.c.epoch, table.c.cursor, table.c.digest))
    return [
        Cursor.model_construct(space=row.space, epoch=row.epoch, cursor=row.cursor, digest=row.digest)
        for row in rows
    ]


def count_waiting(connection: Connection) -> int:
    """Return how many changes the office has not answered."""
    return connection.execute(select(func.count()).where(_changes.c.standing == "unsent")).scalar_one()


def offer_again(connection: Connection, first: int) -> None:
    """Put changes from number `first` on back into the outbox: the office says it has not got them."""
    back = update(_changes).where(_changes.c.n >= first, _changes.c.standing != "unsent")
    connection.execute(back.values(standing="unsent", seq=0, reason=""))


def offer_again_after(connection: Connection, space: str, sequence: int) -> None:
    """Put back what a space accepted after `sequence`: a restored office has lost it."""
    lost = (_changes.c.space == space) & (_changes.c.seq > sequence) & (_changes.c.standing != "unsent")
    connection.execute(update(_changes).where(lost).values(standing="unsent", seq=0, reason=""))


def _that_fit(rows: Iterable[Row[tuple[object, ...]]]) -> Iterable[Row[tuple[object, ...]]]:
    size = 0
    for row in rows:
        size += len(row.body) + 100
        if size > protocol.MOST_BYTES and size > len(row.body) + 100:
            return
        yield row


def _change(row: Row[tuple[object, ...]]) -> Change:
    return Change(row.n, row.edit, row.space, row.kind, row.record, orjson.loads(row.body))


def _edits_of(connection: Connection, changes: list[Change]) -> list[Edit]:
    ids = sorted({change.edit for change in changes})
    rows = connection.execute(select(schema.edits).where(schema.edits.c.id.in_(ids))) if ids else ()
    return [Edit(row.label, row.at, row.id) for row in rows]
