"""The bank: accounts, statements, their lines, and which entries they answer to. Integer cents."""

from typing import Annotated, ClassVar

from pydantic import StringConstraints

from sync.records.base import Fact, Record
from sync.records.codes import AccountCode
from sync.records.ids import (
    AttachmentId,
    BankAccountId,
    BankLineId,
    BankMatchId,
    BankStatementId,
    JournalEntryId,
    PersonId,
)
from sync.records.types import Choice, Code, Day, FileHash, Id, Line, Money, Text, Title, Yes
from sync.records.values import Period

LastDigits = Annotated[Line, StringConstraints(pattern=r"^[0-9]{0,4}$")]
"""At most the last four digits of an account number."""


class MatchAnswer(Choice):
    """What a person said to a bank line and an entry."""

    MATCHED = "matched"
    UNMATCHED = "unmatched"
    FLAGGED = "flagged"


class BankAccount(Record):
    """An account at a bank, or a cash box; without its full number."""

    kind: ClassVar[str] = "bank_account"
    name: Title
    bank: Line = ""
    last_digits: LastDigits = ""
    account: AccountCode = ""
    currency: Code = "USD"
    opened_on: Day | None = None
    closed: Yes = False


class BankStatement(Record):
    """What the bank says an account held at the end of a period."""

    kind: ClassVar[str] = "bank_statement"
    title: Line = ""
    bank_account: BankAccountId
    period: Period | None = None
    opening: Money = 0
    closing: Money = 0
    file: FileHash = ""
    reconciled_on: Day | None = None
    reconciled_by: PersonId = ""
    document: AttachmentId = ""


class BankLine(Fact):
    """One line of a bank file; the same line imported twice has the same id."""

    kind: ClassVar[str] = "bank_line"
    key: ClassVar[tuple[str, ...]] = ("bank_account", "fingerprint")
    bank_account: BankAccountId
    fingerprint: Line
    """FITID with day and cents, else a hash of the content with the number of its occurrence."""
    day: Day | None = None
    cents: Money = 0
    name: Line = ""
    memo: Line = ""
    reference: Line = ""
    """Check number or the bank's own id."""
    statement: BankStatementId = ""
    batch: Id = ""


class BankMatch(Fact):
    """That a bank line and a journal entry are the same money, or are not."""

    kind: ClassVar[str] = "bank_match"
    bank_line: BankLineId
    journal_entry: JournalEntryId = ""
    answer: MatchAnswer = MatchAnswer.MATCHED
    note: Text = ""
    corrects: BankMatchId = ""
