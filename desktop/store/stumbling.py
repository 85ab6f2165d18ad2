"""Which of my changes the office stumbles over: found by halves, and set aside so that the rest go on.

The office keeps count of each device's changes, so the number of a change that is
set aside is still sent, with nothing in it; the office says no to that. What was
entered stays in its row of `changes`, for a person to see and to ask again.
"""

from typing import NamedTuple

import orjson
from sqlalchemy import Connection

from desktop.i18n import _
from desktop.store.driver import fetch_value, run
from desktop.store.outbox import unsent
from sync.changes import Change
from sync.protocol import MOST_IN_ROUND

MOST_TRIES = 5
_READ = "SELECT value FROM meta WHERE key = 'stumbles'"
_KEEP = "INSERT OR REPLACE INTO meta (key, value) VALUES ('stumbles', ?)"
_SAY_WHY = "UPDATE changes SET reason = ? WHERE n = ?"


class Stumbles(NamedTuple):
    """What is known of the changes that the office stumbled over."""

    suspect: int = 0
    """The number of the change that was sent alone and failed, 0 = none."""
    tries: int = 0
    aside: tuple[int, ...] = ()
    """The numbers that are sent with nothing in them."""


def stumbles(connection: Connection) -> Stumbles:
    """Return what is known so far."""
    kept = fetch_value(connection, _READ)
    if kept is None:
        return Stumbles()
    suspect, tries, aside = orjson.loads(kept)
    return Stumbles(suspect, tries, tuple(aside))


def pick(connection: Connection, most: int = MOST_IN_ROUND, beyond: int = 0) -> list[Change]:
    """Return the next changes to send, at most `most`; one under suspicion goes alone."""
    changes = unsent(connection, beyond)[:most]
    suspect = stumbles(connection).suspect if changes else 0
    place = next((place for place, change in enumerate(changes) if change.n == suspect), len(changes))
    return changes[: max(place, 1)]


def as_sent(connection: Connection, changes: list[Change]) -> list[Change]:
    """Return changes as they go to the office: of those set aside there is only the number."""
    aside = stumbles(connection).aside if changes else ()
    return [hollow(change) if change.n in aside else change for change in changes] if aside else changes


def hollow(change: Change) -> Change:
    """Return a change of the same number that does nothing, to a record that there is not."""
    return change._replace(record=change.edit, body={})


def suspect(connection: Connection, change: Change, *, sure: bool) -> bool:
    """Note that the office stumbled over this change alone; return whether it is set aside now.

    `sure` says that the office has read it and turned it down, so that asking again is idle.
    """
    before = stumbles(connection)
    if change.n in before.aside:
        return False  # it is not what the change says
    tries = before.tries + 1 if before.suspect == change.n else 1
    if tries < MOST_TRIES and not sure:
        _keep(connection, Stumbles(change.n, tries, before.aside))
        return False
    _keep(connection, Stumbles(aside=(*before.aside, change.n)))
    run(connection, _SAY_WHY, _why(), change.n)
    return True


def _keep(connection: Connection, known: Stumbles) -> None:
    run(connection, _KEEP, orjson.dumps(tuple(known)).decode())


def _why() -> str:
    return _(
        "The office's program could not take this in. Everything else was sent, and what you entered is kept "
        "on this computer. Tell the office, then ask again."
    )
