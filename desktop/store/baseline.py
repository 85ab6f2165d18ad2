"""Starting a space over: a new epoch, another role, a digest that differs, a space left.

What is shown stays on the screen while the space is heard anew. A record that
the office then does not hand out is set aside, never thrown away.
"""

from collections.abc import Iterable

from sqlalchemy import Connection, delete, exists, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from desktop.store import schema
from desktop.store.attachments import forget_files, offer_files_again
from desktop.store.outbox import offer_again_after
from desktop.store.tables import Tables
from desktop.store.writing import Writing
from sync.protocol import SpacePage

_spaces, _changes = schema.spaces, schema.changes
NOTHING = "0" * 32
"""The digest of no records."""


def enter(connection: Connection, page: SpacePage) -> None:
    """Know a space from now on; the next round hears it from its beginning."""
    row = {"space": page.space, "sort": page.sort, "name": page.name, "role": page.role, "epoch": 0}
    new = upsert(_spaces).values(**row, cursor=0, digest=NOTHING, durable=0, home=0, level=1)
    connection.execute(new.on_conflict_do_nothing())


def start_over(connection: Connection, tables: Tables, page: SpacePage) -> None:
    """Hear a space from its beginning again; what a restored office has lost is offered again."""
    known = connection.execute(select(_spaces.c.epoch).where(_spaces.c.space == page.space)).scalar()
    if known != page.epoch:
        offer_again_after(connection, page.space, page.durable)
        offer_files_again(connection, page.space)
    for table in tables.all_rows():
        ids = select(table.c.id).where(table.c._space == page.space)
        for held in (schema.pulled, schema.confirmed):
            connection.execute(delete(held).where(held.c.id.in_(ids)))
    fresh = {"cursor": 0, "epoch": page.epoch, "digest": NOTHING, "role": page.role, "level": 0}
    connection.execute(update(_spaces).where(_spaces.c.space == page.space).values(**fresh))


def finish(connection: Connection, writing: Writing, space: str, at: str) -> None:
    """The first time a space that was heard anew is level, set aside what the office did not hand out."""
    for kind in writing.tables.vocabulary.kinds:
        _set_leftovers_aside(connection, writing, kind, space, at)
    connection.execute(update(_spaces).where(_spaces.c.space == space).values(level=1))


def leave(connection: Connection, writing: Writing, space: str, at: str) -> None:
    """Take a space off this computer; its records and unsent changes are set aside first."""
    for table in writing.tables.all():
        kind = table.c.kind if table is schema.unknown else None
        rows = connection.execute(select(table).where(table.c._space == space)).mappings().all()
        for row in rows:
            name = str(row["kind"]) if kind is not None else table.name
            _keep(connection, space, name, [(row["id"], row["_state"])], "left", at)
            writing.drop(name, [row["id"]])
    unsent = (_changes.c.space == space) & _changes.c.standing.in_(("unsent", "acked"))
    connection.execute(
        update(_changes).where(unsent).values(standing="refused", reason="you left this space")
    )
    forget_files(connection, space)
    connection.execute(delete(_spaces).where(_spaces.c.space == space))


def set_aside(
    connection: Connection, space: str, kind: str, record: str, state: str, at: str, *, why: str = ""
) -> None:
    """Keep something that could not be taken in, so that a person can look at it."""
    _keep(connection, space, kind, [(record, state)], why or "unreadable", at)


def _set_leftovers_aside(connection: Connection, writing: Writing, kind: str, space: str, at: str) -> None:
    table = writing.tables.of(kind)
    mine = exists().where(_changes.c.record == table.c.id, _changes.c.standing.in_(("unsent", "acked")))
    told = exists().where(schema.confirmed.c.id == table.c.id)
    left = select(table.c.id, table.c._state).where(table.c._space == space, ~told, ~mine)
    rows = [(record, state) for record, state in connection.execute(left)]
    if rows:
        _keep(connection, space, kind, rows, "no longer at the office", at)
        writing.drop(kind, [record for record, _ in rows])


def _keep(
    connection: Connection, space: str, kind: str, rows: Iterable[tuple[str, str]], why: str, at: str
) -> None:
    values = [
        {"id": record, "kind": kind, "space": space, "state": state, "why": why, "at": at}
        for record, state in rows
    ]
    statement = upsert(schema.set_aside)
    kept = {name: statement.excluded[name] for name in ("state", "why", "at")}
    if values:
        connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=kept), values)
