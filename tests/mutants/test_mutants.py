"""The test of the tests: faults planted in the real code, each of which some property must catch."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.mutants.faults import FAULTS
from tests.mutants.places import LIVES, ORDER
from tests.mutants.planting import Fault, copy_code, planted, reason, run

CAUGHT: dict[str, str] = {}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the code in which faults are planted, one at a time."""
    folder = tmp_path_factory.mktemp("copy")
    copy_code(folder)
    return folder


@pytest.fixture(scope="module", autouse=True)
def listing() -> Iterator[None]:
    """Print what caught each fault."""
    yield
    print("\n" + "\n".join(f"{name} -> {caught}" for name, caught in CAUGHT.items()))


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_planted_fault_is_caught(fault: Fault, copy: Path) -> None:
    with planted(fault, copy):
        done = run(fault, copy)
    assert done.returncode == 1, (
        f"{fault.name} survived {fault.caught_by}:\n{done.stdout[-800:]}{done.stderr}"
    )
    CAUGHT[fault.name] = f"{fault.caught_by}: {reason(done.stdout)}"


def test_without_a_fault_the_same_tests_find_nothing(copy: Path) -> None:
    """What catches a fault is the fault."""
    tests = sorted({fault.caught_by for fault in FAULTS if fault.caught_by not in (LIVES, ORDER)})
    done = run(Fault("nothing", "", "", "", " ".join(tests)), copy)
    assert done.returncode == 0, done.stdout[-800:]
