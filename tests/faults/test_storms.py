"""N3, N10, L11: lives full of faults under clocks that jump, and an outbox that has grown for months.

The lives are those of tests/properties/simulate.py, which checks at the end of each that nothing is missing
and nothing differs.
"""

from pathlib import Path

import pytest

from tests.faults.long_outbox import drain
from tests.faults.tally import Tally
from tests.faults.wild_clocks import storm
from tests.properties.simulate import run_seed
from tests.simulation import make_template

STEPS = 50
WAITING = 5_000
"""Changes; the long run has ten times as many."""


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_template(tmp_path_factory.mktemp("template"))


@pytest.mark.parametrize("seed", range(2))
def test_clocks_that_jump_ten_years_decide_nothing(
    seed: int, tally: Tally, template: Path, tmp_path: Path
) -> None:
    wild = storm(seed, f"sqlite:///{tmp_path / 'wild.sqlite'}", STEPS, tally, template)
    tally.require("clocks that went back")
    assert wild == run_seed(seed, f"sqlite:///{tmp_path / 'still.sqlite'}", STEPS, template)


def test_an_outbox_of_months_drains_in_batches(
    template: Path, database_url: str, tally: Tally, tmp_path: Path
) -> None:
    rounds = drain(WAITING, template, database_url, tmp_path)
    tally[f"rounds that drained {WAITING:,} changes"] += rounds
    assert rounds > 1
