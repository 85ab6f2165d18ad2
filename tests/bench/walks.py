"""What is measured of each pipeline: W1 to W4 in turn, on one office and two devices.

W1  push of N new records to an empty server
W2  first sync of an empty device
W3  one device changes 100 and syncs, then the other
W4  nothing to do
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench.driven import Driven
from tests.bench.sides import Side, floor, ours

WALKS = ("W1", "W2", "W3", "W4")
CHANGED = 100
QUIET_ROUNDS = 15
Start = Callable[[Path], AbstractContextManager[Side]]
STARTS: dict[str, Start] = {"floor": floor, "ours": ours}


@dataclass
class Measured:
    """One pass over one pipeline."""

    seconds: dict[str, float] = field(default_factory=dict)
    """Of each walk, as the devices see it."""
    wire: dict[str, dict[str, int]] = field(default_factory=dict)
    """Bytes `out` of the devices and `back` in each walk."""
    memory: dict[str, int] = field(default_factory=dict)
    """Peak of each process, in bytes."""

    def note(self, walk: str, *answers: dict[str, Any]) -> None:
        """Keep what one walk took, over all the devices that took part."""
        self.seconds[walk] = sum(each["seconds"] for each in answers)
        self.wire[walk] = {way: sum(each["given"][way] for each in answers) for way in ("out", "back")}


def measure(folder: Path, people: int, rounds: int) -> dict[str, list[Measured]]:
    """Walk both pipelines in turn, `rounds` times, so that both meet the same weather."""
    passes: dict[str, list[Measured]] = {name: [] for name in STARTS}
    for each in range(rounds):
        for name, start in STARTS.items():
            passes[name].append(_walk(start, folder / f"{name}-{each}", people))
    return passes


def _walk(start: Start, folder: Path, people: int) -> Measured:
    measured = Measured()
    with start(folder) as side:
        _enter(side, people)
        with side.device("first") as first:
            measured.note("W1", first.ask("sync"))
            measured.memory["W1 device"] = first.peak()
            measured.memory["W1 office"] = side.peak()
            with side.device("second") as second:
                measured.note("W2", second.ask("sync"))
                measured.memory["W2 device"] = second.peak()
                _require(second, people)
                _level(measured, first, second)
        measured.memory["office"] = side.peak()
    return measured


def _enter(side: Side, people: int) -> None:
    """Have the first device join and be level, and enter people unsent; its process ends."""
    with side.device("first") as first:
        first.ask("sync")
        first.ask("fill", count=people)


def _level(measured: Measured, first: Driven, second: Driven) -> None:
    measured.note("W3", first.ask("change", count=CHANGED), second.ask("sync"))
    quiet = [second.ask("sync") for _ in range(QUIET_ROUNDS)]
    middle = median(each["seconds"] for each in quiet)
    measured.note("W4", {**quiet[-1], "seconds": middle})


def _require(device: Driven, people: int) -> None:
    """A fast pipeline that lost somebody has measured nothing."""
    held = device.ask("count")["given"]
    if held != people:
        raise AssertionError(f"{held} people arrived of {people}")
