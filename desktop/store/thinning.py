"""Which backups stay: the last few, then one for each day, week and month."""

from collections.abc import Callable, Hashable, Iterable
from datetime import datetime

RECENT = 6
"""A morning's worth of half hours."""
DAYS, WEEKS, MONTHS = 12, 10, 9


def kept(times: Iterable[datetime]) -> set[datetime]:
    """Return the times whose backups stay; the newest is always among them.

    No clock is read: what is recent is told from the newest backup, so a computer whose
    date was wrong loses nothing by it.
    """
    newest_first = sorted(times, reverse=True)
    return {
        *newest_first[:RECENT],
        *_newest_of_each(newest_first, datetime.date, DAYS),
        *_newest_of_each(newest_first, lambda time: time.isocalendar()[:2], WEEKS),
        *_newest_of_each(newest_first, lambda time: (time.year, time.month), MONTHS),
    }


def _newest_of_each(
    newest_first: list[datetime], period: Callable[[datetime], Hashable], most: int
) -> list[datetime]:
    newest: dict[Hashable, datetime] = {}
    for time in newest_first:
        newest.setdefault(period(time), time)
    return list(newest.values())[:most]
