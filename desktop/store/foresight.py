"""How far each space has been heard, and what an answer will make of it before it is taken in."""

from typing import NamedTuple

from sqlalchemy import Connection

from desktop.store.driver import fetch
from sync.changes import Change
from sync.protocol import SpacePage, SyncReply

_KNOWN = "SELECT space, sort, name, role, epoch, cursor, digest, durable, level FROM spaces"


class KnownSpace(NamedTuple):
    """A space as this computer has heard it."""

    space: str
    sort: str
    name: str
    role: str
    epoch: int
    cursor: int
    digest: str
    durable: int
    level: int


def known_spaces(connection: Connection) -> dict[str, KnownSpace]:
    """Return each space that this computer knows."""
    return {row[0]: KnownSpace(*row) for row in fetch(connection, _KNOWN)}


def is_as_known(known: KnownSpace, page: SpacePage) -> bool:
    """Return whether a page says nothing new about a space."""
    same = (known.epoch, known.cursor, known.durable, known.digest) == (
        page.epoch,
        page.cursor,
        page.durable,
        page.digest,
    )
    words = (known.role, known.name, known.sort) == (page.role, page.name, page.sort)
    return same and words and bool(known.level) and not page.more and not page.ids and not page.carry_key


def says_nothing(connection: Connection, reply: SyncReply) -> bool:
    """Return whether an answer says that every space is as it was."""
    known, told = known_spaces(connection), {page.space: page for page in reply.spaces}
    if reply.gone or told.keys() != known.keys():
        return False
    return all(is_as_known(known[space], page) for space, page in told.items())


def is_plain(connection: Connection, reply: SyncReply, sent: list[Change]) -> bool:
    """Return whether taking an answer in will move the cursors on and answer all that was sent."""
    known, told = known_spaces(connection), {page.space: page for page in reply.spaces}
    answered = sum(len(run.outcomes) for run in reply.receipts)
    if told.keys() != known.keys() or reply.gone or answered != len(sent):
        return False
    return all(
        known[space].epoch in (0, page.epoch) and known[space].role == page.role
        for space, page in told.items()
    )
