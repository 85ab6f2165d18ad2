"""The running clock of an agenda: planned, expected and actual times of each item."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sync.records.meetings import AgendaItem, AgendaSection


class Progress(StrEnum):
    """How far an item is."""

    WAITING = "waiting"
    RUNNING = "running"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class Timing:
    """The times of one item."""

    item: str
    progress: Progress
    planned_start: datetime | None
    expected_start: datetime | None
    """When it begins if every item before it takes as long as planned from now on; None once begun."""
    started_at: datetime | None
    finished_at: datetime | None
    planned: timedelta
    taken: timedelta

    @property
    def over(self) -> timedelta:
        """How much longer it took, or takes so far, than planned; 0 for one without a plan."""
        return max(self.taken - self.planned, timedelta()) if self.planned else timedelta()


@dataclass(frozen=True, slots=True)
class Running:
    """The clock of a whole agenda."""

    timings: tuple[Timing, ...]
    late: timedelta
    """How far behind the plan the meeting is; negative when it is ahead."""
    expected_end: datetime | None

    @property
    def current(self) -> Timing | None:
        """The item that is open now."""
        return next((each for each in self.timings if each.progress == Progress.RUNNING), None)


def run_clock(starts_at: datetime | None, items: Sequence[AgendaItem], now: datetime) -> Running:
    """Return the times of each item, in order; the parking lot has none.

    Planned times follow from the start of the meeting. Until the first item is begun, the
    expected times are the planned ones; then they follow from what has happened.
    """
    timed = [each for each in items if each.section != AgendaSection.PARKING_LOT]
    began = any(each.opened_at for each in timed)
    planned, expected = starts_at, now if began else starts_at
    timings: list[Timing] = []
    for item in timed:
        timing = _timing(item, planned, expected, now)
        timings.append(timing)
        planned = planned + timing.planned if planned else None
        expected = expected + _left(timing) if expected else None
    late = expected - planned if began and expected and planned else timedelta()
    return Running(tuple(timings), late, expected)


def _timing(item: AgendaItem, planned: datetime | None, expected: datetime | None, now: datetime) -> Timing:
    ended = item.finished_at or now
    taken = max(ended - item.opened_at, timedelta()) if item.opened_at else timedelta()
    progress = (
        Progress.FINISHED if item.finished_at else Progress.RUNNING if item.opened_at else Progress.WAITING
    )
    soon = expected if progress == Progress.WAITING else None
    length = timedelta(minutes=item.duration)
    return Timing(item.id, progress, planned, soon, item.opened_at, item.finished_at, length, taken)


def _left(timing: Timing) -> timedelta:
    if timing.progress == Progress.FINISHED:
        return timedelta()
    return max(timing.planned - timing.taken, timedelta())
