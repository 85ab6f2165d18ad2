"""O1: after a power cut the office has everything that it acknowledged, on both databases."""

from pathlib import Path

import pytest

from tests.faults.office_power import CUTS, cut_power_on_postgres, cut_power_on_sqlite
from tests.faults.tally import Tally


@pytest.mark.parametrize("database", ["sqlite", "postgres"])
def test_after_a_power_cut_an_office_has_all_that_it_acknowledged(
    database: str, tally: Tally, tmp_path: Path
) -> None:
    if database == "sqlite":
        cut_power_on_sqlite(tmp_path, 3, 2, tally)
        tally.require(CUTS, "unacknowledged bytes torn")
    else:
        cut_power_on_postgres(tmp_path, 3, 1, tally)
        tally.require(CUTS, "rounds that met no office", "changes acknowledged")
