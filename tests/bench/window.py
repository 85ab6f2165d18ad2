"""The window of a big coalition: how soon it is there, and whether it ever keeps a person waiting.

Two processes of our own beside the office: the window, and a second device that sends 10,000
people while the window is open.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles
from typing import Any
from unittest.mock import patch

from tests.bench.driven import Driven, driven
from tests.bench.sides import UNHURRIED, Ours, ours
from tests.bench.window_profile import PASSPHRASE

STARTS = 5
OFFSCREEN = {
    "COALITION_DESK_PASSPHRASE": PASSPHRASE,
    "QT_LOGGING_RULES": "default.warning=false",
    "QT_QPA_PLATFORM": "offscreen",
}
TARGETS = {
    "first_paint": 400.0,
    "interactive": 1000.0,
    "people_key": 50.0,
    "palette_key": 50.0,
    "page_switch": 80.0,
    "save": 30.0,
    "longest_stall": 100.0,
}
"""Milliseconds: the middle of the starts, p95 of what people do, the worst of the gaps."""
COLD, MEMORY = 180e6, 220e6
"""Bytes."""
MEANINGS = {
    "first_paint": "first paint: p50, p95 of a few starts",
    "interactive": "first page there, and a key would be heard",
    "people_key": "a letter in the search of people, until it is shown",
    "palette_key": "a letter in Ctrl+K, until it is shown",
    "page_switch": "another page, until it is painted",
    "save": "a field of a form saved",
    "longest_stall": "longest stall while others' records come in",
}


def measure_window(folder: Path, people: int, meetings: int, arriving: int) -> dict[str, Any]:
    """Return milliseconds of what a person does in the window, and its memory in bytes."""
    with ours(folder) as office:
        profile = folder / "desk"
        code = office._invite(office.space)
        with driven("tests.bench.window_profile", str(profile), office.program.url, code) as desk:
            desk.ask("fill", people=people, meetings=meetings)
        office.program.stop()
        starts = [_start(profile) for _ in range(STARTS)]
        measured: dict[str, Any] = {"people": people, "meetings": meetings, "arriving": arriving}
        for name in ("first_paint", "interactive"):
            measured[name] = _spread([start[name] for start in starts])
        with _window(profile) as window:
            window.ask("settle")
            measured["memory_cold"] = _resident(window)
            for action in ("page_build", "page_switch", "people_key", "palette_key", "save"):
                given = window.ask(action)["given"]
                if isinstance(given, dict):
                    measured[f"{action}_each"] = given
                measured[action] = _spread([*given.values()] if isinstance(given, dict) else given)
            measured["memory_at_work"] = _resident(window)
            _send(office, arriving)
            measured.update(window.ask("flood", people=arriving)["given"])
            measured["memory"] = window.peak()
    return measured


def window_lines(measured: dict[str, Any]) -> Iterator[str]:
    """Yield what was measured, each with its target; nothing where nothing was."""
    if not measured:
        return
    size = f"{measured['people']:,} people and {measured['meetings']:,} meetings"
    yield f"\nThe window with {size}, milliseconds"
    for name, target in TARGETS.items():
        taken = measured[name]
        least, most = (taken, taken) if isinstance(taken, float) else (taken["p50"], taken["p95"])
        yield f"  {MEANINGS[name]:<52}{least:8.1f}{most:8.1f}   target {target:6.0f}"
    for page, taken in sorted(measured["page_switch_each"].items()):
        first = measured["page_build_each"][page]
        yield f"    {page:<50}{taken:8.1f}{first:8.1f}   worst, and first visit"
    yield f"  {'memory, MB: once the first page is there':<60}{_megabytes(measured['memory_cold'], COLD)}"
    memory = f"{measured['memory_at_work'] / 1e6:8.0f}{_megabytes(measured['memory'], MEMORY)}"
    yield f"  {'memory, MB: at work, and the most it ever was':<52}{memory}"


def _start(profile: Path) -> dict[str, float]:
    """Return when a fresh window was painted and when it could be used."""
    with _window(profile) as window:
        started: dict[str, float] = window.ask("started")["given"]
        return started


@contextmanager
def _window(profile: Path) -> Iterator[Driven]:
    with (
        patch.dict(os.environ, OFFSCREEN),
        driven("tests.bench.window_program", str(profile), str(time.time())) as window,
    ):
        yield window
        window.ask("close")


def _send(office: Ours, people: int) -> None:
    """Have another device join and send people, at an address where the window does not look."""
    known, office.program.port = office.program.port, 0
    with patch.dict(os.environ, UNHURRIED):
        office.program.start()
        with office.device("another") as device:
            device.ask("sync")
            device.ask("fill", count=people)
            device.ask("sync")
        office.program.stop()
        office.program.port = known
        office.program.start()


def _resident(window: Driven) -> int:
    """Return the memory that a process has now, in bytes; 0 where the system does not say."""
    status = Path(f"/proc/{window.process.pid}/status")
    lines = status.read_text("utf-8").splitlines() if status.exists() else []
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmRSS")), 0)


def _megabytes(taken: int, target: float) -> str:
    return f"{taken / 1e6:8.0f}   target {target / 1e6:6.0f}"


def _spread(times: list[float]) -> dict[str, float]:
    cuts = quantiles(times, n=20, method="inclusive")
    return {"p50": cuts[9], "p95": cuts[18], "most": max(times)}
