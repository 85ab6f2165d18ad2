"""Closing the books: months and fiscal years that are locked, and the checklist before."""

from typing import Annotated, ClassVar

from pydantic import StringConstraints

from sync.records.base import Fact, Record, Step
from sync.records.ids import (
    AnyId,
    CoalitionId,
    FiscalYearId,
    MonthId,
    PersonId,
)
from sync.records.types import Choice, Code, Count, Day, Line, Text
from sync.records.values import Period

MonthName = Annotated[Line, StringConstraints(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]
"""A month as 2026-11."""


class MonthMove(Choice):
    """The moves of a month or of a fiscal year."""

    LOCKED = "locked"
    REOPENED = "reopened"


class Month(Record):
    """A month of a coalition's books: the case that month locks move."""

    kind: ClassVar[str] = "month"
    key: ClassVar[tuple[str, ...]] = ("coalition", "month")
    coalition: CoalitionId = ""
    month: MonthName
    notes: Text = ""

    def headline(self) -> str:
        """Return the month."""
        return self.month


class MonthLock(Step):
    """A request to lock a month, or to open it again."""

    kind: ClassVar[str] = "month_lock"
    case: MonthId
    step: MonthMove = MonthMove.LOCKED
    note: Text = ""
    """The reason, where a month is opened again."""
    second: PersonId = ""
    """Who agreed to opening it again."""


class MonthCheck(Fact):
    """That a point of the month-end checklist was seen to, with what shows it."""

    kind: ClassVar[str] = "month_check"
    month: MonthId
    point: Code
    evidence: AnyId = ""
    by: PersonId = ""
    day: Day | None = None
    note: Text = ""


class FiscalYear(Record):
    """A fiscal year of a coalition's books: the case that year locks move."""

    kind: ClassVar[str] = "fiscal_year"
    key: ClassVar[tuple[str, ...]] = ("coalition", "year")
    coalition: CoalitionId = ""
    year: Count
    """The calendar year in which it ends."""
    period: Period | None = None
    notes: Text = ""

    def headline(self) -> str:
        """Return the year."""
        return str(self.year)


class YearLock(Step):
    """A request to close a fiscal year, or to open it again."""

    kind: ClassVar[str] = "year_lock"
    case: FiscalYearId
    step: MonthMove = MonthMove.LOCKED
    note: Text = ""
    second: PersonId = ""
