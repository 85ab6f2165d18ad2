"""The office's answers from a file: taken in like answers from the network, whatever came in between.

An answer on a stick may be days old, and the network may have been faster. A page
counts only where this computer has heard all that came before it and not yet more.
"""

from sqlalchemy import Row, select

from desktop.store import schema, sealing
from desktop.store.replica import Replica
from desktop.store.store import Store
from sync.carry import Answer, Receipt
from sync.changes import Change
from sync.client.session import Taken
from sync.protocol import SpacePage, SyncReply


def take_receipt(store: Store, receipt: Receipt) -> Taken:
    """Take in the answers one after another; return what they brought together."""
    replica = Replica(store, sealing.PROGRAM)
    taken = [
        replica.take(_fitting(store, each), _still_unsent(store, each.reply)) for each in receipt.answers
    ]
    return Taken(
        sent=sum(each.sent for each in taken),
        received=sum(each.received for each in taken),
        refused=sum(each.refused for each in taken),
        beside=sum(each.beside for each in taken),
        more=bool(taken) and taken[-1].more,
    )


def _still_unsent(store: Store, reply: SyncReply) -> list[Change]:
    """Return my changes that an answer speaks of and that no other answer was faster with."""
    answered = {run.n + place for run in reply.receipts for place in range(len(run.outcomes))}
    if not answered:
        return []
    with store.reading() as connection:
        return [change for change in sealing.unsent(connection) if change.n in answered]


def _fitting(store: Store, answer: Answer) -> SyncReply:
    """Return an answer whose pages follow on what this computer has heard; others say nothing."""
    since = {each.space: each.cursor for each in answer.since}
    with store.reading() as connection:
        known = {row.space: row for row in connection.execute(select(schema.spaces))}
    pages = [_as_heard(page, known.get(page.space), since.get(page.space, 0)) for page in answer.reply.spaces]
    return answer.reply.model_copy(update={"spaces": pages})


def _as_heard(page: SpacePage, known: Row[tuple[object, ...]] | None, since: int) -> SpacePage:
    """Return what a page says to a computer that has heard the space as far as is `known`."""
    if known is None or (known.epoch and known.epoch != page.epoch):
        return page  # a space or an epoch that begins, or one that is over: the replica knows what to do
    if since > known.cursor or page.cursor < known.cursor:
        # Nothing moves, but the receipts beside it still count.
        return page.model_copy(
            update={**_NO_RECORDS, "cursor": known.cursor, "role": known.role, "digest": "", "more": True}
        )
    return page.model_copy(update=_NO_RECORDS) if known.cursor == page.cursor else page


_NO_RECORDS: dict[str, list[object]] = {"kinds": [], "ids": [], "sequences": [], "states": []}
