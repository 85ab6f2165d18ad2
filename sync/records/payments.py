"""Paying people: expenses with receipts, advances, payees and their tax papers. Integer cents."""

from typing import ClassVar

from sync.records.base import Fact, Record, Step, Value
from sync.records.codes import AccountCode
from sync.records.ids import (
    AdvanceId,
    AnyId,
    BankAccountId,
    BankLineId,
    BudgetLineId,
    ExpenseId,
    FundId,
    JournalEntryId,
    MeetingId,
    PartnerId,
    PayeeId,
    PaymentBatchId,
    PersonId,
    ProjectId,
    ReceiptId,
    ReceiptIds,
)
from sync.records.money import PaymentMethod
from sync.records.types import Choice, Count, Day, FileHash, Line, Moment, Money, Number, Text, Title, Yes


class ExpenseBasis(Choice):
    """Why somebody spent money."""

    REIMBURSEMENT = "reimbursement"
    FROM_ADVANCE = "from_advance"
    BILL = "bill"


class ExpenseMove(Choice):
    """The moves of an expense."""

    SUBMITTED = "submitted"
    ENDORSED = "endorsed"
    APPROVED = "approved"
    RETURNED = "returned"
    REJECTED = "rejected"
    PAID = "paid"
    RECONCILED = "reconciled"
    VOIDED = "voided"


class TaxForm(Choice):
    """Whether a W-9 is on file; the form itself and its number are kept elsewhere."""

    NOT_ASKED = "not_asked"
    ASKED = "asked"
    ON_FILE = "on_file"
    OUTDATED = "outdated"


class TaxTreatment(Choice):
    """How finance decided to report what a payee gets; never inferred."""

    UNDECIDED = "undecided"
    REPORTABLE = "reportable"
    WAGES = "wages"
    NOT_REPORTABLE = "not_reportable"


class ExpenseLine(Value):
    """One purchase of an expense."""

    what: Line = ""
    day: Day | None = None
    cents: Money = 0
    account: AccountCode = ""
    fund: FundId = ""
    budget_line: BudgetLineId = ""
    receipts: ReceiptIds = ()
    miles: Number = 0.0
    cents_per_mile: Number = 0.0
    missing_receipt: Text = ""
    """What the person declares where the receipt is lost."""


class BatchLine(Value):
    """One payment of a batch."""

    case: AnyId = ""
    payee: PayeeId = ""
    cents: Money = 0
    reference: Line = ""


class Expense(Record):
    """What somebody spent for the coalition: the case that expense steps move."""

    kind: ClassVar[str] = "expense"
    title: Title
    person: PersonId = ""
    payee: PayeeId = ""
    basis: ExpenseBasis = ExpenseBasis.REIMBURSEMENT
    advance: AdvanceId = ""
    lines: tuple[ExpenseLine, ...] = ()
    returned: Money = 0
    """Given back of an advance."""
    project: ProjectId = ""
    meeting: MeetingId = ""
    notes: Text = ""


class ExpenseStep(Step):
    """A request to move an expense."""

    kind: ClassVar[str] = "expense_step"
    case: ExpenseId
    step: ExpenseMove = ExpenseMove.SUBMITTED
    note: Text = ""
    amount: Money = 0
    day: Day | None = None
    method: PaymentMethod = PaymentMethod.CHECK
    reference: Line = ""
    journal_entry: JournalEntryId = ""
    bank_line: BankLineId = ""


class Advance(Record):
    """Money given before it is spent; its day starts the clocks of an accountable plan."""

    kind: ClassVar[str] = "advance"
    person: PersonId
    title: Line = ""
    cents: Money = 0
    given_on: Day | None = None
    needed_on: Day | None = None
    """When the first purchase is expected."""
    fund: FundId = ""
    journal_entry: JournalEntryId = ""
    settled: Yes = False


class Receipt(Fact):
    """A receipt as photographed or scanned, known by the hash of the file."""

    kind: ClassVar[str] = "receipt"
    file: FileHash
    name: Line = ""
    media_type: Line = ""
    size: Count = 0
    """Bytes."""
    cents: Money = 0
    day: Day | None = None
    vendor: Line = ""
    original: FileHash = ""
    """The file before it was made smaller."""
    explanation: Text = ""
    """Why the same file is on two claims."""
    corrects: ReceiptId = ""


class Payee(Record):
    """Somebody who is paid, and the state of their tax papers; never a tax number."""

    kind: ClassVar[str] = "payee"
    name: Title
    person: PersonId = ""
    partner: PartnerId = ""
    tax_form: TaxForm = TaxForm.NOT_ASKED
    tax_form_day: Day | None = None
    treatment: TaxTreatment = TaxTreatment.UNDECIDED
    withhold: Yes = False
    """Whether the office told us to withhold tax."""
    method: PaymentMethod = PaymentMethod.CHECK
    notes: Text = ""


class PayeeTotal(Fact):
    """What a payee got from all coalitions in a calendar year, as the office last counted it."""

    kind: ClassVar[str] = "payee_total"
    payee: PayeeId
    payer: PartnerId = ""
    """Who reports it to the tax office; empty for the coalition."""
    year: Count
    cents: Money = 0
    as_of: Moment | None = None


class PaymentBatch(Fact):
    """Payments exported together; exporting again is a new batch that names the first."""

    kind: ClassVar[str] = "payment_batch"
    name: Title
    method: PaymentMethod = PaymentMethod.ACH
    bank_account: BankAccountId = ""
    day: Day | None = None
    lines: tuple[BatchLine, ...] = ()
    file: FileHash = ""
    exported_again: PaymentBatchId = ""
