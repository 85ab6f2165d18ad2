"""O3, the restore drill with the real programs: the office's disk is gone, a backup is all there is.

The backup goes into an empty place. What the office had acknowledged since is offered again by the laptops
that made it; at the end nothing is missing and nothing differs.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.server.audit import verify
from sync.server.office import Office
from sync.server.storage import open_storage
from tests.days.programs import OfficeProgram
from tests.faults.laptops import Laptop, founded, invited, joined
from tests.faults.office_kills import stored_changes
from tests.postgres import fresh_database


@pytest.fixture(params=["sqlite", "postgres"])
def places(request: pytest.FixtureRequest) -> Iterator[tuple[str, str]]:
    """Where the office's database is, and where there is room for another; "" = in its folder."""
    if request.param == "sqlite":
        yield "", ""
        return
    server = str(request.getfixturevalue("postgres_url"))
    with fresh_database(server) as here, fresh_database(server) as there:
        yield here, there


def test_after_a_restore_all_laptops_come_together_and_nothing_is_lost(
    places: tuple[str, str], tmp_path: Path
) -> None:
    before, after = (
        OfficeProgram(tmp_path / name, url) for name, url in zip(("old", "new"), places, strict=True)
    )
    before.folder.mkdir()
    backup = tmp_path / "yesterday.zip"
    with founded(places[0] or str(before.folder / "office.sqlite"), before.folder) as (office, space):
        before.start()
        codes = invited(office, space, 3)
        ana, luis, ben = (joined(tmp_path, before.url, code, f"P{n}") for n, code in enumerate(codes))
        for laptop in (ana, luis, ben, ana, luis):
            laptop.add(f"{laptop.name} before")
            laptop.sync()
        before.json("backup", "--to", str(backup))
        _go_on(ana, luis, ben)
        known = stored_changes(office)
    assert before.process
    before.process.kill()
    before.stop()
    shutil.rmtree(before.folder)

    after.port = before.port
    after.json("restore", str(backup))
    storage = open_storage(places[1] or str(after.folder / "office.sqlite"))
    restored = Office(storage, after.folder)
    lost = known.keys() - stored_changes(restored).keys()
    print(f"the office lost {len(lost)} of {len(known)} changes")
    assert lost, "the backup was older than what the office knew"
    after.start()
    try:
        for laptop in (ana, luis, ben, ana, luis, ben):
            assert laptop.sync().level
        assert len({laptop.dump() for laptop in (ana, luis, ben)}) == 1
        assert {"P0 later", "P0 heard by Luis", "P1 later", "P2 offline"} <= ben.names()
        assert known.keys() <= stored_changes(restored).keys()
        assert verify(storage) == []
    finally:
        after.stop()
        storage.close()
        for laptop in (ana, luis, ben):
            laptop.store.close()


def _go_on(ana: Laptop, luis: Laptop, ben: Laptop) -> None:
    """Work after the backup: acknowledged and heard, acknowledged and unheard, and not sent."""
    ana.add(f"{ana.name} heard by Luis")
    ana.sync()
    luis.add(f"{luis.name} later")
    luis.sync()
    ana.add(f"{ana.name} later")
    ana.sync()
    ben.add(f"{ben.name} offline")
