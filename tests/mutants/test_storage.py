"""Faults of transactions, locks, disks and digests, each of which some property must catch."""

from pathlib import Path

import pytest

from tests.mutants.catching import catch, find_nothing
from tests.mutants.planting import Fault
from tests.mutants.storage import FAULTS


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_a_fault_of_storage_is_caught(fault: Fault, copy: Path, caught: dict[str, str]) -> None:
    catch(fault, copy, caught)


def test_without_a_fault_the_same_properties_find_nothing(copy: Path) -> None:
    find_nothing(FAULTS, copy)
