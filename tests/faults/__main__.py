"""The same faults as in the tests, again and again with new seeds until the time is over.

    python -m tests.faults [--minutes M] [--seed S]

Ends with what really happened, for each sort of database; the first broken promise ends it at once, with the
seed that breaks it.
"""

import argparse
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from tests.faults.scenarios import SCENARIOS, Turn
from tests.faults.tally import Tally
from tests.postgres import fresh_database, running_postgres

DATABASES = ("SQLite", "PostgreSQL")


def main() -> int:
    """Run until the time is over and say what happened."""
    options = _options()
    end, tallies = time.monotonic() + options.minutes * 60, {name: Tally() for name in DATABASES}
    with running_postgres() as server:
        for seed in count(options.seed):
            for database in DATABASES:
                if time.monotonic() > end:
                    return _tell(tallies, seed - options.seed)
                tallies[database]["seeds"] += 1
                if not _take_turn(seed, database, server, tallies[database], end):
                    _tell(tallies, seed - options.seed)
                    return 1
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="faults", description="Cut lines, kill -9, power cuts, wild clocks."
    )
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument(
        "--seed", type=int, default=int(time.time()), help="the first; each turn takes the next"
    )
    return parser.parse_args()


def _take_turn(seed: int, database: str, server: str, tally: Tally, end: float) -> bool:
    """Let every scenario happen once; tell whether all promises held."""
    for name, scenario in SCENARIOS.items():
        if time.monotonic() > end:
            break
        print(f"{database}, seed {seed}: {name}", flush=True)
        try:
            with _place(database, server) as (folder, address):
                scenario(Turn(seed, folder, address, tally))
        except Exception:
            traceback.print_exc()
            print(f"BROKEN on {database} with seed {seed}: {name}", file=sys.stderr)
            return False
    return True


@contextmanager
def _place(database: str, server: str) -> Iterator[tuple[Path, str]]:
    """Yield an empty folder and the address of an empty database."""
    with tempfile.TemporaryDirectory(prefix="faults-") as name:
        if database == "SQLite":
            yield Path(name), f"sqlite:///{name}/office.sqlite"
        else:
            with fresh_database(server) as address:
                yield Path(name), address


def _tell(tallies: dict[str, Tally], turns: int) -> int:
    print(f"\n{turns} whole turns.")
    for database, tally in tallies.items():
        print(f"{database}: {tally}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
