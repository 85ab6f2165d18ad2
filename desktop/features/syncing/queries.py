"""How this computer stands with the office."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from desktop.program import program_version
from desktop.store import schema
from desktop.store.answering import ASKED, PUT_AWAY, count_open, is_answered, is_open
from desktop.store.building import VERSION
from desktop.store.doctor import quick_check
from desktop.store.store import Store
from sync.protocol import PROTOCOL
from sync.records.spaces import Member, Role


def standing(store: Store) -> dict[str, Any]:
    """Return what waits to be sent, when the office was last heard, and the seconds the clock is off."""
    changes, files, syncs = schema.changes, schema.files, schema.syncs
    unsent = select(func.count()).where(changes.c.standing == "unsent")
    waiting = select(func.count()).where(files.c.standing == "waiting")
    well = select(syncs.c.at).where(syncs.c.outcome == "").order_by(syncs.c.number.desc()).limit(1)
    server, clock = (
        select(schema.meta.c.value).where(schema.meta.c.key == key) for key in ("server", "clock_offset")
    )
    with store.reading() as connection:
        return {
            "unsent": connection.execute(unsent).scalar_one(),
            "refused": count_open(connection),
            "files_unsent": connection.execute(waiting).scalar_one(),
            "last_sync": connection.execute(well).scalar(),
            "server": connection.execute(server).scalar(),
            "clock_offset": int(connection.execute(clock).scalar() or 0),
        }


def integrity(store: Store) -> str:
    """Return "ok", or what a quick check of the file finds wrong."""
    return " ".join(finding.sentence for finding in quick_check(store)) or "ok"


def versions() -> dict[str, Any]:
    """Return the versions of the program, of what it speaks and of the file."""
    return {"program": program_version(), "protocol": PROTOCOL, "file": VERSION}


@dataclass(frozen=True)
class Sent:
    """One Edit of mine and what became of it."""

    id: str
    label: str
    at: str
    """ISO 8601, as this computer's clock said."""
    changes: int
    waiting: int
    refused: int
    open: int
    """How many of those refused wait for a person."""
    asked: int
    put_away: int
    reason: str
    receipt: int
    """The number under which the office holds it, 0 while it does not."""


@dataclass(frozen=True)
class SentFile:
    """One attached file and how much of it the office has confirmed."""

    name: str
    size: int
    sent: int
    standing: str
    """waiting, confirmed, here or wanted."""


def outbox(store: Store, most: int = 100) -> list[Sent]:
    """Return my Edits: refused ones that wait for me, those not answered yet, the last answered.

    The newest come first in each.
    """
    edits, changes = schema.edits, schema.changes
    waiting, refused = func.sum(changes.c.standing == "unsent"), func.sum(is_open())
    query = (
        select(
            edits.c.id,
            edits.c.label,
            edits.c.at,
            func.count(),
            waiting,
            func.sum(changes.c.standing == "refused"),
            refused,
            func.sum(is_answered(ASKED)),
            func.sum(is_answered(PUT_AWAY)),
            func.max(changes.c.reason),
            func.max(changes.c.seq),
        )
        .join(changes, changes.c.edit == edits.c.id)
        .group_by(edits.c.id)
        .order_by((refused > 0).desc(), (waiting > 0).desc(), func.max(changes.c.n).desc())
        .limit(most)
    )
    with store.reading() as connection:
        return [Sent(*row) for row in connection.execute(query)]


def files(store: Store, most: int = 50) -> list[SentFile]:
    """Return attached files, those the office has not confirmed first."""
    table = schema.files
    query = select(table.c.name, table.c.size, table.c.sent, table.c.standing)
    query = query.order_by((table.c.standing == "waiting").desc(), table.c.name).limit(most)
    with store.reading() as connection:
        return [SentFile(*row) for row in connection.execute(query)]


@dataclass(frozen=True)
class Round:
    """One sync, as kept for a reader."""

    at: str
    sent: int
    received: int
    refused: int
    beside: int
    outcome: str
    """Empty where it went well, else the sentence of what went wrong."""


def past_rounds(store: Store, most: int = 20) -> list[Round]:
    """Return the last syncs, newest first."""
    table = schema.syncs
    columns = (table.c.at, table.c.sent, table.c.received, table.c.refused, table.c.beside, table.c.outcome)
    with store.reading() as connection:
        newest = select(*columns).order_by(table.c.number.desc()).limit(most)
        return [Round(*row) for row in connection.execute(newest)]


def cursors_of(store: Store) -> list[tuple[str, int]]:
    """Return each space and how far it was heard."""
    table = schema.spaces
    with store.reading() as connection:
        return [(row.space, row.cursor) for row in connection.execute(select(table.c.space, table.c.cursor))]


def choices_waiting(store: Store) -> int:
    """Return in how many records something is to be chosen."""
    with store.reading() as connection:
        return int(connection.execute(select(func.count()).select_from(schema.attention)).scalar_one())


def leaders_of(store: Store, space: str) -> list[str]:
    """Return the names of those who lead a space, in order."""
    member = store.tables.of(Member.kind)
    names = select(member.c.name).where(member.c["_space"] == space, member.c.role == Role.LEADER.value)
    with store.reading() as connection:
        return list(
            connection.execute(names.where(member.c["_trash"].is_(None)).order_by(member.c.name)).scalars()
        )
