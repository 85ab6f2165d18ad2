"""N12 at the other end: whatever an answer says, it is taken whole, or not at all, and never a crash.

Real answers of a real office are spoiled in one or several places.
"""

import json
import shutil
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from desktop.store.doctor import examine
from sync.client.line import read_reply
from sync.errors import CoalitionError, Offline
from sync.records.people import Person
from tests.offices import prepared_office
from tests.simulation import WORDS, Device, Message, World, make_template

STATES = (
    '{"fields":{},"born":""}',
    '{"fields":{"name":5,"tags":7,"notes":[]},"born":"x.1","sets":3}',
    "{",
    "[]",
)
JUNK: st.SearchStrategy[Any] = st.sampled_from(
    (None, True, -1, 0, 2**53, 2**70, 1.5, "", "x", "\0", "0" * 32, [], ["x"], [[]], {}, {"x": 1}, *STATES)
)
PLACES = st.lists(st.integers(0, 10_000), min_size=1, max_size=3)


class Hearing:
    """A laptop that has sent something and is about to hear the answer; it can be set back to that moment."""

    def __init__(self, world: World, space: str) -> None:
        ana, luis = (world.add_device(name, {space: "leader"}) for name in ("Ana", "Luis"))
        write(luis, "Maria", "Rosa")
        world.round(luis)
        write(ana, "Pedro")
        message = ana.ask()
        self.device, self.sent = ana, message.sent
        self.told: dict[str, Any] = orjson.loads(world.answer(message).body)
        self.before = ana.dump(), ana.outbox(), ana.cursors()
        ana.store.close()
        self.path = ana.path.with_suffix(".then")
        shutil.copy(ana.path, self.path)

    def set_back(self) -> None:
        """Be as before the answer."""
        self.device.store.close()
        for ending in ("-wal", "-shm"):
            self.device.path.with_name(self.device.path.name + ending).unlink(missing_ok=True)
        shutil.copy(self.path, self.device.path)
        self.device.open()

    def hear(self, body: bytes) -> bool:
        """Hear an answer; tell whether it was taken."""
        try:
            self.device.hear(Message(body, self.sent, self.device.id))
        except CoalitionError:
            now = self.device.dump(), self.device.outbox(), self.device.cursors()
            assert now == self.before, "half an answer was taken"
            return False
        return True


def write(device: Device, *names: str) -> None:
    with device.store.edit("Add") as draft:
        for name in names:
            draft.add(Person(name=name, tags=("a",), notes="Hello."))


@pytest.fixture
def hearing(tmp_path: Path) -> Iterator[Hearing]:
    with prepared_office(str(tmp_path / "office.sqlite"), tmp_path, WORDS) as office:
        world = World(tmp_path, office, make_template(tmp_path))
        yield Hearing(world, world.add_space())
        world.close()


def places(told: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield where something stands in an answer."""
    parts = told.items() if isinstance(told, dict) else enumerate(told) if isinstance(told, list) else ()
    for key, part in parts:
        yield (*path, key)
        yield from places(part, (*path, key))


def spoiled(told: dict[str, Any], wheres: list[int], junk: list[Any], fate: str) -> dict[str, Any]:
    """Return an answer with something else, something more, or nothing, in some places."""
    spoilt = deepcopy(told)
    for where, other in zip(wheres, map(deepcopy, junk), strict=False):
        *path, last = (there := list(places(spoilt)))[where % len(there)]
        holder: Any = spoilt
        for key in path:
            holder = holder[key]
        if fate == "other":
            holder[last] = other
        elif fate == "gone":
            del holder[last]
        elif isinstance(holder, list):
            holder.insert(int(last), other)
        else:
            holder["more"] = other
    return spoilt


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(PLACES, st.lists(JUNK, min_size=3, max_size=3), st.sampled_from(["other", "gone", "more"]))
def test_a_spoiled_answer_is_taken_whole_or_not_at_all(
    hearing: Hearing, wheres: list[int], junk: list[Any], fate: str
) -> None:
    hearing.set_back()
    hearing.hear(json.dumps(spoiled(hearing.told, wheres, junk, fate)).encode())
    hearing.device.store.search("Maria")
    with hearing.device.store.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM person").scalar() is not None
    hearing.device.crash()


@given(st.binary(max_size=200))
@example(b"[" * 100_000)
@example(b'{"nonce":"\\ud800"}')
@example(b'{"nonce":NaN}')
@example(b'{"nonce":"n"}\0')
def test_what_is_no_answer_is_said_to_be_none(body: bytes) -> None:
    with pytest.raises(Offline) as caught:
        read_reply(body)
    assert caught.value.code == "unreadable"


def test_the_answer_itself_is_taken_and_what_a_newer_office_adds_is_passed_over(hearing: Hearing) -> None:
    for more in ({}, {"newer": {"than": "us"}}):
        hearing.set_back()
        told = {**hearing.told, **more, "spaces": [{**page, **more} for page in hearing.told["spaces"]]}
        assert hearing.hear(orjson.dumps(told))
        assert examine(hearing.device.store) == []
        with hearing.device.store.reading() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM person").scalar() == 3
