"""Where the money comes from and what it is planned for."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from desktop.sample.calendar import FIRST_OF_YEAR, fiscal_year
from desktop.sample.cast import Cast
from desktop.sample.deed import OFFICE, Deed, known
from desktop.sample.words import told
from sync.records.closing import FiscalYear, MonthMove, YearLock
from sync.records.money import Allocation, BudgetLine, BudgetRevision, Fund, FundType
from sync.records.values import Period


def fund_deeds(cast: Cast) -> Iterator[Deed]:
    """Yield funds, the budgets of two years with their revisions, and the office's allocations."""
    for words in told("money")["funds"]:
        yield _fund(cast, words)
    for back in (1, 0):
        yield _budget(cast, back)
    yield from _revisions(cast)
    yield from _allocations(cast)
    yield from _last_year(cast)


def budget_line(title: str, year: int) -> str:
    """Return the id of a budget line of a fiscal year."""
    return known("budget_line", title, year)


def _fund(cast: Cast, words: dict[str, Any]) -> Deed:
    first, last = cast.calendar.on(words["from"]), cast.calendar.day(words["to"])
    record = Fund(
        id=known("fund", words["as"]),
        name=words["name"],
        type=FundType(words["type"]),
        funder=cast.partner(words.get("funder", "")),
        source=words["source"],
        award=words["award"] * 100,
        restricted=words["restricted"],
        purpose=words["purpose"],
        accounts=tuple(words.get("accounts", ())),
        levels=tuple(words.get("levels", ())),
        period=Period(first=first, last=last),
    )
    return Deed(cast.calendar.moment(first, 20, 5), f"Open the fund {record.name}", (record,))


def _budget(cast: Cast, back: int) -> Deed:
    year = fiscal_year(cast.calendar.today) - back
    lines = tuple(
        BudgetLine(
            id=budget_line(title, year),
            title=title,
            fund=known("fund", fund),
            fiscal_year=year,
            account=account,
            original=(before, now)[not back] * 100,
        )
        for title, fund, account, before, now in told("money")["budget"]
    )
    adopted = max(date(year - 1, FIRST_OF_YEAR, 6), cast.calendar.meeting_day(-22))
    adopted = min(adopted, cast.calendar.day(days=-3))
    return Deed(cast.calendar.moment(adopted, 19), f"Adopt the budget for {year}", lines)


def _revisions(cast: Cast) -> Iterator[Deed]:
    for title, dollars, month, reason in told("money")["revisions"]:
        day = cast.calendar.day(month, 4)
        record = BudgetRevision(
            id=known("budget_revision", title, month),
            budget_line=budget_line(title, fiscal_year(day)),
            cents=dollars * 100,
            day=day,
            reason=reason,
        )
        yield Deed(cast.calendar.moment(day, 19, 30), f"Revise the budget: {title}", (record,))


def _allocations(cast: Cast) -> Iterator[Deed]:
    for fund, dollars, month, reason in told("money")["allocations"]:
        day = cast.calendar.day(month)
        record = Allocation(
            id=known("allocation", fund, month),
            fund=known("fund", fund),
            coalition=cast.space,
            cents=dollars * 100,
            day=day,
            reason=reason,
        )
        yield Deed(cast.calendar.moment(day, 10), f"Allocate ${dollars:,}", (record,), elsewhere=OFFICE)


def _last_year(cast: Cast) -> Iterator[Deed]:
    """Yield the fiscal year before this one; it is closed if it has been over for some time."""
    year = fiscal_year(cast.calendar.today) - 1
    first, last = date(year - 1, FIRST_OF_YEAR, 1), date(year, FIRST_OF_YEAR - 1, 30)
    record = FiscalYear(coalition=cast.space, year=year, period=Period(first=first, last=last))
    yield Deed(cast.calendar.moment(first, 9), f"Fiscal year {year}", (record,))
    closing = date(year, FIRST_OF_YEAR + 1, 20)
    if closing < cast.calendar.day(days=-3):
        lock = YearLock(id=known("year_lock", year), case=record.id, step=MonthMove.LOCKED)
        yield Deed(
            cast.calendar.moment(closing, 9), f"Close the fiscal year {year}", (lock,), elsewhere=OFFICE
        )
