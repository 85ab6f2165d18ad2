"""Everything that the first page says, read in one go."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from desktop.features.today.lines import Errand, Expiry, Gathering, MinutesDue, Promise
from desktop.features.today.money import Budget
from desktop.features.today.queries import (
    budgets,
    choices_waiting,
    errands,
    expiries,
    knows_anybody,
    minutes_due,
    my_people,
    next_gathering,
    people_to_compare,
    promises,
)
from desktop.store.arrivals import Arrivals, arrivals, watch_new_spaces
from desktop.store.coverage import SectorCoverage, sector_coverage
from desktop.store.store import Store

MOST = 6
"""Lines of a section; beyond that, how many more there are."""


@dataclass(frozen=True)
class Day:
    """What one person should know today; empty parts are not shown."""

    name: str
    """What to call the person, "" if it is not known."""
    today: date
    gathering: Gathering | None
    errands: Sequence[Errand]
    errand_count: int
    promises: Sequence[Promise]
    quiet: Sequence[SectorCoverage]
    expiries: Sequence[Expiry]
    budgets: Sequence[Budget]
    minutes: Sequence[MinutesDue]
    choices: int
    to_compare: int
    arrivals: Arrivals
    has_people: bool
    """Whether anybody is known yet."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing at all to say."""
        lists = (self.errands, self.promises, self.quiet, self.expiries, self.budgets, self.minutes)
        counts = (self.choices, self.to_compare, len(self.arrivals.counts))
        return self.gathering is None and not any(lists) and not any(counts)


def read_day(store: Store, kinds: Sequence[str]) -> Day:
    """Return what there is to say now; `kinds` are those that can be opened when others changed them."""
    watch_new_spaces(store)
    now = datetime.fromisoformat(store.now())
    today, mine = now.astimezone().date(), my_people(store)
    mine_first, count = errands(store, mine, MOST)
    return Day(
        name=store.facts().get("me", ""),
        today=today,
        gathering=next_gathering(store, now),
        errands=mine_first,
        errand_count=count,
        promises=promises(store, today, mine, MOST),
        quiet=[each for each in sector_coverage(store, today) if each.partners and each.gap(today)],
        expiries=expiries(store, today),
        budgets=budgets(store, today),
        minutes=minutes_due(store, now),
        choices=choices_waiting(store),
        to_compare=people_to_compare(store),
        arrivals=arrivals(store, kinds, MOST),
        has_people=knows_anybody(store),
    )
