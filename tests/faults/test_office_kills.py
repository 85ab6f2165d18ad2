"""O1: an office that is killed under load has everything that it acknowledged, on both databases."""

from pathlib import Path

from tests.faults.office_kills import kill_office
from tests.faults.tally import Tally

KILLS = 2


def test_killed_under_load_an_office_has_all_that_it_acknowledged(
    database_url: str, tally: Tally, tmp_path: Path
) -> None:
    kill_office(database_url, tmp_path, 1, KILLS, tally)
    tally.require("office killed", "rounds that met no office", "changes acknowledged")
    assert tally["office killed"] == KILLS
