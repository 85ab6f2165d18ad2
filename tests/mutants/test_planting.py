"""A fault finds its place, or says clearly that its place is gone."""

from pathlib import Path

import pytest

from tests.mutants import exchange, merging, model, rules, storage
from tests.mutants.planting import ROOT, Fault, find, objection, planted

FAULTS = (*model.FAULTS, *storage.FAULTS, *exchange.FAULTS, *merging.FAULTS, *rules.FAULTS)
OFFICE = "sync/server/office.py"
CODE = """\
def seats(taken, most):
    if taken:
        return min(
            taken,
            most,
        )
    return 0
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small program."""
    (tmp_path / OFFICE).parent.mkdir(parents=True)
    (tmp_path / OFFICE).write_text(CODE)
    return tmp_path


def fault(old: str, new: str, file: str = OFFICE) -> Fault:
    return Fault("too many", file, old, new, "")


def test_every_fault_has_a_place_and_a_name_of_its_own() -> None:
    for each in FAULTS:
        assert find(ROOT, each.file, each.old)
    assert len({each.name for each in FAULTS}) == len(FAULTS) > 13 + 10


def test_a_fault_is_planted_however_the_code_is_broken_into_lines_and_taken_out_again(folder: Path) -> None:
    with planted(fault("return min(taken, most)", "most += 1\nreturn taken"), folder):
        assert "    if taken:\n        most += 1\n        return taken\n" in (folder / OFFICE).read_text()
    assert (folder / OFFICE).read_text() == CODE


def test_a_fault_follows_code_that_moved_to_another_file(folder: Path) -> None:
    with planted(fault("return 0", "return 1", "sync/server/rules.py"), folder):
        assert "return 1" in (folder / OFFICE).read_text()


def test_a_fault_whose_place_is_gone_says_so_and_what_comes_nearest(folder: Path) -> None:
    gone = r"nothing reads `return 00` any more; the nearest line of office.py is `return 0`"
    with pytest.raises(AssertionError, match=gone), planted(fault("return 00", "return 1"), folder):
        pass


def test_a_fault_that_could_stand_in_two_places_says_so(folder: Path) -> None:
    with pytest.raises(AssertionError, match="say more"), planted(fault("taken", "most"), folder):
        pass
    assert (folder / OFFICE).read_text() == CODE


def test_a_program_that_only_falls_over_is_not_caught_by_a_property() -> None:
    assert objection("FAILED tests/a.py::test_a[x - y] - assert 26 == 25\n") == "assert 26 == 25"
    assert objection("FAILED tests/a.py::test_a - KeyError: 'x'\n") == ""
