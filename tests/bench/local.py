"""What one computer does alone at 100,000 people: opening, an edit, a search, a page of a list."""

from pathlib import Path
from statistics import quantiles
from typing import Any

from tests.bench.driven import driven

STARTS = 5
ACTIONS = {"open": 20, "edit": 200, "search": 100, "page": 100}
"""What is measured in one process, and how often."""


def measure_local(folder: Path, people: int) -> dict[str, Any]:
    """Return milliseconds, p50 and p95, of each action on a store of `people`, and its memory."""
    file = folder / "alone.db"
    with driven("tests.bench.local_device", str(file)) as device:
        device.ask("fill", count=people)
    starts = [_first_opening(file) for _ in range(STARTS)]
    measured: dict[str, Any] = {"people": people, "first_open": _spread(starts)}
    with driven("tests.bench.local_device", str(file)) as device:
        for action, times in ACTIONS.items():
            measured[action] = _spread(device.ask(action, times=times)["given"])
        measured["memory"] = device.peak()
    return measured


def _first_opening(file: Path) -> float:
    """Return the milliseconds of the first opening in a fresh process."""
    with driven("tests.bench.local_device", str(file)) as device:
        return float(device.ask("open", times=1)["given"][0])


def _spread(times: list[float]) -> dict[str, float]:
    cuts = quantiles(times, n=20, method="inclusive")
    return {"p50": cuts[9], "p95": cuts[18]}
