"""What must not make a round with nothing to do slower: many spaces, and a long past."""

from pathlib import Path
from statistics import median
from typing import Any

from sync.server.founding import add_space
from sync.server.opening import office_at
from sync.server.settings import Settings
from tests.bench.driven import Driven
from tests.bench.sides import Ours, ours

ROUNDS = 40


def measure_scale(folder: Path, spaces: tuple[int, int], past: int) -> dict[str, Any]:
    """Return milliseconds of a round with nothing to do, small and large, and how they compare."""
    few, many = (_among(folder / f"spaces-{count}", count) for count in spaces)
    new, old = _with_past(folder / "past", past)
    return {
        "spaces": {str(spaces[0]): few, str(spaces[1]): many, "ratio": many / few},
        "past": {"0": new, str(past): old, "ratio": old / new},
    }


def _among(folder: Path, spaces: int) -> float:
    """Return the time of a round at an office with so many spaces."""
    with ours(folder) as office:
        add_coalitions(office, spaces - 2)  # there are the state and one coalition
        with office.device("first") as device:
            return quiet(device)[0]


def _with_past(folder: Path, past: int) -> tuple[float, float]:
    """Return the time of a round of a new device and of one that has sent `past` people."""
    with ours(folder) as office:
        space = add_coalitions(office, 1)[0]
        with office.device("old") as old, office.device("new", space) as new:
            old.ask("sync")
            old.ask("fill", count=past)
            old.ask("sync")
            of_new, of_old = quiet(new, old)
            return of_new, of_old


def quiet(*devices: Driven) -> tuple[float, ...]:
    """Return the median time of a round with nothing to do, the devices taking turns."""
    for device in devices:
        device.ask("sync")
    turns = [[device.ask("sync")["seconds"] * 1000 for device in devices] for _ in range(ROUNDS)]
    return tuple(median(times) for times in zip(*turns, strict=True))


def add_coalitions(office: Ours, count: int) -> list[str]:
    """Make coalitions as `coalition-office coalition add` does, without a process for each."""
    with office_at(Settings(folder=office.program.folder)) as here:
        return [add_space(here, "coalition", f"Coalition {number}") for number in range(count)]
