"""Giving: campaigns, money and goods that come in, and goods that go out."""

from typing import ClassVar

from sync.records.base import Fact, Record, Value
from sync.records.ids import (
    AnyId,
    AttachmentId,
    CampaignId,
    CashCountId,
    DistributionId,
    DonationId,
    FundId,
    InKindId,
    JournalEntryId,
    MeetingId,
    PartnerId,
    PersonId,
    ProjectId,
)
from sync.records.projects import ProjectStatus
from sync.records.types import (
    Choice,
    Count,
    Day,
    FileHash,
    Line,
    Moment,
    Money,
    Number,
    Prose,
    Tags,
    Text,
    Title,
    Yes,
)
from sync.records.values import Period


class CampaignGoal(Choice):
    """What a campaign collects."""

    MONEY = "money"
    IN_KIND = "in_kind"
    BOTH = "both"


class ValueBasis(Choice):
    """How the value of goods was found."""

    NOT_VALUED = "not_valued"
    RECEIPT = "receipt"
    MARKET = "market"
    DONOR = "donor"


class CashPile(Value):
    """How many of one coin or note were counted."""

    cents: Money = 0
    """Worth of one."""
    pieces: Count = 0


class Campaign(Record):
    """Collecting money or goods for a purpose, over a time."""

    kind: ClassVar[str] = "campaign"
    title: Title
    project: ProjectId = ""
    status: ProjectStatus = ProjectStatus.PLANNED
    goal: CampaignGoal = CampaignGoal.MONEY
    target: Money = 0
    target_items: Count = 0
    item: Line = ""
    """What is collected, where it is not money."""
    fund: FundId = ""
    period: Period | None = None
    lead: PersonId = ""
    notes: Prose = ""
    tags: Tags = ()


class InKind(Fact):
    """Goods or services that came in."""

    kind: ClassVar[str] = "in_kind"
    item: Title
    quantity: Number = 1.0
    unit: Line = ""
    donor: PersonId = ""
    partner: PartnerId = ""
    cents: Money = 0
    basis: ValueBasis = ValueBasis.NOT_VALUED
    day: Day | None = None
    campaign: CampaignId = ""
    project: ProjectId = ""
    note: Text = ""
    corrects: InKindId = ""


class Distribution(Fact):
    """Goods that went out; those who got them are counted, never named."""

    kind: ClassVar[str] = "distribution"
    item: Title
    quantity: Number = 1.0
    unit: Line = ""
    households: Count = 0
    people: Count = 0
    place: Line = ""
    day: Day | None = None
    campaign: CampaignId = ""
    project: ProjectId = ""
    note: Text = ""
    corrects: DistributionId = ""


class Donation(Fact):
    """Money that somebody gave."""

    kind: ClassVar[str] = "donation"
    cents: Money
    donor: PersonId = ""
    partner: PartnerId = ""
    donor_name: Line = ""
    anonymous: Yes = False
    day: Day | None = None
    campaign: CampaignId = ""
    fund: FundId = ""
    method: Line = ""
    reference: Line = ""
    cash_count: CashCountId = ""
    journal_entry: JournalEntryId = ""
    goods_given: Text = ""
    """What the donor got in return, for the receipt; empty for nothing."""
    goods_cents: Money = 0
    note: Text = ""
    corrects: DonationId = ""


class DonationReceipt(Fact):
    """That a numbered receipt was given for a donation or for goods."""

    kind: ClassVar[str] = "donation_receipt"
    about: AnyId
    number: Count
    fiscal_year: Count = 0
    day: Day | None = None
    file: FileHash = ""
    voided: Yes = False


class CashCount(Fact):
    """Cash counted by two people."""

    kind: ClassVar[str] = "cash_count"
    campaign: CampaignId = ""
    meeting: MeetingId = ""
    at: Moment | None = None
    piles: tuple[CashPile, ...] = ()
    checks: Count = 0
    checks_cents: Money = 0
    total: Money
    first_counter: PersonId = ""
    second_counter: PersonId = ""
    sheet: AttachmentId = ""
    note: Text = ""
    corrects: CashCountId = ""
