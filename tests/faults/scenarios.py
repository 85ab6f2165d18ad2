"""What the long run does in each turn: one fault of every sort, with a seed of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.faults.cut_lines import cut_everywhere, town
from tests.faults.desk_kills import kill_desk, new_desk
from tests.faults.desk_syncs import at_an_office, check_after_sync
from tests.faults.long_outbox import drain
from tests.faults.office_kills import kill_office
from tests.faults.office_power import cut_power_on_postgres, cut_power_on_sqlite
from tests.faults.power_cuts import cut_power
from tests.faults.proxy import send_again
from tests.faults.tally import Tally
from tests.faults.wild_clocks import storm
from tests.simulation import make_template

STEP = 7
"""Bytes between cuts; each turn begins at the next byte, so that seven turns cut everywhere."""
WAITING = 50_000


@dataclass
class Turn:
    """One turn: where it takes place, and where it is counted."""

    seed: int
    folder: Path
    database: str
    tally: Tally


def kill_desks(turn: Turn) -> None:
    """Kill a desk in everything that it can be doing."""
    profile = new_desk(turn.folder / "desk")
    for run, work in enumerate(("edit", "edit", "edit", "import", "attach", "backup")):
        kill_desk(profile, work, run, turn.seed + run, turn.tally)


def kill_desks_in_syncs(turn: Turn) -> None:
    """Kill a desk that exchanges with an office."""
    profile = new_desk(turn.folder / "desk")
    with at_an_office(profile, turn.folder, turn.database) as other:
        for run in range(3):
            kill_desk(profile, "sync", run, turn.seed + run, turn.tally)
            check_after_sync(profile, other)


def cut_powers(turn: Turn) -> None:
    """Cut the power of a desk."""
    for run, work in enumerate(("edit", "import", "attach")):
        profile = new_desk(turn.folder / work)
        cut_power(profile, work, turn.seed + run, turn.tally, stops=10)


def kill_offices(turn: Turn) -> None:
    """Kill an office under load."""
    kill_office(turn.database, turn.folder, turn.seed, 8, turn.tally, people=5)


def cut_powers_of_offices(turn: Turn) -> None:
    """Cut the power of an office under load."""
    on_sqlite = turn.database.startswith("sqlite")
    cut = cut_power_on_sqlite if on_sqlite else cut_power_on_postgres
    cut(turn.folder, turn.seed, 8, turn.tally)


def cut_and_repeat(turn: Turn) -> None:
    """Cut a sync everywhere, and let a request arrive several times."""
    with town(turn.database, turn.folder) as place:
        for which in ("request", "reply"):
            cut_everywhere(place, which, STEP, turn.tally, turn.seed % STEP)
        for _ in range(10):
            place.type()
            assert place.suffer(send_again(4)) == ""
            turn.tally["replays"] += 3
        place.check_level()


def storms(turn: Turn) -> None:
    """Live a life full of faults under a clock that jumps."""
    storm(turn.seed, turn.database, 300, turn.tally)


def drain_outbox(turn: Turn) -> None:
    """Sync after half a year without an office."""
    rounds = drain(WAITING, make_template(turn.folder), turn.database, turn.folder)
    turn.tally["rounds that drained 50,000 changes"] += rounds


SCENARIOS: dict[str, Callable[[Turn], None]] = {
    "a life under wild clocks": storms,
    "the power is cut": cut_powers,
    "desks are killed": kill_desks,
    "desks are killed while they sync": kill_desks_in_syncs,
    "the office is killed under load": kill_offices,
    "the power of the office is cut": cut_powers_of_offices,
    "the line is cut, requests come twice": cut_and_repeat,
    "an outbox of 50,000 changes": drain_outbox,
}
