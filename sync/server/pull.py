"""What happened in a space since a cursor, as far as the caller may see it."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, select

from sync.changes import digest
from sync.protocol import PAGE, Cursor, SpacePage
from sync.server import permissions, schema
from sync.server.office import Office
from sync.server.office_key import carry_key
from sync.server.permissions import Audience

_records, _changes, _digests = schema.records, schema.changes, schema.digests
# Spelled once: to put statements together anew took most of a round with nothing to do.
_SINCE = (
    select(_records.c.kind, _records.c.id, _records.c.seq, _records.c.state)
    .where(_records.c.space == bindparam("space"), _records.c.seq > bindparam("cursor"))
    .order_by(_records.c.seq)
)
_ONLY = _SINCE.where(_records.c.kind.in_(bindparam("kinds", expanding=True)))
_ALL_BUT = _SINCE.where(_records.c.kind.not_in(bindparam("kinds", expanding=True)))
_DIGESTS = select(_digests.c.kind, _digests.c.digest).where(_digests.c.space == bindparam("space"))


def page(
    connection: Connection,
    office: Office,
    space: Row[Any],
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
        end = _end_of_edit(connection, space.space, rows[limit - 1].seq)
        rows = [*rows[:limit], *_since(connection, space.space, rows[limit - 1].seq, kinds, end=end)]
    reached = rows[-1].seq if more else space.seq
    more = more and reached < space.seq
    told = [row for row in rows if row.id not in known] if known else rows
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


def is_beginning(space: Row[Any], heard: Cursor) -> bool:
    """Return whether a space is heard from its beginning: then keys are told.

    One that was heard while nothing was in it does not begin again each round.
    """
    return not heard.cursor and (not heard.epoch or bool(space.seq))


def with_key(connection: Connection, told: SpacePage) -> SpacePage:
    """Return a page with the secret that the members of its space share."""
    return told.model_copy(update={"carry_key": carry_key(connection, told.space)})


def digest_for(connection: Connection, space: str, kinds: Audience) -> str:
    """Return the digest of what an audience sees of a space."""
    stored = connection.execute(_DIGESTS, {"space": space}).all()
    seen = (digest.read(spelled) for kind, spelled in stored if kinds.sees(kind))
    return digest.spell(sum(seen) % digest.MODULUS)


def _since(
    connection: Connection, space: str, cursor: int, kinds: Audience, *, limit: int = 0, end: int = 0
) -> Sequence[Row[str, str, int, str]]:
    """Return what moved after a cursor, at most `limit` records of it or all of it up to number `end`."""
    wanted, named = _SINCE, kinds.never
    if kinds.only is not None:
        wanted, named = _ONLY, kinds.only
    elif named:
        wanted = _ALL_BUT
    asked = {"space": space, "cursor": cursor, **({"kinds": sorted(named)} if wanted is not _SINCE else {})}
    upto = wanted.where(_records.c.seq <= end) if end else wanted.limit(limit)
    return connection.execute(upto, asked).all()


def _end_of_edit(connection: Connection, space: str, seq: int) -> int:
    """Return the last number of the Edit that number `seq` belongs to."""
    edit = select(_changes.c.edit).where(_changes.c.space == space, _changes.c.seq == seq).scalar_subquery()
    last = select(func.max(_changes.c.seq)).where(_changes.c.space == space, _changes.c.edit == edit)
    return int(connection.execute(last).scalar_one() or seq)
