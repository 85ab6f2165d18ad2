"""L2: a desk that is killed at any moment loses nothing that it said was saved."""

from pathlib import Path

import pytest

from desktop.paths import Profile
from tests.faults.desk_kills import kill_desk, new_desk
from tests.faults.desk_syncs import at_an_office, check_after_sync
from tests.faults.tally import Tally

KILLS = {"edit": 2, "import": 2, "attach": 2, "backup": 1}
"""The long run does it for as long as it is told."""


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    return new_desk(tmp_path / "desk")


@pytest.mark.parametrize("work", KILLS)
def test_killed_at_any_moment_a_desk_has_all_that_it_said_was_saved(work: str, profile: Profile) -> None:
    tally = Tally()
    for run in range(KILLS[work]):
        kill_desk(profile, work, run, run, tally)
    print(tally)
    assert tally[f"desk killed in {work}"] == KILLS[work]


def test_killed_while_it_syncs_a_desk_goes_on_where_it_was(profile: Profile, tmp_path: Path) -> None:
    tally = Tally()
    with at_an_office(profile, tmp_path) as other:
        for run in range(2):
            kill_desk(profile, "sync", run, run, tally)
            check_after_sync(profile, other)
    print(tally)
    assert tally["desk killed in sync"] == 2
