"""L1: after a power cut all that was said to be saved is there; `power_cuts.py` says what is cut."""

import json
from pathlib import Path

import pytest

from tests.faults.desk_kills import check_desk, new_desk, working
from tests.faults.log_file import HEADER, log_of
from tests.faults.power_cuts import copy_of, cut_power
from tests.faults.tally import Tally


@pytest.mark.parametrize("work", ["edit", "import"])
def test_after_a_power_cut_all_that_was_saved_is_there(work: str, tally: Tally, tmp_path: Path) -> None:
    profile = new_desk(tmp_path / "desk")
    cut_power(profile, work, 7, tally, stops=2)
    tally.require("power cuts", "unsaved bytes torn")


def test_a_cut_into_what_was_saved_would_be_noticed(tmp_path: Path) -> None:
    profile = new_desk(tmp_path / "desk")
    with working(profile, "edit", 0, 7) as desk:
        assert desk.stdout
        said = [json.loads(desk.stdout.readline())]
    check_desk(copy_of(profile), said)
    copy = copy_of(profile)
    with log_of(copy.database).open("r+b") as log:
        log.truncate(HEADER)
    with pytest.raises(AssertionError, match="lost"):
        check_desk(copy, said)
