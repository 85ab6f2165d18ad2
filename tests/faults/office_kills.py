"""kill -9 of the office while laptops push: what it acknowledged is there, and all laptops become equal.

The database server is not killed: for SQLite that is the office itself, for PostgreSQL it goes on, unless
`cut` kills that too.
"""

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from unittest.mock import patch

from sqlalchemy import select

from sync.errors import Offline
from sync.server import schema
from sync.server.audit import verify
from sync.server.office import Office
from sync.server.whole import reading_whole
from tests.days.programs import OfficeProgram
from tests.faults.laptops import Laptop, founded, invited, joined
from tests.faults.tally import Tally


@dataclass
class Person:
    """Somebody who adds people and syncs without a pause."""

    laptop: Laptop
    typed: set[str] = field(default_factory=set)
    acknowledged: dict[int, int] = field(default_factory=dict)
    """Number of a change -> the sequence that the office gave it, as told at the time."""
    rounds: int = 0
    cut: int = 0
    trouble: BaseException | None = None

    def work(self, end: threading.Event) -> None:
        """Work until told to end; the office being away is no trouble."""
        try:
            while not end.is_set():
                self.step()
        except BaseException as error:
            self.trouble = error

    def step(self) -> None:
        """Add people and exchange a round."""
        names = [f"{self.laptop.name} {len(self.typed) + place}" for place in range(3)]
        self.laptop.add(*names)
        self.typed.update(names)
        try:
            self.laptop.round()
        except Offline:
            self.cut += 1
            time.sleep(0.1)
            return
        self.rounds += 1
        for n, seq in self.laptop.answered().items():
            assert self.acknowledged.setdefault(n, seq) == seq, "a change was given a second number"


def kill_office(
    database_url: str,
    folder: Path,
    seed: int,
    kills: int,
    tally: Tally,
    *,
    people: int = 3,
    cut: Callable[[], None] = lambda: None,
) -> None:
    """Kill the office again and again under load, then let everybody become level and look.

    `cut` is done each time while there is no office.
    """
    print(f"office kills, {database_url.partition(':')[0]}, seed {seed}")
    address = database_url if database_url.startswith("postgresql") else f"{folder / 'office.sqlite'}"
    with founded(address, folder) as (office, space):
        program = OfficeProgram(folder, database_url if database_url.startswith("postgresql") else "")
        start(program)
        try:
            laptops = [
                joined(folder, program.url, code, f"Person {number}")
                for number, code in enumerate(invited(office, space, people))
            ]
            busy = [Person(laptop) for laptop in laptops]
            with at_work(busy):
                office.storage.close()  # what is open may not outlive the cut
                _kill_again_and_again(program, busy, Random(seed), kills, cut)  # noqa: S311 - thrown again
            tally["office killed"] += kills
            _check(office, busy)
        finally:
            program.stop()
    tally["rounds answered under load"] += sum(person.rounds for person in busy)
    tally["rounds that met no office"] += sum(person.cut for person in busy)
    tally["changes acknowledged"] += sum(len(person.acknowledged) for person in busy)


@contextmanager
def at_work(people: list[Person]) -> Iterator[None]:
    """Let people work in a thread each."""
    end = threading.Event()
    threads = [threading.Thread(target=person.work, args=(end,)) for person in people]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        end.set()
        for thread in threads:
            thread.join()


def start(program: OfficeProgram) -> None:
    """Serve, with room for more rounds than people have."""
    with patch.dict(os.environ, COALITION_OFFICE_ROUNDS="1000000"):
        program.start()


def _kill_again_and_again(
    program: OfficeProgram, busy: list[Person], chance: Random, kills: int, cut: Callable[[], None]
) -> None:
    for _ in range(kills):
        _wait_for_rounds(busy, 6)
        time.sleep(chance.uniform(0, 0.15))
        assert program.process
        assert program.process.poll() is None
        program.process.kill()
        assert program.process.wait() == -signal.SIGKILL
        assert program.process.stdout
        program.process.stdout.close()
        cut()
        start(program)


def _wait_for_rounds(busy: list[Person], many: int, seconds: float = 60) -> None:
    end, wanted = time.monotonic() + seconds, sum(person.rounds for person in busy) + many
    while sum(person.rounds for person in busy) < wanted:
        assert time.monotonic() < end, "the office answers nobody"
        assert not any(person.trouble for person in busy), [person.trouble for person in busy]
        time.sleep(0.005)


def _check(office: Office, busy: list[Person]) -> None:
    assert [person.trouble for person in busy if person.trouble] == []
    for _ in range(2):  # the second time everybody hears the last words of the others
        for person in busy:
            assert person.laptop.sync().level
    assert len({person.laptop.dump() for person in busy}) == 1, "laptops differ"
    everything = set[str]().union(*(person.typed for person in busy))
    assert everything <= busy[0].laptop.names(), "something that was typed is missing"
    stored = stored_changes(office)
    for person in busy:
        device = person.laptop.transport.device
        lost = {n for n, seq in person.acknowledged.items() if stored.get((device, n)) != seq}
        assert not lost, f"acknowledged and not there: {lost}"
        person.laptop.store.close()
    assert verify(office.storage) == []


def stored_changes(office: Office) -> dict[tuple[str, int], int]:
    """Return (device, number of a change) -> its sequence, of all that the office has taken."""
    table = schema.changes
    with reading_whole(office.storage) as connection:
        rows = connection.execute(select(table.c.device, table.c.n, table.c.seq))
        return {(device, n): seq for device, n, seq in rows}
