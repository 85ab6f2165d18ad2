"""What happened in a space since a cursor, as far as the caller may see it."""

from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from sync.changes import digest
from sync.protocol import PAGE, Cursor, SpacePage
from sync.server import permissions, schema
from sync.server.office import Office
from sync.server.office_key import carry_key
from sync.server.permissions import Audience
from sync.server.prepared import Prepared, is_none_of, is_one_of, listing

_records, _changes, _digests = schema.records, schema.changes, schema.digests
_SINCE = (
    select(_records.c.kind, _records.c.id, _records.c.seq, _records.c.state)
    .where(
        _records.c.space == bindparam("space"),
        _records.c.seq > bindparam("cursor"),
        _records.c.seq <= bindparam("end"),
    )
    .order_by(_records.c.seq)
    .limit(bindparam("limit"))
)
_EVERY = Prepared(_SINCE)
_ONLY = Prepared(_SINCE.where(is_one_of(_records.c.kind, "kinds")))
_ALL_BUT = Prepared(_SINCE.where(is_none_of(_records.c.kind, "kinds")))
_DIGESTS = Prepared(select(_digests.c.kind, _digests.c.digest).where(_digests.c.space == bindparam("space")))
_END = 2**53
"""No number of a change is greater."""
_ID, _SEQ = 1, 2
"""Places in a row of these."""


def page(
    connection: Connection,
    office: Office,
    space: Any,
    role: str,
    cursor: int,
    *,
    known: frozenset[str] | set[str] = frozenset(),
    limit: int = PAGE,
) -> SpacePage:
    """Return the next page of a space after `cursor`.

    `known` are records whose state the caller has worked out already. A page
    ends where an Edit ends, however long that makes it.
    """
    kinds = permissions.audience(role, office.vocabulary)
    rows = [] if cursor >= space.seq else _since(connection, space.space, cursor, kinds, limit=limit + 1)
    more = len(rows) > limit
    if more:
        last = rows[limit - 1][_SEQ]
        end = _end_of_edit(connection, space.space, last)
        rows = [*rows[:limit], *_since(connection, space.space, last, kinds, end=end)]
    reached = rows[-1][_SEQ] if more else space.seq
    more = more and reached < space.seq
    told = [row for row in rows if row[_ID] not in known] if known else rows
    names, ids, sequences, states = zip(*told, strict=True) if told else ((), (), (), ())
    return SpacePage.model_construct(
        space=space.space,
        epoch=space.epoch,
        cursor=max(reached, cursor),
        more=more,
        digest="" if more else digest_for(connection, space.space, kinds),
        durable=space.durable,
        role=role,
        name=space.name,
        sort=space.sort,
        kinds=list(names),
        ids=list(ids),
        sequences=list(sequences),
        states=list(states),
    )


def is_beginning(space: Any, heard: Cursor) -> bool:
    """Return whether a space is heard from its beginning: then keys are told.

    One that was heard while nothing was in it does not begin again each round.
    """
    return not heard.cursor and (not heard.epoch or bool(space.seq))


def with_key(connection: Connection, told: SpacePage) -> SpacePage:
    """Return a page with the secret that the members of its space share."""
    return told.model_copy(update={"carry_key": carry_key(connection, told.space)})


def digest_for(connection: Connection, space: str, kinds: Audience) -> str:
    """Return the digest of what an audience sees of a space."""
    stored = _DIGESTS.all(connection, space=space)
    seen = (digest.read(spelled) for kind, spelled in stored if kinds.sees(kind))
    return digest.spell(sum(seen) % digest.MODULUS)


def _since(
    connection: Connection, space: str, cursor: int, kinds: Audience, *, limit: int = _END, end: int = _END
) -> list[tuple[Any, ...]]:
    """Return what moved after a cursor, at most `limit` records of it or all of it up to number `end`."""
    asked = {"space": space, "cursor": cursor, "end": end, "limit": limit}
    if kinds.only is not None:
        return _ONLY.all(connection, **asked, kinds=listing(kinds.only))
    if kinds.never:
        return _ALL_BUT.all(connection, **asked, kinds=listing(kinds.never))
    return _EVERY.all(connection, **asked)


def _end_of_edit(connection: Connection, space: str, seq: int) -> int:
    """Return the last number of the Edit that number `seq` belongs to."""
    edit = select(_changes.c.edit).where(_changes.c.space == space, _changes.c.seq == seq).scalar_subquery()
    last = select(func.max(_changes.c.seq)).where(_changes.c.space == space, _changes.c.edit == edit)
    return int(connection.execute(last).scalar_one() or seq)
