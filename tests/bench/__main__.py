"""How fast, how small and how frugal: ours against a bare pipeline in the same run.

    python dev.py bench [--n N] [--rounds R] [--json]

The floor is SQLite, orjson, zstd, requests, uvicorn and SQLite again, with a
revision counter and a dirty flag, and nothing else.
"""

import json
import sys
import tempfile
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.bench.local import measure_local
from tests.bench.report import as_json, as_lines
from tests.bench.scale import measure_scale
from tests.bench.walks import measure
from tests.bench.window import measure_window


def main(argv: Sequence[str] | None = None) -> int:
    """Measure what the command line asks for and print it; return 0."""
    asked = _read(argv)
    with tempfile.TemporaryDirectory(prefix="coalition-bench-") as folder:
        report = _measure(Path(folder), asked)
    print(json.dumps(report) if asked.json else "\n".join(as_lines(report)))
    return 0


def _measure(folder: Path, asked: Namespace) -> dict[str, Any]:
    more: dict[str, Any] = {}
    passes = measure(folder, asked.n, asked.rounds)
    if asked.local:
        more["local"] = measure_local(folder, asked.local)
    if asked.past:
        more["scale"] = measure_scale(folder, (10, asked.spaces), asked.past)
    if asked.window:
        more["window"] = measure_window(
            folder / "window", asked.window, asked.window // 10, asked.window // 2
        )
    return as_json(asked.n, passes, **more)


def _read(argv: Sequence[str] | None) -> Namespace:
    parser = ArgumentParser(prog="dev.py bench", description="Speed, size and memory.")
    parser.add_argument("--n", type=int, default=10_000, help="people that are exchanged")
    parser.add_argument("--rounds", type=int, default=3, help="times that both pipelines are run, in turn")
    parser.add_argument("--local", type=int, default=100_000, help="people of the store alone; 0 = leave out")
    parser.add_argument("--spaces", type=int, default=2_000, help="of the large office")
    parser.add_argument("--past", type=int, default=50_000, help="people a device has sent; 0 = leave out")
    parser.add_argument("--window", type=int, default=20_000, help="people in the window; 0 = leave out")
    parser.add_argument("--json", action="store_true", help="print one JSON value and nothing else")
    return parser.parse_args(argv)


if __name__ == "__main__":
    sys.exit(main())
