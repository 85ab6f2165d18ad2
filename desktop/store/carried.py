"""A meeting from another computer: shown as it was seen there, until the office's own word comes.

What is shown this way is nobody's change here: the changes themselves are in
the sealed outbox that came along, and go to the office as their author's.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, delete, exists, func, select
from sqlalchemy.dialects.sqlite import insert as upsert

from desktop.store import baseline, schema
from desktop.store.driver import fetch_value
from desktop.store.reading import is_sound, read_state, stored
from desktop.store.tables import Tables
from desktop.store.writing import Row, Writing
from sync.carry import Carried, Meeting
from sync.records.fields import fields_of

OF_A_MEETING = (
    "agenda_item",
    "attendance",
    "departure",
    "motion",
    "vote",
    "decision",
    "action_item",
    "minutes_amendment",
)
"""Kinds that every member of a space may read; closed notes stay where they are."""
ATTACHED = ("attachment",)
POINTED_AT = ("person", "series")
_carried, _changes, _pulled = schema.carried, schema.changes, schema.pulled
_ANY = "SELECT 1 FROM carried LIMIT 1"
_MINE = ("unsent", "acked")


def gather(connection: Connection, tables: Tables, meeting: str) -> tuple[str, list[Carried]]:
    """Return the space of a meeting, and all that belongs to it as it is shown here; nothing if unknown."""
    found = stored(connection, tables, [("meeting", meeting)])
    if meeting not in found:
        return "", []
    space = found[meeting].space
    for kind in OF_A_MEETING:
        found |= stored(connection, tables, ((kind, each) for each in _of(connection, tables, kind, found)))
    for kinds in (ATTACHED, POINTED_AT):  # in this order: photos of the people stay where they are
        found |= stored(connection, tables, _pointed_at(tables, found.values(), kinds))
    records = [
        Carried(kind=row.kind, id=row.id, sequence=row.seq, state=row.state)
        for row in found.values()
        if row.space == space
    ]
    return space, records


def last_number(connection: Connection) -> int:
    """Return the number of this computer's last change."""
    return connection.execute(select(func.max(_changes.c.n))).scalar() or 0


def show(writing: Writing, meeting: Meeting, device: str) -> int:
    """Show the records of a meeting as `device` saw them; return of how many this is now true.

    Where this computer has heard more, or has changes of its own, it shows its own.
    """
    connection = writing.connection
    told = [each for each in meeting.records if _may_come(writing.tables, each)]
    held = stored(connection, writing.tables, ((each.kind, each.id) for each in told))
    before = {row.id: row for row in connection.execute(select(_carried))}
    mine = _with_changes(connection, [each.id for each in told])
    taken = [
        each
        for each in told
        if each.id not in mine and _is_news(each, held.get(each.id), before.get(each.id), device, meeting)
    ]
    _keep_under(connection, (held[each.id] for each in taken if each.id in held))
    writing.put([_row(each, held.get(each.id), meeting.space) for each in taken])
    _note(connection, taken, device, meeting)
    return len(taken)


def is_waiting(connection: Connection) -> bool:
    """Return whether anything is shown as another computer saw it, and is to be settled."""
    return fetch_value(connection, _ANY) is not None


def settle(writing: Writing, space: str, at: str) -> None:
    """Once the office has all that came along, and we its word: show only what it says."""
    connection = writing.connection
    if not is_waiting(connection):
        return
    waiting = exists().where(schema.sealed.c.space == space)
    rows = connection.execute(select(_carried).where(_carried.c.space == space, ~waiting)).all()
    if not rows:
        return
    mine = _with_changes(connection, [row.id for row in rows])
    held = stored(connection, writing.tables, ((row.kind, row.id) for row in rows))
    for row in rows:
        if row.id in held and row.id not in mine:
            _settle_one(writing, held[row.id], at)
    connection.execute(delete(_carried).where(_carried.c.space == space, ~waiting))


def _settle_one(writing: Writing, row: Row, at: str) -> None:
    connection = writing.connection
    under = connection.execute(select(_pulled.c.state).where(_pulled.c.id == row.id)).scalar()
    if not row.seq:
        why = "not at the office"
        baseline.set_aside(connection, row.space, row.kind, row.id, row.state, at, why=why)
        writing.drop(row.kind, [row.id])
    elif under is not None:
        connection.execute(delete(_pulled).where(_pulled.c.id == row.id))
        writing.put([Row(row.id, row.kind, row.space, row.seq, under, row.hash)])


def _of(connection: Connection, tables: Tables, kind: str, found: dict[str, Row]) -> Iterable[str]:
    """Return the records of a kind that name the meeting, or a motion of it."""
    if kind not in tables.vocabulary.kinds:
        return ()
    table = tables.of(kind)
    by = table.c.motion if kind == "vote" else table.c.meeting
    ids = [row.id for row in found.values() if row.kind in ("meeting", "motion")]
    return connection.execute(select(table.c.id).where(by.in_(ids))).scalars()


def _pointed_at(tables: Tables, rows: Iterable[Row], kinds: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return (kind, id) of what records name, if it is of these kinds."""
    named: dict[tuple[str, str], None] = {}
    for row in rows:
        values = read_state(row.state)["fields"]
        for name, spec in fields_of(tables.vocabulary.named(row.kind)).items():
            value = values.get(name)
            if spec.target in kinds and spec.target in tables.vocabulary.kinds and value:
                ids = [value] if isinstance(value, str) else value
                named.update(((str(spec.target), each), None) for each in ids)
    return list(named)


def _may_come(tables: Tables, each: Carried) -> bool:
    expected = (
        each.kind in ("meeting", *OF_A_MEETING, *ATTACHED, *POINTED_AT)
        and each.kind in tables.vocabulary.kinds
    )
    return expected and is_sound(each.state)


def _is_news(each: Carried, held: Row | None, before: Any, device: str, meeting: Meeting) -> bool:
    if held is None:
        return True
    if held.space != meeting.space or each.sequence < held.seq or each.state == held.state:
        return False
    return before is None or (before.device == device and before.upto <= meeting.upto)


def _with_changes(connection: Connection, ids: list[str]) -> set[str]:
    if not ids:
        return set()
    wanted = select(_changes.c.record).where(_changes.c.standing.in_(_MINE), _changes.c.record.in_(ids))
    return set(connection.execute(wanted).scalars())


def _keep_under(connection: Connection, rows: Iterable[Row]) -> None:
    held = [{"id": row.id, "kind": row.kind, "state": row.state} for row in rows if row.seq]
    if held:
        connection.execute(upsert(_pulled).on_conflict_do_nothing(), held)


def _row(each: Carried, held: Row | None, space: str) -> Row:
    seq, digest = (held.seq, held.hash) if held else (0, b"")
    return Row(each.id, each.kind, space, seq, each.state, digest)


def _note(connection: Connection, taken: list[Carried], device: str, meeting: Meeting) -> None:
    rows = [
        {"id": each.id, "kind": each.kind, "space": meeting.space, "device": device, "upto": meeting.upto}
        for each in taken
    ]
    if rows:
        row = upsert(_carried)
        kept = {name: row.excluded[name] for name in ("device", "upto")}
        connection.execute(row.on_conflict_do_update(index_elements=["id"], set_=kept), rows)
