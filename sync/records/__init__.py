"""The vocabulary: every kind of record that the two programs know.

    people       person duplicate household group
    consents     consent* suppression*
    engagements  engagement* scale scale_rating*
    partners     partner affiliation tie agreement
    meetings     series meeting agenda_item closed_note minutes_amendment*
    attendance   attendance* departure* meeting_evaluation*
    motions      motion vote* decision action_item
    cohorts      cohort session enrolment enrolment_step> session_attendance* topic_coverage*
    coursework   submission submission_review* credential* coaching_note session_feedback*
    framework    level= level_indicator= level_claim level_step> evidence_link level_plan
                 support_request
    money        fund allocation* budget_line budget_revision* stipend stipend_step> override*
    payments     expense expense_step> advance receipt* payee payee_total* payment_batch*
    ledger       journal_entry*
    bank         bank_account bank_statement bank_line* bank_match*
    closing      month month_lock> month_check* fiscal_year year_lock>
    projects     project volunteer_hours* change_log*
    giving       campaign in_kind* distribution* donation* donation_receipt* cash_count*
    equity       dimension= key_question= student_group= equity_assessment dimension_rating*
                 dimension_consensus question_note priority
    results      result indicator indicator_target measurement* data_source
    library      attachment resource story
    documents    letter message report* import_batch* import_mapping
    spaces       coalition cohort_space member device_note
    reference    sector= member_role= topic= program= project_type= support_type= region=
                 frame_item= account= rule= completion_rule=

Plain names are a `Record` (merged field by field), * a `Fact` (written once),
> a `Step` (asks to move a case), = a `Reference` (published by the office).
A fact is corrected by another with an id of its own whose `corrects` names it.
"""

from sync.records.attendance import Attendance, Departure, MeetingEvaluation
from sync.records.bank import BankAccount, BankLine, BankMatch, BankStatement
from sync.records.base import Entry
from sync.records.closing import FiscalYear, Month, MonthCheck, MonthLock, YearLock
from sync.records.cohorts import Cohort, Enrolment, EnrolmentStep, Session, SessionAttendance, TopicCoverage
from sync.records.consents import Consent, Suppression
from sync.records.coursework import CoachingNote, Credential, SessionFeedback, Submission, SubmissionReview
from sync.records.documents import ImportBatch, ImportMapping, Letter, Message, Report
from sync.records.engagements import Engagement, Scale, ScaleRating
from sync.records.equity import (
    Dimension,
    DimensionConsensus,
    DimensionRating,
    EquityAssessment,
    KeyQuestion,
    Priority,
    QuestionNote,
    StudentGroup,
)
from sync.records.framework import (
    EvidenceLink,
    Level,
    LevelClaim,
    LevelIndicator,
    LevelPlan,
    LevelStep,
    SupportRequest,
)
from sync.records.giving import Campaign, CashCount, Distribution, Donation, DonationReceipt, InKind
from sync.records.ledger import JournalEntry
from sync.records.library import Attachment, Resource, Story
from sync.records.meetings import AgendaItem, ClosedNote, Meeting, MinutesAmendment, Series
from sync.records.money import Allocation, BudgetLine, BudgetRevision, Fund, Override, Stipend, StipendStep
from sync.records.motions import ActionItem, Decision, Motion, Vote
from sync.records.partners import Affiliation, Agreement, Partner, Tie
from sync.records.payments import Advance, Expense, ExpenseStep, Payee, PayeeTotal, PaymentBatch, Receipt
from sync.records.people import Duplicate, Group, Household, Person
from sync.records.projects import ChangeLog, Project, VolunteerHours
from sync.records.reference import (
    Account,
    CompletionRule,
    FrameItem,
    MemberRole,
    Program,
    ProjectType,
    Region,
    Rule,
    Sector,
    SupportType,
    Topic,
)
from sync.records.results import DataSource, Indicator, IndicatorTarget, Measurement, Result
from sync.records.spaces import Coalition, CohortSpace, DeviceNote, Member
from sync.records.vocabulary import Vocabulary

KINDS: tuple[type[Entry], ...] = (
    Account,
    ActionItem,
    Advance,
    Affiliation,
    AgendaItem,
    Agreement,
    Allocation,
    Attachment,
    Attendance,
    BankAccount,
    BankLine,
    BankMatch,
    BankStatement,
    BudgetLine,
    BudgetRevision,
    Campaign,
    CashCount,
    ChangeLog,
    ClosedNote,
    CoachingNote,
    Coalition,
    Cohort,
    CohortSpace,
    CompletionRule,
    Consent,
    Credential,
    DataSource,
    Decision,
    Departure,
    DeviceNote,
    Dimension,
    DimensionConsensus,
    DimensionRating,
    Distribution,
    Donation,
    DonationReceipt,
    Duplicate,
    Engagement,
    Enrolment,
    EnrolmentStep,
    EquityAssessment,
    EvidenceLink,
    Expense,
    ExpenseStep,
    FiscalYear,
    FrameItem,
    Fund,
    Group,
    Household,
    ImportBatch,
    ImportMapping,
    InKind,
    Indicator,
    IndicatorTarget,
    JournalEntry,
    KeyQuestion,
    Letter,
    Level,
    LevelClaim,
    LevelIndicator,
    LevelPlan,
    LevelStep,
    Measurement,
    Meeting,
    MeetingEvaluation,
    Member,
    MemberRole,
    Message,
    MinutesAmendment,
    Month,
    MonthCheck,
    MonthLock,
    Motion,
    Override,
    Partner,
    Payee,
    PayeeTotal,
    PaymentBatch,
    Person,
    Priority,
    Program,
    Project,
    ProjectType,
    QuestionNote,
    Receipt,
    Region,
    Report,
    Resource,
    Result,
    Rule,
    Scale,
    ScaleRating,
    Sector,
    Series,
    Session,
    SessionAttendance,
    SessionFeedback,
    Stipend,
    StipendStep,
    Story,
    StudentGroup,
    Submission,
    SubmissionReview,
    SupportRequest,
    SupportType,
    Suppression,
    Tie,
    Topic,
    TopicCoverage,
    VolunteerHours,
    Vote,
    YearLock,
)
"""Every kind, in the order of their names."""
VOCABULARY = Vocabulary(KINDS)
"""What the programs know unless told otherwise."""

__all__ = ["KINDS", "VOCABULARY", "Vocabulary"]
