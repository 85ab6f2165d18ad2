"""The profile that a window is opened on: it has joined an office and is level with it.

python -m tests.bench.window_profile FOLDER ADDRESS CODE
"""

import random
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

from sqlalchemy import select

from desktop.exchanging import sync_now
from desktop.features.syncing.actions import join
from desktop.opening import now
from desktop.paths import Profile, prepare
from desktop.store.store import Store, create_store
from desktop.vault import Cost, create_vault
from sync.records.attendance import Attendance
from sync.records.meetings import Meeting
from tests.bench.driven import answer
from tests.bench.our_device import fill
from tests.bench.people import THINGS

PASSPHRASE = "a long walk to the library"
QUICK = Cost(m=64, t=1, p=1)
"""People's own passphrase is slow on purpose; that is not what is measured."""
AT_EACH = 8
"""Who came to a meeting."""
AT_ONCE = 500
"""Meetings in one Edit."""


class Desk:
    """One profile with its store."""

    def __init__(self, folder: Path, address: str, code: str) -> None:
        profile = Profile(folder)
        prepare(profile)
        key, _code = create_vault(profile.folder, passphrase=PASSPHRASE, use_keyring=False, cost=QUICK)
        with key:
            self.store = create_store(profile.database, key.hex(), now=now, me="Ana")
        join(self.store, code, address)

    def fill(self, people: int, meetings: int) -> None:
        """Enter people and meetings with those who came, sync, and index them."""
        sync_now(self.store, until_level=True, timeout=600)
        fill(self.store, people)
        _hold(self.store, meetings)
        sync_now(self.store, until_level=True, timeout=600)
        self.store.index_all()
        self.store.close()


def _hold(store: Store, count: int) -> None:
    person = store.tables.of("person")
    with store.reading() as connection:
        people = list(connection.execute(select(person.c.id)).scalars())
    chance, waiting = random.Random(4), _meetings(count)  # noqa: S311 - the same meetings each time
    while some := list(islice(waiting, AT_ONCE)):
        with store.edit("Hold meetings") as draft:
            for meeting in some:
                held = draft.add(meeting)
                for each in chance.sample(people, k=min(AT_EACH, len(people))):
                    draft.add(Attendance(meeting=held, person=each))


def _meetings(count: int) -> Iterator[Meeting]:
    today = datetime.now(UTC).replace(hour=18, minute=0, second=0, microsecond=0)
    for number in range(count):
        day = today + timedelta(days=7 - number)
        title = f"{THINGS[number % len(THINGS)].removeprefix('the ').capitalize()} {count - number}"
        yield Meeting(title=title, starts_at=day, minutes=f"We spoke of {title.lower()}.")


if __name__ == "__main__":
    desk = Desk(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
    answer({"fill": desk.fill})
