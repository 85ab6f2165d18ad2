"""What really happened, counted for each sort of database and printed after each file of tests."""

from collections import defaultdict
from collections.abc import Iterator

import pytest

from tests.faults.tally import Tally, tell

Tallies = dict[str, Tally]


@pytest.fixture(scope="module")
def tallies(request: pytest.FixtureRequest) -> Iterator[Tallies]:
    """Sort of database -> what happened in a file of tests."""
    tallies: Tallies = defaultdict(Tally)
    yield tallies
    tell(request.config, "\n".join(f"{where}: {tally}" for where, tally in tallies.items()))


@pytest.fixture
def tally(request: pytest.FixtureRequest, tallies: Tallies) -> Iterator[Tally]:
    """What happens in one test."""
    tally = Tally()
    yield tally
    chosen = request.node.callspec.params if hasattr(request.node, "callspec") else {}
    tallies[chosen.get("database_url") or chosen.get("database", "a laptop")].update(tally)
