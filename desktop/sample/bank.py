"""The bank account: what it says each month, which entries answer to it, and the months that are closed."""

from collections.abc import Iterator
from datetime import date, timedelta

from desktop.sample.cast import Cast
from desktop.sample.deed import Deed, known
from desktop.sample.ledger import TREASURER, Booking, bookings
from desktop.sample.words import told
from sync.records.bank import BankAccount, BankLine, BankMatch, BankStatement
from sync.records.base import Entry
from sync.records.closing import Month, MonthCheck, MonthLock, MonthMove
from sync.records.values import Period

CHECKING, BOX = known("bank_account", "checking"), known("bank_account", "box")
POINTS = ("imported", "matched", "receipts", "duties", "reconciled", "locked", "reported")
"""Of the checklist at the end of a month."""
DONE_LAST_MONTH = 3
CHECKED = 3
"""Months of which the checklist is told."""


def bank_deeds(cast: Cast) -> Iterator[Deed]:
    """Yield the account, its statements month by month with their lines and matches, and the locks."""
    accounts = (
        BankAccount(
            id=CHECKING,
            name="Checking, two signatures",
            bank="Tamarack Savings",
            last_digits="4410",
            account="bank",
        ),
        BankAccount(id=BOX, name="Cash box", account="cash"),
    )
    opened = cast.calendar.meeting_day(-22) + timedelta(days=15)
    yield _by_treasurer(cast, opened, "Open the bank account", accounts)
    balance = 0
    lines = [each for each in bookings(cast) if each.in_bank]
    for first, last in _months(lines[0].day, cast.calendar.today):
        of_month = [each for each in lines if first <= each.day <= last]
        cleared = sum(each.in_bank for each in of_month)
        yield from _month(cast, first, last, of_month, (balance, balance + cleared))
        balance += cleared


def _months(day: date, until: date) -> Iterator[tuple[date, date]]:
    first = day.replace(day=1)
    while first <= until:
        following = (first + timedelta(days=31)).replace(day=1)
        yield first, following - timedelta(days=1)
        first = following


def _month(
    cast: Cast, first: date, last: date, lines: list[Booking], balances: tuple[int, int]
) -> Iterator[Deed]:
    name, is_over = f"{first:%Y-%m}", last < cast.calendar.today - timedelta(days=4)
    said = [record for each in lines for record in _line(each)]
    if not is_over:
        said += list(_unmatched(cast))
        if said:
            yield _by_treasurer(cast, cast.calendar.day(days=-1), f"Take in the bank file of {name}", said)
        return
    statement = BankStatement(
        id=known("bank_statement", name),
        title=f"Statement of {name}",
        bank_account=CHECKING,
        period=Period(first=first, last=last),
        opening=balances[0],
        closing=balances[1],
        reconciled_on=last + timedelta(days=4),
        reconciled_by=cast.person(TREASURER),
    )
    yield _by_treasurer(
        cast, last + timedelta(days=4), f"Take in the bank file of {name}", (statement, *said)
    )
    yield from _closing(cast, name, last)


def _line(booking: Booking) -> Iterator[Entry]:
    line = BankLine(
        bank_account=CHECKING,
        fingerprint=f"{booking.day:%Y%m%d}{abs(booking.in_bank):08d}{booking.place:04d}",
        day=booking.day,
        cents=booking.in_bank,
        name=booking.title.upper()[:32],
        reference=str(1001 + booking.place) if booking.in_bank < 0 else "",
    )
    yield line
    yield BankMatch(id=known("bank_match", booking.place), bank_line=line.id, journal_entry=booking.id)


def _unmatched(cast: Cast) -> Iterator[BankLine]:
    """Yield what the bank says and the journal does not yet."""
    for name, dollars, ago in told("money")["unmatched"]:
        day = cast.calendar.day(days=-ago)
        yield BankLine(
            bank_account=CHECKING,
            fingerprint=f"{day:%Y%m%d}{name}",
            day=day,
            cents=round(dollars * 100),
            name=name.upper(),
        )


def _closing(cast: Cast, name: str, last: date) -> Iterator[Deed]:
    """Yield the month, its checklist, and its lock where the checklist is through."""
    month = Month(coalition=cast.space, month=name)
    is_latest = last > cast.calendar.today - timedelta(days=35)
    points = POINTS[:DONE_LAST_MONTH] if is_latest else POINTS
    seen = last + timedelta(days=5)
    checks = tuple(
        MonthCheck(
            id=known("month_check", name, point),
            month=month.id,
            point=point,
            by=cast.person(TREASURER),
            day=seen,
        )
        for point in points
        if last > cast.calendar.day(-CHECKED - 1)
    )
    yield _by_treasurer(cast, seen, f"Month-end checklist of {name}", (month, *checks))
    if not is_latest:
        lock = MonthLock(id=known("month_lock", name), case=month.id, step=MonthMove.LOCKED)
        yield _by_treasurer(cast, last + timedelta(days=9), f"Lock {name}", (lock,))


def _by_treasurer(cast: Cast, day: date, label: str, records: tuple[Entry, ...] | list[Entry]) -> Deed:
    day = min(day, cast.calendar.day(days=-1))
    return Deed(cast.calendar.moment(day, 21), label, tuple(records), elsewhere=cast.computer_of(TREASURER))
