"""Clocks that jump ten years back and forth: what a clock says is shown, and decides nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

from sync.server.office import Office
from tests.faults.tally import Tally
from tests.offices import prepared_office
from tests.properties.simulate import Counts, run_seed

TEN_YEARS = timedelta(days=3653)
ODD = (
    datetime(1970, 1, 1, tzinfo=UTC),
    datetime(2038, 1, 19, 3, 14, 8, tzinfo=UTC),
    datetime(2026, 3, 8, 2, 30, tzinfo=UTC),  # an hour that Illinois did not have
)


class WildClock:
    """The wall clock of everybody: each time it is read it has jumped."""

    def __init__(self, seed: int) -> None:
        self.chance, self.moment = Random(seed), datetime(2026, 11, 22, 12, tzinfo=UTC)  # noqa: S311
        self.backwards = 0

    def __call__(self) -> datetime:
        """Return the time that it claims to be."""
        before, jump = self.moment, self.chance.uniform(-1, 1) * TEN_YEARS
        near = datetime(2026, 11, 22, 12, tzinfo=UTC) + jump
        self.moment = self.chance.choice((near, near, near, *ODD)).replace(microsecond=0)
        self.backwards += self.moment < before
        return self.moment

    def spelled(self) -> str:
        """Return the time in the spelling of stores."""
        return self().isoformat()


def live_with(seed: int, clock: WildClock, database: str, steps: int, template: Path | None) -> Counts:
    """Live the life of a seed with such a clock, on the laptops and at the office."""

    @contextmanager
    def office_with_that_clock(*given: Any) -> Iterator[Office]:
        with prepared_office(*given) as office:
            yield replace(office, now=clock)

    with (
        patch("tests.simulation.noon", clock.spelled),
        patch("tests.properties.simulate.prepared_office", office_with_that_clock),
    ):
        return run_seed(seed, database, steps, template)


def storm(seed: int, database: str, steps: int, tally: Tally, template: Path | None = None) -> Counts:
    """Live a life full of faults under a clock that jumps."""
    print(f"storm, seed {seed}")
    clock = WildClock(seed)
    counts = live_with(seed, clock, database, steps, template)
    tally["lives"] += 1
    tally["clocks that went back"] += clock.backwards
    for fault, many in counts.faults.items():
        tally[fault] += many
    return counts
