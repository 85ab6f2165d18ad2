"""Money that is granted and planned: funds, budgets, stipends. All amounts are integer cents."""

from typing import ClassVar

from sync.records.base import Fact, Record, Step
from sync.records.codes import AccountCode, AccountCodes, LevelCode, LevelCodes
from sync.records.ids import (
    AllocationId,
    AnyId,
    AttachmentIds,
    BankLineId,
    BudgetLineId,
    CoalitionId,
    CoalitionIds,
    CohortId,
    CredentialId,
    FundId,
    JournalEntryId,
    LevelClaimId,
    PartnerId,
    PersonId,
    ProjectId,
    StipendId,
)
from sync.records.types import Choice, Code, Count, Day, Line, Money, Text, Title, Yes
from sync.records.values import Period


class FundType(Choice):
    """Where the money of a fund comes from; the types are never mixed."""

    GRANT = "grant"
    STIPEND = "stipend"
    DONATION = "donation"
    OPERATING = "operating"


class StipendBasis(Choice):
    """What makes a person eligible."""

    CREDENTIAL = "credential"
    LEVEL = "level"
    PROJECT = "project"


class StipendMove(Choice):
    """The moves of a stipend; nobody makes one on their own request except to submit or take it back."""

    SUBMITTED = "submitted"
    ENDORSED = "endorsed"
    APPROVED = "approved"
    RETURNED = "returned"
    REJECTED = "rejected"
    PAID = "paid"
    REPORTED = "reported"
    RECONCILED = "reconciled"
    VOIDED = "voided"


class PaymentMethod(Choice):
    """How money went out."""

    CHECK = "check"
    ACH = "ach"
    CARD = "card"
    NETWORK = "network"
    PAYROLL = "payroll"
    CASH = "cash"


class Fund(Record):
    """Money from one source for one purpose; every line of the books names its fund."""

    kind: ClassVar[str] = "fund"
    name: Title
    type: FundType = FundType.GRANT
    funder: PartnerId = ""
    source: Line = ""
    payer: PartnerId = ""
    """Who pays out and reports it to the tax office; empty for the coalition."""
    award: Money = 0
    currency: Code = "USD"
    restricted: Yes = False
    purpose: Text = ""
    accounts: AccountCodes = ()
    """What it may be spent on; empty for anything."""
    period: Period | None = None
    levels: LevelCodes = ()
    coalitions: CoalitionIds = ()
    documents: AttachmentIds = ()
    closed: Yes = False
    notes: Text = ""


class Allocation(Fact):
    """That the office gave a coalition a share of a fund, or took some back."""

    kind: ClassVar[str] = "allocation"
    fund: FundId
    coalition: CoalitionId
    cents: Money
    day: Day | None = None
    reason: Text = ""
    corrects: AllocationId = ""


class BudgetLine(Record):
    """What is planned for one purpose, from one fund, in one fiscal year."""

    kind: ClassVar[str] = "budget_line"
    title: Title
    fund: FundId = ""
    fiscal_year: Count = 0
    """The calendar year in which it ends."""
    account: AccountCode = ""
    original: Money = 0
    """As first adopted; later amounts are `budget_revision`s."""
    project: ProjectId = ""
    closed: Yes = False
    notes: Text = ""


class BudgetRevision(Fact):
    """A dated change of a budget line, up or down."""

    kind: ClassVar[str] = "budget_revision"
    budget_line: BudgetLineId
    cents: Money
    day: Day | None = None
    reason: Text = ""
    decision: AnyId = ""


class Stipend(Record):
    """A request for a stipend: the case that stipend steps move."""

    kind: ClassVar[str] = "stipend"
    person: PersonId
    title: Line = ""
    coalition: CoalitionId = ""
    basis: StipendBasis = StipendBasis.CREDENTIAL
    level: LevelCode = ""
    level_claim: LevelClaimId = ""
    cohort: CohortId = ""
    credential: CredentialId = ""
    project: ProjectId = ""
    work: Text = ""
    """What the person will do for it."""
    requested: Money = 0
    fund: FundId = ""
    budget_line: BudgetLineId = ""
    period: Period | None = None
    report_due: Day | None = None
    report: Text = ""
    attachments: AttachmentIds = ()


class StipendStep(Step):
    """A request to move a stipend; the office checks the fund, the month and whose request it is."""

    kind: ClassVar[str] = "stipend_step"
    case: StipendId
    step: StipendMove = StipendMove.SUBMITTED
    note: Text = ""
    amount: Money = 0
    """Granted or paid, which may be less than requested."""
    fund: FundId = ""
    budget_line: BudgetLineId = ""
    day: Day | None = None
    method: PaymentMethod = PaymentMethod.CHECK
    reference: Line = ""
    """Number of the check or of the transfer."""
    journal_entry: JournalEntryId = ""
    bank_line: BankLineId = ""


class Override(Fact):
    """That somebody entitled to it let something pass against a rule, and why."""

    kind: ClassVar[str] = "override"
    about: AnyId
    rule: Line = ""
    reason: Text = ""
    by: PersonId = ""
    day: Day | None = None
