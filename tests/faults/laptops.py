"""Laptops that have joined a real office and speak HTTP with it."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import requests
from sqlalchemy import select

from desktop.store import schema
from desktop.store.dump import dump
from desktop.store.replica import Replica
from desktop.store.spaces import take_space
from desktop.store.store import Store, create_store
from sync.client.enrol import Names, enrol
from sync.client.session import Report, exchange, sync
from sync.client.transport import HttpTransport
from sync.client.wire import fresh_session
from sync.errors import Offline
from sync.records import Vocabulary
from sync.records.base import new_id
from sync.records.people import Person
from sync.server.founding import add_space, found
from sync.server.invitations import invite
from sync.server.limits import Limits
from sync.server.office import Office
from sync.signing import DeviceKey
from tests.offices import prepared_office
from tests.simulation import KEY, WORDS, noon

PLENTY = Limits(enrolments=10**6, rounds=10**6)


@dataclass
class Laptop:
    """One person's laptop."""

    name: str
    store: Store
    transport: HttpTransport
    space: str

    def __post_init__(self) -> None:
        self.replica = Replica(self.store, "1")

    def add(self, *words: str) -> None:
        """Add people of these names, together."""
        with self.store.edit("Add people") as draft:
            for name in words:
                draft.add(Person(name=name))

    def round(self) -> None:
        """Exchange one round."""
        exchange(self.transport, self.replica)

    def sync(self, seconds: float = 30) -> Report:
        """Exchange rounds until level, however often the office is out of reach meanwhile."""
        end = time.monotonic() + seconds
        while True:
            try:
                return sync(self.transport, self.replica, timeout=seconds)
            except Offline:
                if time.monotonic() > end:
                    raise
                time.sleep(0.05)

    def dump(self) -> bytes:
        """Return the logical content of the store."""
        return b"".join(dump(self.store))

    def names(self) -> set[str]:
        """Return the names of all people here."""
        people = self.store.tables.of("person")
        with self.store.reading() as connection:
            return set(connection.execute(select(people.c.name)).scalars())

    def answered(self) -> dict[int, int]:
        """Return the number of each change that the office has taken, with its sequence."""
        table = schema.changes
        taken = select(table.c.n, table.c.seq).where(table.c.standing.in_(("done", "acked")))
        with self.store.reading() as connection:
            return {row.n: row.seq for row in connection.execute(taken)}

    def at(self, address: str) -> "Laptop":
        """Return this laptop as it reaches the office by another address, each time on a new connection."""
        return Laptop(self.name, self.store, to_office(address, self.transport), self.space)


def to_office(address: str, known: HttpTransport) -> HttpTransport:
    """Return a way to an office on which no connection is kept."""
    session: requests.Session = fresh_session()
    session.headers["Connection"] = "close"
    return HttpTransport(address, known.device, known.key, session)


@contextmanager
def founded(database: str, folder: Path, words: Vocabulary = WORDS) -> Iterator[tuple[Office, str]]:
    """A founded office with one coalition; yields both."""
    with prepared_office(database, folder, words) as office:
        found(office, "Illinois", "office@example.org")
        yield office, add_space(office, "coalition", "Belvidere")


def joined(folder: Path, address: str, code: str, name: str = "Ana") -> Laptop:
    """A laptop that has handed in an invitation, over HTTP."""
    key = DeviceKey.generate()
    store = create_store(folder / f"{new_id()}.db", KEY, now=noon, vocabulary=WORDS, me=name)
    device = store.facts()["device"]
    transport = HttpTransport(address, device, key)
    told = enrol(transport, code, device, key, Names(name, name, "1"))
    store.keep_facts(device_key=key.to_text(), person=told.person, server=address)
    for given in told.spaces:
        take_space(store, given, home=given.space == told.space)
    return Laptop(name, store, transport, told.space)


def invited(office: Office, space: str, many: int) -> list[str]:
    """Return invitations for some leaders of a coalition."""
    return [invite(office, space, "leader") for _ in range(many)]
