"""The test of the tests: one fault planted, one property that must catch it."""

from pathlib import Path

from tests.mutants.places import BOOKS, LIVES, ORDER
from tests.mutants.planting import Fault, objection, planted, run


def catch(fault: Fault, copy: Path, caught: dict[str, str]) -> None:
    """Plant a fault and run the property that is to catch it."""
    with planted(fault, copy):
        done = run(fault.caught_by, copy)
    why = objection(done.stdout)
    assert done.returncode == 1 and why, (
        f"{fault} survived {fault.caught_by}:\n{done.stdout[-800:]}{done.stderr}"
    )
    caught[fault.name] = f"{fault.caught_by.removeprefix('properties/')}: {why}"


def find_nothing(faults: tuple[Fault, ...], copy: Path) -> None:
    """Run the same properties on the code as it is: what catches a fault is the fault."""
    tests = sorted({fault.caught_by for fault in faults} - {BOOKS, LIVES, ORDER})  # long, and run anyway
    done = run(" ".join(tests), copy)
    assert done.returncode == 0, done.stdout[-800:]
