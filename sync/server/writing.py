"""Writing what an intake made of its changes: one statement for each table."""

from collections import defaultdict
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import Connection, bindparam, select, update

from sync.bulk import insert_all, upsert
from sync.changes import State, canonical, digest
from sync.server import schema
from sync.server.prepared import Prepared
from sync.server.shelf import Held, case_of

if TYPE_CHECKING:
    from sync.server.intake import Intake


_digests, _spaces = schema.digests, schema.spaces
_DIGESTS = Prepared(select(_digests.c.kind, _digests.c.digest).where(_digests.c.space == bindparam("space")))
_MOVE_ON = Prepared(
    update(_spaces)
    .where(_spaces.c.space == bindparam("which"))
    .values(seq=bindparam("last"), chain=bindparam("head"))
)


def write_intake(intake: "Intake") -> None:
    """Write the touched records, the history, the digests and the space's numbers."""
    if not intake.rows:
        return
    space, connection = intake.space.space, intake.connection
    insert_all(connection, schema.changes, intake.rows)
    moved: dict[str, tuple[list[bytes], list[bytes]]] = defaultdict(lambda: ([], []))
    rows = [_row(space, record, held, moved) for record, held in intake.shelf.held.items() if held.touched]
    upsert(connection, schema.records, rows)
    _move_digests(connection, space, moved)
    _MOVE_ON.run(connection, which=space, last=intake.seq, head=intake.chain)


def _row(
    space: str, record: str, held: Held, moved: dict[str, tuple[list[bytes], list[bytes]]]
) -> tuple[Any, ...]:
    """Return a record with the values of all columns of its table, in their order."""
    state = cast(State, held.state)
    text = canonical(state)
    gone, come = moved[held.kind]
    if held.hash:
        gone.append(held.hash)
    held.hash = digest.record_hash(held.kind, record, held.seq, text)
    come.append(held.hash)
    return space, record, held.kind, held.seq, case_of(state), text.decode(), held.hash


def _move_digests(
    connection: Connection, space: str, moved: dict[str, tuple[list[bytes], list[bytes]]]
) -> None:
    before = {kind: digest.read(spelled) for kind, spelled in _DIGESTS.all(connection, space=space)}
    rows = [
        {"space": space, "kind": kind, "digest": digest.spell(digest.add(before.get(kind, 0), gone, come))}
        for kind, (gone, come) in moved.items()
    ]
    upsert(connection, schema.digests, rows)
