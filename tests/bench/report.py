"""What was measured, as one JSON value and as tables for people."""

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from typing import Any

from tests.bench.walks import WALKS, Measured
from tests.bench.window import window_lines

MEANINGS = {
    "W1": "push of all records to an empty server",
    "W2": "first sync of an empty device",
    "W3": "one device changes 100, both sync",
    "W4": "nothing to do",
}


@dataclass(frozen=True)
class Spread:
    """How one thing came out over the rounds."""

    least: float
    middle: float
    most: float


def spread_of(values: list[float]) -> Spread:
    """Return the least, the median and the most."""
    return Spread(min(values), median(values), max(values))


def ratios_of(passes: dict[str, list[Measured]]) -> dict[str, Spread]:
    """Return, for each walk, how many times the floor ours takes; each pass against its neighbour."""
    pairs = list(zip(passes["floor"], passes["ours"], strict=True))
    return {
        walk: spread_of([ours.seconds[walk] / floor.seconds[walk] for floor, ours in pairs]) for walk in WALKS
    }


def as_json(people: int, passes: dict[str, list[Measured]], **more: dict[str, Any]) -> dict[str, Any]:
    """Return everything: ratios, seconds and bytes of each walk (medians), peak memory in bytes."""
    ratios = ratios_of(passes)
    return {
        "n": people,
        "ratios": {walk: spread.middle for walk, spread in ratios.items()},
        "spread": {walk: [spread.least, spread.middle, spread.most] for walk, spread in ratios.items()},
        "seconds": {name: _seconds(several) for name, several in passes.items()},
        "wire": {name: several[-1].wire for name, several in passes.items()},
        "memory": {name: _memory(several) for name, several in passes.items()},
        **more,
    }


def as_lines(report: dict[str, Any]) -> Iterator[str]:
    """Yield the tables for people."""
    yield f"{report['n']:,} people, ours against a bare pipeline: least, median and most of the pairs"
    for walk in WALKS:
        yield _walk_line(report, walk)
    yield "\nPeak memory, MB" + f"{'floor':>21}{'ours':>10}"
    for process, ours in report["memory"]["ours"].items():
        yield f"  {process:<24}{report['memory']['floor'][process] / 1e6:10.0f}{ours / 1e6:10.0f}"
    yield from _local_lines(report.get("local", {}))
    yield from _scale_lines(report.get("scale", {}))
    yield from window_lines(report.get("window", {}))


def _walk_line(report: dict[str, Any], walk: str) -> str:
    least, middle, most = report["spread"][walk]
    times = {name: report["seconds"][name][walk] * 1000 for name in report["seconds"]}
    sent = {name: sum(report["wire"][name][walk].values()) / 1000 for name in report["wire"]}
    return (
        f"  {walk} {MEANINGS[walk]:<40}{least:7.2f}{middle:7.2f}{most:7.2f} x"
        f"{times['ours']:10.1f} ms to{times['floor']:9.1f} ms"
        f"{sent['ours']:10.1f} kB to{sent['floor']:9.1f} kB"
    )


def _local_lines(local: dict[str, Any]) -> Iterator[str]:
    if local:
        yield f"\nAlone with {local['people']:,} people, milliseconds{'p50':>12}{'p95':>10}"
        for name, taken in local.items():
            if isinstance(taken, dict):
                yield f"  {name:<38}{taken['p50']:10.2f}{taken['p95']:10.2f}"
        yield f"  memory, MB{local['memory'] / 1e6:38.0f}"


def _scale_lines(scale: dict[str, Any]) -> Iterator[str]:
    if scale:
        yield "\nA round with nothing to do, milliseconds"
    for name, taken in scale.items():
        cases = ", ".join(f"{case}: {value:.2f}" for case, value in taken.items() if case != "ratio")
        yield f"  {name:<10}{cases}, so {taken['ratio']:.2f} x"


def _seconds(passes: list[Measured]) -> dict[str, float]:
    return {walk: median(each.seconds[walk] for each in passes) for walk in WALKS}


def _memory(passes: list[Measured]) -> dict[str, int]:
    return {process: max(each.memory[process] for each in passes) for process in passes[0].memory}
