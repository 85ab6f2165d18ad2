"""Sealing what the office has not got, so that it can go there by any way, or wait there.

A file is signed with this computer's key and sealed for the office: whoever
carries it cannot read it.
"""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256

import orjson
from sqlalchemy import ColumnElement, Connection, delete, select
from sqlalchemy.dialects.sqlite import insert as upsert

from desktop.store import schema
from desktop.store.driver import fetch
from desktop.store.outbox import cursors
from desktop.store.writing import meta
from sync import protocol
from sync.carry import Letter, letter_to_office, seal_outbox
from sync.changes import Change, Edit
from sync.enclosed import EnclosedFile
from sync.protocol import Cursor, SyncReply, SyncRequest, pack, words_of
from sync.signing import DeviceKey

PROGRAM = "carry"
CARRY_KEY = "carry_key "
"""Before a space, in the facts: the secret that its members share."""
TO_OFFICE, TO_WAITING_ROOM = "/v1/carry", "/v1/waiting"
_changes, _sealed = schema.changes, schema.sealed
_FIRST = "SELECT number, route, body FROM sealed ORDER BY route <> ?, number LIMIT 1"


def unsent(connection: Connection) -> list[Change]:
    """Return the changes that the office has not got, in order."""
    return _changes_where(connection, _changes.c.standing == "unsent")


def seal_whole(connection: Connection, key: DeviceKey, files: Sequence[EnclosedFile] = ()) -> Letter:
    """Return the whole outbox as one file, with how far each space was heard."""
    changes, facts = unsent(connection), meta(connection)
    requests = [*_requests(connection, changes)] or [_request(connection, [])]
    first = requests[0].model_copy(update={"spaces": cursors(connection)})
    said = [first, *requests[1:]]
    return letter_to_office(said, list(files), facts["device"], key, facts["office_key"])


def seal_parts(connection: Connection, key: DeviceKey, changes: list[Change]) -> list[bytes]:
    """Return changes as files that are each small enough to be handed over by network."""
    return [_seal(connection, key, [request]) for request in _requests(connection, changes)]


def seal_before_leaving(connection: Connection, space: str, sent: list[Change]) -> None:
    """Put the unsent work of a space that is lost on its way to the office's waiting room."""
    facts = meta(connection)
    numbers = {change.n for change in sent}  # refused a moment ago, only because the space is lost
    here = _changes_where(
        connection, _changes.c.space == space, _changes.c.standing.in_(("unsent", "refused"))
    )
    waiting = {change.n for change in unsent(connection)} | numbers
    changes = [change for change in here if change.n in waiting]
    if changes and "device_key" in facts and "office_key" in facts:
        parts = seal_parts(connection, DeviceKey.from_text(facts["device_key"]), changes)
        hand_over_later(connection, TO_WAITING_ROOM, "", parts)


def hand_over_later(connection: Connection, route: str, space: str, parts: Iterable[bytes]) -> None:
    """Keep sealed files until the office can be reached; the same one twice is kept once."""
    rows = [
        {"hash": sha256(part).hexdigest(), "route": route, "space": space, "body": part} for part in parts
    ]
    if rows:
        connection.execute(upsert(_sealed).on_conflict_do_nothing(), rows)


def next_sealed(connection: Connection) -> tuple[int, str, bytes] | None:
    """Return (number, route, file) of what is to be handed over first, None if nothing is.

    What is for the waiting room goes before the rest: the office takes it even from a computer
    that it trusts no longer, and whose keys are destroyed when it hears that.
    """
    for number, route, body in fetch(connection, _FIRST, TO_WAITING_ROOM):
        return number, route, bytes(body)
    return None


def forget_sealed(connection: Connection, number: int) -> None:
    """Drop what the office has, or does not want."""
    connection.execute(delete(_sealed).where(_sealed.c.number == number))


def keep_keys(connection: Connection, reply: SyncReply) -> None:
    """Remember the keys for carry files that an answer tells."""
    told = {f"{CARRY_KEY}{page.space}": page.carry_key for page in reply.spaces if page.carry_key}
    if reply.office_key:
        told["office_key"] = reply.office_key
    for key, value in told.items():
        row = upsert(schema.meta).values(key=key, value=value)
        connection.execute(row.on_conflict_do_update(index_elements=["key"], set_={"value": value}))


def forget_space(connection: Connection, space: str) -> None:
    """Forget the secret of a space that is left, and what other computers brought of it."""
    connection.execute(delete(schema.meta).where(schema.meta.c.key == f"{CARRY_KEY}{space}"))
    connection.execute(delete(schema.carried).where(schema.carried.c.space == space))


def _changes_where(connection: Connection, *which: ColumnElement[bool]) -> list[Change]:
    rows = connection.execute(select(_changes).where(*which).order_by(_changes.c.n))
    return [Change(row.n, row.edit, row.space, row.kind, row.record, orjson.loads(row.body)) for row in rows]


def _seal(connection: Connection, key: DeviceKey, requests: list[SyncRequest]) -> bytes:
    facts = meta(connection)
    return seal_outbox(requests, facts["device"], key, facts["office_key"])


def _requests(connection: Connection, changes: list[Change]) -> Iterator[SyncRequest]:
    """Yield rounds of changes that are numbered one after another, none too large."""
    some: list[Change] = []
    size = 0
    for change in changes:
        weight = len(orjson.dumps(change.body)) + 100
        full = len(some) == protocol.MOST_CHANGES or size + weight > protocol.MOST_BYTES
        if some and (full or change.n != some[-1].n + 1):
            yield _request(connection, some)
            some, size = [], 0
        some.append(change)
        size += weight
    if some:
        yield _request(connection, some)


def _request(connection: Connection, changes: list[Change]) -> SyncRequest:
    heard: list[Cursor] = []
    ids = sorted({change.edit for change in changes})
    rows = connection.execute(select(schema.edits).where(schema.edits.c.id.in_(ids)))
    return SyncRequest.model_construct(
        protocol=1,
        program=PROGRAM,
        spaces=heard,
        edits=words_of([Edit(row.label, row.at, row.id) for row in rows]),
        changes=pack(changes),
        oldest=changes[0].n if changes else 0,
        waiting=0,
    )
