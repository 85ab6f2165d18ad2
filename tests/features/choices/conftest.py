"""Two laptops of one coalition that have changed one phone number each, and a window on the first."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from desktop.features.choices.page import ChoicesPage, build
from desktop.store.store import Store
from desktop.ui.shell import Shell
from sync.records.people import Person
from tests.offices import prepared_office
from tests.simulation import Device, World, make_template
from tests.ui.conftest import bridge, window  # noqa: F401 - fixtures

BEFORE, OF_ANA, OF_LUIS = "+1 847 555 0100", "+1 847 555 0111", "+1 847 555 0122"


class Meeting(NamedTuple):
    """Where two people have met."""

    world: World
    space: str
    ana: Device
    luis: Device
    maria: str
    """The person whose number both have changed."""

    def settle(self) -> None:
        """Have both hear of everything."""
        self.world.settle([self.space])


def change(device: Device, record: str, **values: str) -> None:
    """Change a person."""
    with device.store.edit("Change a person") as draft:
        draft.set("person", record, values)


@pytest.fixture
def met(tmp_path: Path) -> Iterator[Meeting]:
    """Ana and Luis, after both have changed the number of Maria and synced."""
    address = f"sqlite:///{tmp_path / 'office.sqlite'}"
    with prepared_office(address, tmp_path / "office") as office:
        world = World(tmp_path, office, make_template(tmp_path))
        space = world.add_space()
        ana, luis = (world.add_device(name, {space: "leader"}) for name in ("Ana", "Luis"))
        with ana.store.edit("Add Maria") as draft:
            maria = draft.add(Person(name="Maria García", phone=BEFORE))
        met = Meeting(world, space, ana, luis, maria)
        met.settle()
        change(luis, maria, phone=OF_LUIS)
        change(ana, maria, phone=OF_ANA)
        met.settle()
        yield met
        world.close()


@pytest.fixture
def store(met: Meeting) -> Store:
    """Ana's store."""
    return met.ana.store


@pytest.fixture
def page(window: Callable[..., Shell]) -> ChoicesPage:  # noqa: F811 - the fixture
    """The page on Ana's laptop."""
    made = window(("choices", build, frozenset[str]())).page("choices")
    assert isinstance(made, ChoicesPage)
    return made
