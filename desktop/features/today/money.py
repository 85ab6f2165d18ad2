"""Stipends against their budget lines: what is granted, committed and paid. Integer cents."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from sync.cases import standing

GRANTED = ("approved", "paid", "reported", "reconciled")
"""Where a stipend stands once money was promised for it."""


@dataclass(frozen=True, slots=True)
class Budget:
    """A budget line for stipends; all amounts are integer cents."""

    id: str
    title: str
    planned: int
    granted: int = 0
    """All that was approved, paid or not."""
    committed: int = 0
    """Approved and not paid yet."""
    paid: int = 0

    @property
    def available(self) -> int:
        """What may still be granted; below zero where too much was."""
        return self.planned - self.committed - self.paid


@dataclass(frozen=True, slots=True)
class Move:
    """One step of a stipend that was not refused."""

    stipend: str
    budget_line: str
    step: str
    cents: int


def fiscal_year(today: date, first_month: int) -> int:
    """Return the calendar year in which the fiscal year of a day ends."""
    return today.year + (first_month > 1 and today.month >= first_month)


def with_stipends(budgets: Iterable[Budget], moves: Sequence[Move]) -> list[Budget]:
    """Return the budget lines with what their stipends come to; `moves` stand by stipend, in order."""
    sums = {budget.id: budget for budget in budgets}
    for _stipend, steps in groupby(moves, key=lambda move: move.stipend):
        granted = _granted(list(steps))
        if granted and granted.id in sums:
            sums[granted.id] = _plus(sums[granted.id], granted)
    return list(sums.values())


def _granted(moves: list[Move]) -> Budget | None:
    """Return one stipend's part of the sums of its line; None where nothing is granted."""
    now = standing({"step": move.step} for move in moves)
    approved = [move for move in moves if move.step == "approved"]
    if now not in GRANTED or not approved:
        return None
    cents, line = approved[-1].cents, approved[-1].budget_line
    paid = sum(move.cents or cents for move in moves if move.step == "paid") if now != "approved" else 0
    return Budget(line, "", 0, granted=cents, committed=cents if now == "approved" else 0, paid=paid)


def _plus(budget: Budget, part: Budget) -> Budget:
    return replace(
        budget,
        granted=budget.granted + part.granted,
        committed=budget.committed + part.committed,
        paid=budget.paid + part.paid,
    )
