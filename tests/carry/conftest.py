"""An office with one coalition, and two laptops in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.server import founding
from sync.server.office import Office
from tests.carry.people import Laptop, coalition, joined
from tests.offices import prepared_office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with prepared_office(str(tmp_path / "office.sqlite"), tmp_path) as office:
        founding.found(office, "Illinois", "office@example.org")
        yield office


@pytest.fixture
def other_office(tmp_path: Path) -> Iterator[Office]:
    folder = tmp_path / "other"
    folder.mkdir()
    with prepared_office(str(folder / "office.sqlite"), folder) as office:
        founding.found(office, "Iowa", "office@example.com")
        yield office


@pytest.fixture
def space(office: Office) -> str:
    return coalition(office)


@pytest.fixture
def ana(office: Office, space: str, tmp_path: Path) -> Iterator[Laptop]:
    laptop = joined(office, tmp_path, space, "Ana")
    yield laptop
    laptop.store.close()


@pytest.fixture
def ben(office: Office, space: str, tmp_path: Path) -> Iterator[Laptop]:
    laptop = joined(office, tmp_path, space, "Ben", "secretary")
    yield laptop
    laptop.store.close()
