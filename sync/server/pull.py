"""What happened in a space since a cursor, as far as the caller may see it."""

from typing import Any

from sqlalchemy import Connection, Row, Select, func, select

from sync.changes import digest
from sync.protocol import PAGE, SpacePage
from sync.server import permissions, schema
from sync.server.office import Office
from sync.server.office_key import carry_key
from sync.server.permissions import Audience

_records = schema.records


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
    wanted = _since(space.space, cursor, kinds)
    rows = [] if cursor >= space.seq else connection.execute(wanted.limit(limit + 1)).all()
    more = len(rows) > limit
    if more:
        end = _end_of_edit(connection, space.space, rows[limit - 1].seq)
        rows = connection.execute(wanted.where(_records.c.seq <= end)).all()
    reached = rows[-1].seq if more else space.seq
    more = more and reached < space.seq
    told = [row for row in rows if row.id not in known]
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
        carry_key="" if cursor else carry_key(connection, space.space),
        kinds=[row.kind for row in told],
        ids=[row.id for row in told],
        sequences=[row.seq for row in told],
        states=[row.state for row in told],
    )


def digest_for(connection: Connection, space: str, kinds: Audience) -> str:
    """Return the digest of what an audience sees of a space."""
    table = schema.digests
    stored = connection.execute(select(table.c.kind, table.c.digest).where(table.c.space == space))
    seen = (digest.read(spelled) for kind, spelled in stored if kinds.sees(kind))
    return digest.spell(sum(seen) % digest.MODULUS)


def _since(space: str, cursor: int, kinds: Audience) -> Select[Any]:
    wanted = select(_records.c.kind, _records.c.id, _records.c.seq, _records.c.state)
    wanted = wanted.where(_records.c.space == space, _records.c.seq > cursor).order_by(_records.c.seq)
    if kinds.only is not None:
        return wanted.where(_records.c.kind.in_(sorted(kinds.only)))
    return wanted.where(_records.c.kind.not_in(sorted(kinds.never))) if kinds.never else wanted


def _end_of_edit(connection: Connection, space: str, seq: int) -> int:
    """Return the last number of the Edit that number `seq` belongs to."""
    table = schema.changes
    edit = select(table.c.edit).where(table.c.space == space, table.c.seq == seq).scalar_subquery()
    last = select(func.max(table.c.seq)).where(table.c.space == space, table.c.edit == edit)
    return int(connection.execute(last).scalar_one() or seq)
