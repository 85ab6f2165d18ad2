"""L2: a desk that is killed at any moment loses nothing that it said was saved."""

from pathlib import Path

import pytest

from desktop.paths import Profile
from tests.faults.desk_kills import kill_desk, new_desk
from tests.faults.desk_syncs import at_an_office, check_after_sync
from tests.faults.tally import Tally

WORKS = ("edit", "import", "attach", "backup")
"""Each is killed once here; the long run does it for as long as it is told."""


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    return new_desk(tmp_path / "desk")


@pytest.mark.parametrize("work", WORKS)
def test_killed_at_any_moment_a_desk_has_all_that_it_said_was_saved(
    work: str, profile: Profile, tally: Tally
) -> None:
    kill_desk(profile, work, 0, 0, tally)
    tally.require(f"desk killed in {work}", "saves of desks")


def test_killed_while_it_syncs_a_desk_goes_on_where_it_was(
    database_url: str, profile: Profile, tally: Tally, tmp_path: Path
) -> None:
    with at_an_office(profile, tmp_path, database_url) as other:
        kill_desk(profile, "sync", 0, 0, tally)
        check_after_sync(profile, other)
    tally.require("desk killed in sync")
