"""The journal. Integer cents; corrections are reversals."""

from typing import ClassVar

from sync.records.base import Fact, Value
from sync.records.codes import AccountCode
from sync.records.ids import (
    AnyId,
    FundId,
    JournalEntryId,
)
from sync.records.types import Choice, Code, Day, Line, Money


class JournalPurpose(Choice):
    """Why an entry was made."""

    ORDINARY = "ordinary"
    OPENING = "opening"
    CARRY_OVER = "carry_over"
    TRANSFER = "transfer"
    REVERSAL = "reversal"


class Posting(Value):
    """One side of a journal entry: cents added to (or, below zero, taken from) an account of a fund."""

    account: AccountCode = ""
    fund: FundId = ""
    cents: Money = 0
    memo: Line = ""


class JournalEntry(Fact):
    """Money moved between accounts; its postings sum to zero."""

    kind: ClassVar[str] = "journal_entry"
    day: Day | None = None
    title: Line = ""
    postings: tuple[Posting, ...] = ()
    currency: Code = "USD"
    purpose: JournalPurpose = JournalPurpose.ORDINARY
    about: AnyId = ""
    """The stipend, expense, donation or cash count behind it."""
    reverses: JournalEntryId = ""
    posted_for: Day | None = None
    """The day it belongs to, where that day's month was already locked."""
