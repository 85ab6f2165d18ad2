"""A change that the office stumbles over is found and set aside; everything else goes on."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import orjson
import pytest
from sqlalchemy import select

from desktop.store import schema
from sync.changes import Change
from sync.client.session import sync
from sync.client.trouble import Stumbled
from sync.errors import Malformed, Offline
from sync.protocol import Batch
from sync.records import Vocabulary
from sync.server import rounds
from sync.server.app import make_app
from tests.client.serving import served
from tests.faults.laptops import PLENTY, Laptop, founded, invited, joined

POISON = "Robert'); DROP TABLE"


class Pair(NamedTuple):
    ana: Laptop
    luis: Laptop
    asked: list[int]
    """How many changes each request carried, one that failed too."""


@contextmanager
def two_laptops(folder: Path) -> Iterator[tuple[Laptop, Laptop]]:
    with (
        founded(f"sqlite:///{folder / 'office.db'}", folder) as (office, space),
        served(make_app(office, PLENTY)) as at,
    ):
        ana, luis = (joined(folder, at, code) for code in invited(office, space, 2))
        assert ana.sync().level and luis.sync().level
        yield ana, luis
        ana.store.close()
        luis.store.close()


@pytest.fixture(params=[RuntimeError, Malformed])
def error(request: pytest.FixtureRequest) -> type[Exception]:
    """What the office does with the poison: make a mistake (500), or say it cannot read it (422)."""
    return request.param  # type: ignore[no-any-return]


@pytest.fixture
def pair(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: type[Exception]) -> Iterator[Pair]:
    """Two laptops, and an office whose program cannot bear the poison."""
    asked: list[int] = []
    with two_laptops(tmp_path) as (ana, luis):
        monkeypatch.setattr(rounds, "read_batch", stumbling(rounds.read_batch, error))
        answer = rounds._check_order
        monkeypatch.setattr(
            rounds, "_check_order", lambda incoming: (asked.append(len(incoming)), answer(incoming))
        )
        yield Pair(ana, luis, asked)


def stumbling(
    read: Callable[[Vocabulary, Batch], list[tuple[Change, str]]], error: type[Exception]
) -> Callable[[Vocabulary, Batch], list[tuple[Change, str]]]:
    def read_batch(vocabulary: Vocabulary, batch: Batch) -> list[tuple[Change, str]]:
        if POISON in str(batch.columns) + str(batch.bodies):
            raise error("The office cannot bear this.")
        return read(vocabulary, batch)

    return read_batch


def tries_until_level(laptop: Laptop, most: int = 10) -> int:
    """Sync as a program does that tries again later; return how often it took."""
    for turn in range(1, most + 1):
        try:
            assert sync(laptop.transport, laptop.replica).level
        except Stumbled:
            continue
        return turn
    raise AssertionError("never level")


def refused(laptop: Laptop) -> list[tuple[str, str]]:
    """What was entered in each change that was refused, and why it was."""
    table = schema.changes
    with laptop.store.reading() as connection:
        rows = connection.execute(select(table.c.body, table.c.reason).where(table.c.standing == "refused"))
        return [(orjson.loads(body)["set"]["name"], reason) for body, reason in rows]


@pytest.mark.parametrize("place", [0, 1, 6, 12])
def test_one_that_cannot_be_taken_in_is_set_aside_and_the_others_arrive(
    pair: Pair, error: type[Exception], place: int
) -> None:
    names = [f"Person {number}" for number in range(12)]
    pair.ana.add(*names[:place], POISON, *names[place:])
    assert tries_until_level(pair.ana) == (5 if error is RuntimeError else 1)
    assert pair.luis.sync().level
    assert pair.luis.names() == set(names) == pair.ana.names()
    assert pair.luis.dump() == pair.ana.dump()
    ((entered, why),) = refused(pair.ana)
    assert entered == POISON and why.startswith("The office's program could not take this in.")


def test_what_comes_after_it_goes_on_as_ever(pair: Pair) -> None:
    pair.ana.add("Before", POISON)
    tries_until_level(pair.ana)
    pair.ana.add("After")
    pair.asked.clear()
    assert tries_until_level(pair.ana) == 1
    assert pair.asked == [1]
    assert pair.luis.sync().level and pair.luis.names() == {"Before", "After"}


def test_two_of_them_are_found_one_after_the_other(pair: Pair) -> None:
    pair.ana.add("First", POISON, "Second", f"{POISON} students", "Third")
    tries_until_level(pair.ana, most=20)
    assert pair.luis.sync().level and pair.luis.names() == {"First", "Second", "Third"}
    assert {entered for entered, _ in refused(pair.ana)} == {POISON, f"{POISON} students"}


@pytest.mark.parametrize("error", [RuntimeError], indirect=True)
def test_others_news_come_in_while_the_office_stumbles(pair: Pair) -> None:
    pair.luis.add("Rosa")
    assert pair.luis.sync().level
    pair.ana.add(POISON)
    with pytest.raises(Stumbled, match="Something went wrong at the office"):
        sync(pair.ana.transport, pair.ana.replica)
    assert "Rosa" in pair.ana.names()


@pytest.mark.parametrize("error", [RuntimeError], indirect=True)
def test_the_tries_are_counted_across_starts_and_need_one_request_each(pair: Pair) -> None:
    pair.ana.add(*(f"Person {number}" for number in range(40)), POISON)
    with pytest.raises(Stumbled):
        sync(pair.ana.transport, pair.ana.replica)
    for _ in range(3):
        pair.ana.__post_init__()  # as after another start of the program
        pair.asked.clear()
        with pytest.raises(Stumbled):
            sync(pair.ana.transport, pair.ana.replica)
        assert pair.asked == [0]  # it listened, and the one that failed was never read
    assert tries_until_level(pair.ana) == 1


def test_an_office_that_fails_at_everything_sets_nothing_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with two_laptops(tmp_path) as (ana, luis):
        ana.add("Rosa", "Ray")
        with monkeypatch.context() as broken:
            broken.setattr(rounds, "_check_order", lambda incoming: [][len(incoming)])
            for _ in range(8):
                with pytest.raises(Offline):
                    sync(ana.transport, ana.replica)
        assert ana.sync().level and luis.sync().level
        assert luis.names() == {"Rosa", "Ray"} and refused(ana) == []
