"""A file that was copied, or put back to an earlier day, goes on without losing anybody's work."""

import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest
from sqlalchemy import Connection, select

from desktop.store.numbers import LEAP
from desktop.store.schema import changes
from desktop.store.store import open_store
from sync.records.people import Person
from sync.server.app import make_app
from sync.server.audit import verify
from sync.server.office import Office
from tests.client.serving import served
from tests.faults.laptops import PLENTY, Laptop, founded, invited, joined
from tests.simulation import KEY, WORDS, noon


class Town(NamedTuple):
    office: Office
    ana: Laptop
    luis: Laptop

    def settle(self, *more: Laptop) -> bytes:
        """Let everybody sync until all have heard all; return what all of them show."""
        everybody = (self.ana, self.luis, *more)
        for laptop in (*everybody, *everybody):
            assert laptop.sync().level
        (shown,) = {laptop.dump() for laptop in everybody}
        assert verify(self.office.storage) == []
        return shown


@pytest.fixture
def town(database_url: str, tmp_path: Path) -> Iterator[Town]:
    """Ana and Luis, level, with Rosa in the list; both have started their programs once more since."""
    with (
        founded(database_url.removeprefix("sqlite:///"), tmp_path) as (office, space),
        served(make_app(office, PLENTY)) as at,
    ):
        ana, luis = (joined(tmp_path, at, code) for code in invited(office, space, 2))
        ana.add("Rosa")
        town = Town(office, ana, luis)
        town.settle()
        start_again(ana)
        yield town
        ana.store.close()
        luis.store.close()


def start_again(laptop: Laptop, path: Path | None = None) -> Laptop:
    """Close the program and open it, on another file if `path` is given."""
    path = path or laptop.store.path
    laptop.store.close()
    laptop.store = open_store(path, KEY, now=noon, vocabulary=WORDS)
    laptop.__post_init__()
    return laptop


def copied(laptop: Laptop, path: Path) -> Path:
    """Copy the file of a program that is closed meanwhile."""
    here = laptop.store.path
    laptop.store.close()
    shutil.copyfile(here, path)
    laptop.store = open_store(here, KEY, now=noon, vocabulary=WORDS)
    laptop.__post_init__()
    return path


def put_back(laptop: Laptop, copy: Path) -> None:
    """Write an earlier day into the very file, as a disk that is set back does: nothing shows that it was."""
    laptop.store.close()
    for ending in ("-wal", "-shm"):
        laptop.store.path.with_name(laptop.store.path.name + ending).unlink(missing_ok=True)
    with laptop.store.path.open("r+b") as file:
        file.write(copy.read_bytes())
        file.truncate()
    start_again(laptop)


def numbers(connection: Connection) -> list[int]:
    return list(connection.execute(select(changes.c.n).order_by(changes.c.n)).scalars())


def test_what_is_made_in_a_file_that_was_put_back_takes_nothing_from_what_came_before(
    town: Town, tmp_path: Path
) -> None:
    copy = copied(town.ana, tmp_path / "earlier.db")
    town.ana.add("Monday")
    assert town.ana.sync().level
    put_back(town.ana, copy)
    with town.ana.store.edit("Add") as draft:
        tuesday = draft.add(Person(name="Tuesday", email="tuesday@example.org"))
    with town.ana.store.edit("Correct") as draft:
        draft.set("person", tuesday, {"name": "Tuesday evening"})
    town.settle()
    assert town.luis.names() == {"Rosa", "Monday", "Tuesday evening"}
    shown = town.luis.store.state("person", tuesday)
    assert shown["fields"].get("email") == "tuesday@example.org" and "beside" not in shown


def test_one_that_hears_of_its_own_later_numbers_takes_new_ones_before_anything_is_made(
    town: Town, tmp_path: Path
) -> None:
    copy = copied(town.ana, tmp_path / "earlier.db")
    town.ana.add("Monday")
    assert town.ana.sync().level
    put_back(town.ana, copy)
    assert town.ana.sync().level
    town.ana.add("Tuesday")
    with town.ana.store.reading() as connection:
        assert numbers(connection)[-1] > LEAP
    town.settle()
    assert town.luis.names() == {"Rosa", "Monday", "Tuesday"}


def test_two_copies_that_go_on_side_by_side_lose_nothing(town: Town, tmp_path: Path) -> None:
    twin = Laptop("Ana", town.ana.store, town.ana.transport, town.ana.space)
    path = copied(town.ana, tmp_path / "twin.db")
    twin.store = open_store(path, KEY, now=noon, vocabulary=WORDS)
    twin.__post_init__()
    for turn in range(3):
        town.ana.add(f"Here {turn}")
        twin.add(f"There {turn}")
        assert town.ana.sync().level and twin.sync().level
    town.settle(twin)
    expected = {"Rosa", *(f"{where} {turn}" for where in ("Here", "There") for turn in range(3))}
    assert town.luis.names() == expected
    twin.store.close()


def test_one_that_is_copied_again_and_again_before_it_syncs_sends_all_of_it(
    town: Town, tmp_path: Path
) -> None:
    for turn in range(4):
        town.ana.add(f"Day {turn}")
        start_again(town.ana, copied(town.ana, tmp_path / f"day-{turn}.db"))
    with town.ana.store.reading() as connection:
        given = numbers(connection)[-4:]
    assert all(later - earlier > LEAP for earlier, later in pairwise(given))
    town.settle()
    assert town.luis.names() == {"Rosa", *(f"Day {turn}" for turn in range(4))}


def test_a_file_that_only_moved_keeps_its_numbers(town: Town, tmp_path: Path) -> None:
    before = town.ana.store.path
    town.ana.store.close()
    moved = before.rename(tmp_path / "moved.db")
    town.ana.store = open_store(moved, KEY, now=noon, vocabulary=WORDS)
    town.ana.__post_init__()
    town.ana.add("Later")
    with town.ana.store.reading() as connection:
        assert numbers(connection)[-1] < LEAP
    town.settle()
