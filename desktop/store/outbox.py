"""What this computer has to say to the office: its unsent changes, in order."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

import orjson
from sqlalchemy import Connection, update

from desktop.store import schema
from desktop.store.driver import each_of, fetch, fetch_value, listed, run
from sync import protocol
from sync.changes import Change, Edit
from sync.protocol import Cursor, SyncRequest, pack, words_of

_changes = schema.changes
_UNSENT = (
    "SELECT n, edit, space, kind, record, body FROM changes"
    " WHERE standing = 'unsent' AND n > ? ORDER BY n LIMIT ?"
)
_COUNT = "SELECT count(*) FROM changes WHERE standing = 'unsent'"
_STRETCHES = "SELECT value FROM meta WHERE key = 'numbers_from'"
_HEARD = "SELECT space, epoch, cursor, digest FROM spaces"
_EDITS = "SELECT id, label, at FROM edits WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id"
_ANSWER = (
    "UPDATE changes SET standing = ?, reason = iif(reason = '', ?, reason), seq = n * ? + ?"
    " WHERE n BETWEEN ? AND ?"  # one that is set aside says why already
)
_STANDINGS = {"c": "done", "a": "acked", "s": "acked", "b": "acked", "r": "refused"}


def unsent(connection: Connection, beyond: int = 0) -> list[Change]:
    """Return the next changes to send, at most 1 MiB of them; `beyond` is the last number under way.

    A new stretch of numbers begins a round of its own, which says that it does.
    """
    rows = each_of(connection, _UNSENT, beyond, protocol.MOST_IN_ROUND)
    return [
        Change(n, edit, space, kind, record, orjson.loads(body))
        for n, edit, space, kind, record, body in _that_fit(rows, stretches(connection))
    ]


def compose_request(
    connection: Connection, program: str, changes: list[Change], heard: list[Cursor], under_way: int = 0
) -> SyncRequest:
    """Return the round that carries `changes`; `heard` is how far each space has been heard.

    `under_way` changes are with the office already, although its answer is not taken in.
    """
    return SyncRequest.model_construct(
        protocol=1,
        program=program,
        spaces=heard,
        edits=words_of(_edits_of(connection, changes)) if changes else [],
        changes=pack(changes),
        oldest=max(start for start in stretches(connection) if start <= changes[0].n) if changes else 0,
        waiting=count_waiting(connection) - under_way - len(changes) if changes else 0,
    )


def stretches(connection: Connection) -> list[int]:
    """Return where this computer's numbers begin: 1, and where they went on each time it was a copy."""
    later = fetch_value(connection, _STRETCHES) or ""
    return [1, *(int(number) for number in later.split(",") if number)]


def cursors(connection: Connection) -> list[Cursor]:
    """Return how far each space has been heard."""
    return [
        Cursor.model_construct(space=space, epoch=epoch, cursor=cursor, digest=digest)
        for space, epoch, cursor, digest in fetch(connection, _HEARD)
    ]


def count_waiting(connection: Connection) -> int:
    """Return how many changes the office has not answered."""
    return int(fetch_value(connection, _COUNT))


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
    for (_, (letter, why, step, apart)), neighbours in placed:
        numbers = [n for _, (n, *_) in neighbours]
        run(connection, _ANSWER, _STANDINGS[letter], why, step, apart, numbers[0], numbers[-1])


def _agreement(receipt: tuple[int, str, int, str]) -> tuple[str, str, int, int]:
    n, letter, seq, why = receipt
    return (letter, why, 1, seq - n) if seq else (letter, why, 0, 0)


def _that_fit(rows: Iterable[tuple[Any, ...]], stretches: list[int]) -> Iterable[tuple[Any, ...]]:
    size = 0
    for row in rows:
        if size and row[0] in stretches:
            return
        size += len(row[-1]) + 100
        if size > protocol.MOST_BYTES and size > len(row[-1]) + 100:
            return
        yield row


def _edits_of(connection: Connection, changes: list[Change]) -> list[Edit]:
    rows = fetch(connection, _EDITS, listed({change.edit for change in changes}))
    return [Edit(label, at, edit) for edit, label, at in rows]
