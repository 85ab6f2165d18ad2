"""Somebody who only reads what a coalition writes, at an office in process; an edit of theirs was refused."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.records.people import Person
from sync.records.spaces import Member
from sync.server import founding
from tests.carry.people import Laptop, coalition, joined
from tests.offices import prepared_office


@pytest.fixture
def ben(tmp_path: Path) -> Iterator[Laptop]:
    """Ben, who gave Rosa another address and another tag."""
    with prepared_office(str(tmp_path / "office.sqlite"), tmp_path) as office:
        founding.found(office, "Illinois", "office@example.org")
        space = coalition(office)
        ana = joined(office, tmp_path, space, "Ana")
        ben = joined(office, tmp_path, space, "Ben", "auditor")
        rosa = ana.add(Person(name="Rosa Diaz", email="old@example.org", tags=["choir"]))
        ana.add(Member(name="Rosa Diaz", role="leader"), Member(name="Ben", role="leader"))
        ana.sync()
        ben.sync()
        ben.set("person", rosa, tags=["parent"], email="ana@example.org")
        ben.sync()
        ben.store.keep_facts(server="https://office.example.org")
        yield ben
        for laptop in (ana, ben):
            laptop.store.close()
