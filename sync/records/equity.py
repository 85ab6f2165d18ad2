"""Where resources are unequal: dimensions, assessments by several people, and priorities."""

from typing import ClassVar

from sync.records.base import Fact, Record, Reference
from sync.records.codes import DimensionCode, KeyQuestionCode
from sync.records.ids import CoalitionId, DimensionRatingId, EquityAssessmentId, PersonId, PersonIds
from sync.records.types import Choice, Code, Count, Day, Line, Prose, Text, Title, Url, Yes
from sync.records.values import Period


class PriorityStatus(Choice):
    """How far a priority is."""

    PROPOSED = "proposed"
    CHOSEN = "chosen"
    ADDRESSED = "addressed"
    SET_ASIDE = "set_aside"


class Dimension(Reference):
    """A dimension of education resource equity."""

    kind: ClassVar[str] = "dimension"
    key: ClassVar[tuple[str, ...]] = ("code",)
    code: Code
    name: Title
    number: Count = 0
    question: Text = ""
    """The overarching question, in the words of the source."""
    guidebook: Url = ""
    analysis: Url = ""
    related: tuple[Line, ...] = ()
    source: Line = ""


class KeyQuestion(Reference):
    """A question of a dimension's guidebook; a slot without words waits for the office."""

    kind: ClassVar[str] = "key_question"
    key: ClassVar[tuple[str, ...]] = ("code",)
    code: Code
    dimension: DimensionCode = ""
    number: Line = ""
    name: Title
    link: Url = ""
    source: Line = ""
    shell: Yes = False
    """Whether the office has still to load the words."""


class StudentGroup(Reference):
    """A group by which results are told apart."""

    kind: ClassVar[str] = "student_group"
    key: ClassVar[tuple[str, ...]] = ("code",)
    code: Code
    name: Title
    number: Count = 0
    source: Line = ""


class EquityAssessment(Record):
    """One round in which several people rate the dimensions; holds no student's name."""

    kind: ClassVar[str] = "equity_assessment"
    title: Title
    coalition: CoalitionId = ""
    school_year: Line = ""
    setting: Line = ""
    """The district, school or program that is looked at."""
    period: Period | None = None
    respondents: PersonIds = ()
    scale: tuple[Line, ...] = ()
    """The words for ratings 1, 2, 3 and so on."""
    closed_on: Day | None = None
    notes: Prose = ""


class DimensionRating(Fact):
    """What one respondent, privately, thinks of one dimension."""

    kind: ClassVar[str] = "dimension_rating"
    key: ClassVar[tuple[str, ...]] = ("assessment", "dimension", "person")
    assessment: EquityAssessmentId
    dimension: DimensionCode
    person: PersonId
    rating: Count = 0
    """1 and up; 0 for no answer."""
    note: Text = ""
    corrects: DimensionRatingId = ""


class DimensionConsensus(Record):
    """What the respondents agreed on for one dimension."""

    kind: ClassVar[str] = "dimension_consensus"
    key: ClassVar[tuple[str, ...]] = ("assessment", "dimension")
    assessment: EquityAssessmentId
    dimension: DimensionCode
    rating: Count = 0
    reasons: Prose = ""


class QuestionNote(Record):
    """A coalition's own notes on a key question."""

    kind: ClassVar[str] = "question_note"
    key: ClassVar[tuple[str, ...]] = ("assessment", "question")
    assessment: EquityAssessmentId
    question: KeyQuestionCode
    notes: Prose = ""


class Priority(Record):
    """An inequity that the coalition wants to act on, with its root cause; projects follow from it."""

    kind: ClassVar[str] = "priority"
    title: Title
    assessment: EquityAssessmentId = ""
    dimension: DimensionCode = ""
    status: PriorityStatus = PriorityStatus.PROPOSED
    importance: Count = 0
    feasibility: Count = 0
    root_cause: Prose = ""
    lead: PersonId = ""
