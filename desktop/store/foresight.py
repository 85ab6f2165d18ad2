"""What can be known of an answer before it is taken in: that it says nothing, or what it will make true."""

from typing import Any

from sqlalchemy import Connection, Row, select

from desktop.store import schema
from sync.changes import Change
from sync.protocol import SpacePage, SyncReply

_spaces = schema.spaces


def is_as_known(known: Row[Any], page: SpacePage) -> bool:
    """Return whether a page says nothing new about a space."""
    same = (known.epoch, known.cursor, known.durable, known.digest) == (
        page.epoch,
        page.cursor,
        page.durable,
        page.digest,
    )
    words = (known.role, known.name, known.sort) == (page.role, page.name, page.sort)
    return same and words and bool(known.level) and not page.more and not page.ids and not page.carry_key


def is_plain(connection: Connection, reply: SyncReply, sent: list[Change]) -> bool:
    """Return whether taking an answer in will move the cursors on and answer all that was sent."""
    known = {row.space: row for row in connection.execute(select(_spaces))}
    told = {page.space: page for page in reply.spaces}
    answered = sum(len(run.outcomes) for run in reply.receipts)
    if told.keys() != known.keys() or reply.gone or answered != len(sent):
        return False
    return all(
        known[space].epoch in (0, page.epoch) and known[space].role == page.role
        for space, page in told.items()
    )
