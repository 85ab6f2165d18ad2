"""The long simulation, in short: twenty seeds here, thousands in the fault runs."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.tally import Tally, tell
from tests.properties.simulate import Counts, run_seed

SEEDS = range(20)
STEPS = 70


@pytest.fixture(scope="module")
def lived(request: pytest.FixtureRequest) -> Iterator[Tally]:
    """What happened in all lives together; printed at the end."""
    lived = Tally()
    yield lived
    tell(request.config, str(lived))


def note(lived: Tally, counts: Counts) -> None:
    lived.update({"lives": 1, "steps": counts.steps, "messages": counts.messages, **counts.faults})


@pytest.mark.parametrize("seed", SEEDS)
def test_a_life_full_of_faults_ends_well(
    seed: int, lived: Tally, template: Path, empty_office: Path, tmp_path: Path
) -> None:
    shutil.copy(empty_office, tmp_path / "office.sqlite")
    counts = run_seed(seed, f"sqlite:///{tmp_path / 'office.sqlite'}", STEPS, template)
    note(lived, counts)
    assert counts.steps == STEPS and counts.values


def test_one_seed_is_one_run(template: Path, tmp_path: Path) -> None:
    runs = [run_seed(3, f"sqlite:///{tmp_path / name}.sqlite", 50, template) for name in ("one", "two")]
    assert runs[0] == runs[1]


@pytest.mark.parametrize("seed", range(100, 103))
def test_a_life_with_an_office_that_is_restored_ends_well(
    seed: int, lived: Tally, database_url: str, template: Path
) -> None:
    counts = run_seed(seed, database_url, STEPS, template, restores=True)
    note(lived, counts)
    assert counts.faults["restored"]


def test_a_life_on_postgresql_ends_well(fresh_postgres: str, template: Path) -> None:
    assert run_seed(1, fresh_postgres, STEPS, template).values
