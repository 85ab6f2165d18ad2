"""What the properties start from: an empty store and an empty office, made once and copied."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.records.people import Person
from tests.offices import prepared_office
from tests.properties.stories import put
from tests.simulation import WORDS, Device, World, make_template


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with an empty store."""
    return make_template(tmp_path_factory.mktemp("template"))


@pytest.fixture(scope="session")
def empty_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the tables of an office and nothing in them."""
    folder = tmp_path_factory.mktemp("office")
    with prepared_office(f"sqlite:///{folder / 'empty.sqlite'}", folder, WORDS) as office:
        office.storage.engine.connect().exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").close()
    return folder / "empty.sqlite"


@pytest.fixture
def world(template: Path, empty_office: Path, tmp_path: Path) -> Iterator[World]:
    """An office of its own, with Ana, Luis and Mei in one coalition."""
    place = tmp_path / "office.sqlite"
    place.write_bytes(empty_office.read_bytes())
    with prepared_office(f"sqlite:///{place}", tmp_path, WORDS) as office:
        world = World(tmp_path, office, template)
        world.space = world.add_space()  # type: ignore[attr-defined]
        for name, role in (("Ana", "leader"), ("Luis", "leader"), ("Mei", "treasurer")):
            world.add_device(name, {world.space: role})  # type: ignore[attr-defined]
        yield world
        world.close()


@pytest.fixture
def space(world: World) -> str:
    return str(world.space)  # type: ignore[attr-defined]


@pytest.fixture
def ana(world: World) -> Device:
    return world.devices[0]


@pytest.fixture
def luis(world: World) -> Device:
    return world.devices[1]


@pytest.fixture
def mei(world: World) -> Device:
    return world.devices[2]


@pytest.fixture
def maria(world: World, space: str, ana: Device) -> str:
    """A person everybody has heard of."""
    person = Person(name="Maria", goes_by="M", phone="1", tags=("a",))
    put(ana, person)
    world.settle([space])
    return person.id
