"""Exchanging with the office: what a person asks for, and waiting for news."""

from pathlib import Path
from typing import TYPE_CHECKING

from desktop.exchanging import sync_now
from desktop.features.syncing.queries import cursors_of
from desktop.joining import check_invitation, device_key, join, line_to, not_joined
from desktop.store.refusals import refusals
from desktop.store.store import Store

if TYPE_CHECKING:
    from desktop.store.carry import Written

__all__ = ["check_invitation", "join", "listen", "not_joined", "sync_now", "take_out", "take_out_refused"]


def take_out(store: Store, file: Path, meeting: str = "") -> "Written":
    """Write the outbox, or a whole meeting, to a file for a stick; return what is in it."""
    from desktop.store.carry import carry_out

    if "device_key" not in store.facts():
        raise not_joined()
    return carry_out(store, device_key(store), file, meeting or None)


def take_out_refused(store: Store, file: Path) -> int:
    """Write what the office did not accept to a csv or json file; return how many changes that were."""
    from desktop.transfer.refused import write_refusals

    waiting = refusals(store)
    write_refusals(waiting, file)
    return len(waiting)


def listen(store: Store) -> bool:
    """Wait up to half a minute for the office to have news; say whether it has. Nothing is taken in."""
    import json

    from sync.client.transport import Outgoing

    server = store.facts().get("server")
    if server is None:
        raise not_joined()
    seen = ",".join(f"{space}:{cursor}" for space, cursor in cursors_of(store))
    answer = line_to(store, server).send(Outgoing("GET", f"/v1/events?seen={seen}"))
    return bool(json.loads(answer.body).get("moved"))
