"""Our device: an encrypted store that has joined an office.

    python -m tests.bench.our_device FILE ADDRESS CODE

A file that is not there yet is made, and joins with the code.
"""

import sys
from itertools import islice
from pathlib import Path

from sqlalchemy import func, select

from desktop.features.syncing.actions import join
from desktop.opening import now
from desktop.program import program_version
from desktop.store.replica import Replica
from desktop.store.store import Store, create_store, open_store
from sync.client.session import sync
from sync.client.transport import HttpTransport
from sync.client.wire import fresh_session
from sync.records.people import Person
from sync.signing import DeviceKey
from tests.bench.driven import answer
from tests.bench.people import bodies
from tests.bench.wire import count_bytes

KEY = "ab" * 32
AT_ONCE = 5000
"""People in one Edit, as an import makes them."""


class Device:
    """One store and one transport."""

    def __init__(self, path: Path, address: str, code: str) -> None:
        self.store = _joined(path, address, code)
        session = fresh_session()
        self.tally = count_bytes(session)
        facts = self.store.facts()
        key = DeviceKey.from_text(facts["device_key"])
        self.transport = HttpTransport(address, facts["device"], key, session)
        self.replica = Replica(self.store, program_version())

    def fill(self, count: int) -> None:
        """Enter people."""
        fill(self.store, count)

    def change(self, count: int) -> dict[str, int]:
        """Change some people's phone numbers, and sync."""
        table = self.store.tables.of("person")
        with self.store.reading() as connection:
            some = connection.execute(select(table.c.id).limit(count)).scalars().all()
        with self.store.edit("Correct phone numbers") as draft:
            for place, record in enumerate(some):
                draft.set("person", record, {"phone": f"+1 779 555 {place:04d}"})
        return self.sync()

    def sync(self) -> dict[str, int]:
        """Exchange until there is nothing more to say or to hear."""
        report = sync(self.transport, self.replica)
        assert report.level, report
        return self.tally.take()

    def count(self) -> int:
        """Return how many people are here."""
        people = select(func.count()).select_from(self.store.tables.of("person"))
        with self.store.reading() as connection:
            return connection.execute(people).scalar_one()


def fill(store: Store, count: int) -> None:
    """Enter people, some thousands at a time."""
    waiting = bodies(count)
    while some := [Person.model_validate(body) for body in islice(waiting, AT_ONCE)]:
        with store.edit("Import people") as draft:
            for person in some:
                draft.add(person)


def _joined(path: Path, address: str, code: str) -> Store:
    if path.exists():
        return open_store(path, KEY, now=now)
    store = create_store(path, KEY, now=now, me=path.stem)
    join(store, code, address)
    return store


if __name__ == "__main__":
    device = Device(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
    answer({"fill": device.fill, "change": device.change, "sync": device.sync, "count": device.count})
