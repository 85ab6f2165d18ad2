"""What people spent for the coalition, with their receipts, and what they were given before."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from desktop.sample.calendar import fiscal_year
from desktop.sample.cast import Cast
from desktop.sample.deed import Deed, known
from desktop.sample.funds import budget_line
from desktop.sample.requests import by_whom
from desktop.sample.words import FOLDER, told
from sync.records.payments import (
    Advance,
    Expense,
    ExpenseBasis,
    ExpenseLine,
    ExpenseMove,
    ExpenseStep,
    Receipt,
)

LINES = {"supplies": "Supplies and cold storage", "food": "Food for Saturdays"}
"""Account -> the line of the food budget."""
FILES = FOLDER / "files"


def expense_deeds(cast: Cast) -> Iterator[Deed]:
    """Yield expenses with receipts and steps, and advances."""
    for name, title, dollars, month, settled, fund in told("money")["advances"]:
        day = cast.calendar.day(month)
        record = Advance(
            id=known("advance", name, month),
            person=cast.person(name),
            title=title,
            cents=dollars * 100,
            given_on=day,
            needed_on=day,
            fund=known("fund", fund),
            settled=settled,
        )
        yield Deed(cast.calendar.moment(day, 17), f"Advance to {name}", (record,))
    for words in told("money")["expenses"]:
        yield from _expense(cast, words)


def receipt_file(name: str) -> str:
    """Return the name of the file with a receipt."""
    return f"receipt-{name}.png"


def _expense(cast: Cast, words: dict[str, Any]) -> Iterator[Deed]:
    month = words["steps"][0][1] if words["steps"] else -0.1
    day = cast.calendar.day(month)
    receipts = [_receipt(cast, line, month) for line in words["lines"] if line[4]]
    record = Expense(
        id=known("expense", words["title"]),
        title=words["title"],
        person=cast.person(words["person"]),
        basis=ExpenseBasis(words["basis"]),
        advance=known("advance", words["person"], -1.78) if "advance" in words else "",
        lines=tuple(_line(cast, words, line, month) for line in words["lines"]),
    )
    at = cast.calendar.moment(day, 16, len(record.title))
    yield Deed(at, f"Expense: {record.title}", (*receipts, record))
    for place, (move, when, *dollars) in enumerate(words["steps"]):
        step = ExpenseStep(
            id=known("expense_step", record.id, place),
            case=record.id,
            step=ExpenseMove(move),
            amount=round(sum(dollars) * 100),
            day=cast.calendar.day(when),
        )
        later = cast.calendar.moment(cast.calendar.day(when), 18, 40 + place)
        yield Deed(later, f"Expense “{record.title}”: {move}", (step,), elsewhere=by_whom(cast, move))


def _line(cast: Cast, words: dict[str, Any], line: list[Any], month: float) -> ExpenseLine:
    what, dollars, account, fund, receipt = line
    day = cast.calendar.day(month, -2)
    miles, rate = words.get("miles", (0.0, 0.0))
    title = LINES.get(account, "") if fund == "food" else ""
    return ExpenseLine(
        what=what,
        day=day,
        cents=round(dollars * 100),
        account=account,
        fund=known("fund", fund),
        budget_line=budget_line(title, fiscal_year(day)) if title else "",
        receipts=(known("receipt", receipt),) if receipt else (),
        miles=miles,
        cents_per_mile=rate,
        missing_receipt=words.get("missing", ""),
    )


def _receipt(cast: Cast, line: list[Any], month: float) -> Receipt:
    what, dollars, _account, _fund, name = line
    content = (FILES / receipt_file(name)).read_bytes()
    return Receipt(
        id=known("receipt", name),
        file=sha256(content).hexdigest(),
        name=receipt_file(name),
        media_type="image/png",
        size=len(content),
        cents=round(dollars * 100),
        day=cast.calendar.day(month, -2),
        vendor=what,
    )
