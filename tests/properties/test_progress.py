"""With a fair network every outbox drains, in a number of rounds that can be told beforehand."""

from functools import partial
from math import ceil
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sync.records.attendance import Attendance
from sync.records.people import Person
from sync.server import pull
from tests.offices import prepared_office
from tests.simulation import WORDS, World

EDITS = st.lists(st.tuples(st.integers(0, 2), st.integers(1, 9)), max_size=12)
"""Who edits, and how many records at once."""
SIZES = st.integers(1, 6)


@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(edits=EDITS, batch=SIZES, page=SIZES, lost=st.lists(st.integers(0, 2), max_size=6))
def test_everything_arrives_within_the_rounds_that_its_size_takes(
    edits: list[tuple[int, int]],
    batch: int,
    page: int,
    lost: list[int],
    template: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("progress")
    with (
        prepared_office(f"sqlite:///{folder / 'office.sqlite'}", folder, WORDS) as office,
        patch("sync.server.rounds.page", partial(pull.page, limit=page)),
        patch("sync.protocol.MOST_IN_ROUND", batch),
    ):
        world = World(folder, office, template)
        space = world.add_space()
        for number in range(3):
            world.add_device(f"Person {number}", {space: "leader"})
        made = [0, 0, 0]
        for who, many in edits:
            with world.devices[who].store.edit("Edit") as draft:
                draft.add(Attendance(meeting=space, person=world.devices[0].person))
                for _ in range(many):
                    draft.add(Person(name="Maria"))
            made[who] = len(world.devices[who].outbox())
        for who in lost:
            world.answer(world.devices[who].ask())
        total = sum(made)
        sent = ceil(max(made) / batch)
        assert world.settle([space], sent + ceil(total / page) + 2) >= 1
        assert world.settle([space], 1) == 1
        for device in world.devices:
            assert [each[0] for each in device.outbox() if each[0] != "done"] == []
        world.close()


def test_a_round_with_nothing_to_say_is_one_request_of_less_than_two_kilobytes(
    template: Path, tmp_path: Path
) -> None:
    with prepared_office(f"sqlite:///{tmp_path / 'office.sqlite'}", tmp_path, WORDS) as office:
        world = World(tmp_path, office, template)
        space = world.add_space()
        device = world.add_device("Ana", {space: "leader"})
        with device.store.edit("Add") as draft:
            for _ in range(50):
                draft.add(Person(name="Maria"))
        world.settle([space])
        message = device.ask()
        assert len(message.body) + len(world.answer(message).body) < 2048
        world.close()
