"""Training cohorts: their sessions, who takes part, and who was there."""

from typing import ClassVar

from sync.records.attendance import Presence
from sync.records.base import Fact, Record, Step
from sync.records.codes import CompletionRuleCode, ProgramCode, TopicCode, TopicCodes
from sync.records.ids import (
    AttachmentIds,
    CoalitionId,
    CohortId,
    EnrolmentId,
    PersonId,
    PersonIds,
    SessionAttendanceId,
    SessionId,
    TopicCoverageId,
)
from sync.records.meetings import MeetingFormat
from sync.records.types import Choice, Count, Day, Line, Moment, Prose, Text, Title, Url, Yes
from sync.records.values import Period


class CohortStatus(Choice):
    """Where a cohort stands."""

    PLANNED = "planned"
    OPEN = "open"
    RUNNING = "running"
    FINISHED = "finished"
    CANCELLED = "cancelled"


class EnrolmentMove(Choice):
    """The moves of an enrolment."""

    REQUESTED = "requested"
    CONFIRMED = "confirmed"
    WAITLISTED = "waitlisted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    TRANSFERRED = "transferred"
    COMPLETION_PROPOSED = "completion_proposed"
    COMPLETED = "completed"
    NOT_COMPLETED = "not_completed"


class Cohort(Record):
    """A group that goes through a training together during one school year."""

    kind: ClassVar[str] = "cohort"
    title: Title
    program: ProgramCode = ""
    school_year: Line = ""
    """E.g. 2026-27."""
    period: Period | None = None
    format: MeetingFormat = MeetingFormat.HYBRID
    capacity: Count = 25
    """Seats; only the state office may go above 25, with an override that gives the reason."""
    instructors: PersonIds = ()
    rule: CompletionRuleCode = ""
    rule_version: Count = 1
    credential_name: Line = ""
    """The micro-credential, in words; nothing says that there is only one."""
    credential_url: Url = ""
    status: CohortStatus = CohortStatus.PLANNED
    place: Line = ""
    link: Url = ""
    notes: Prose = ""


class Session(Record):
    """One morning of a cohort."""

    kind: ClassVar[str] = "session"
    title: Title
    cohort: CohortId = ""
    number: Count = 0
    starts_at: Moment | None = None
    duration: Count = 180
    """Minutes."""
    time_zone: Line = ""
    place: Line = ""
    link: Url = ""
    format: MeetingFormat = MeetingFormat.HYBRID
    topics: TopicCodes = ()
    """What is planned; `topic_coverage` says what was done."""
    make_up_of: SessionId = ""
    handouts: AttachmentIds = ()
    revision: Count = 0
    """Goes up with each change of time or place: the SEQUENCE of its calendar entry."""
    cancelled: Yes = False
    notes: Prose = ""


class Enrolment(Record):
    """One person's way through one cohort: the case that enrolment steps move."""

    kind: ClassVar[str] = "enrolment"
    person: PersonId
    cohort: CohortId
    coalition: CoalitionId = ""
    reason: Text = ""
    needs: Text = ""
    """What makes taking part possible, e.g. interpretation or step-free access."""


class EnrolmentStep(Step):
    """A request to move an enrolment; the office counts the seats."""

    kind: ClassVar[str] = "enrolment_step"
    case: EnrolmentId
    step: EnrolmentMove = EnrolmentMove.REQUESTED
    note: Text = ""
    to_cohort: CohortId = ""
    """Where a transfer goes."""
    rule: CompletionRuleCode = ""
    rule_version: Count = 0
    """By which version of the rule a completion was judged."""
    day: Day | None = None


class SessionAttendance(Fact):
    """That a person took part in a session; marks of several instructors add up."""

    kind: ClassVar[str] = "session_attendance"
    key: ClassVar[tuple[str, ...]] = ("session", "person")
    session: SessionId
    person: PersonId
    presence: Presence = Presence.PRESENT
    format: MeetingFormat = MeetingFormat.IN_PERSON
    arrived_at: Moment | None = None
    left_at: Moment | None = None
    makes_up: SessionId = ""
    """The missed session that this one stands for."""
    corrects: SessionAttendanceId = ""


class TopicCoverage(Fact):
    """That a topic was covered in a session."""

    kind: ClassVar[str] = "topic_coverage"
    key: ClassVar[tuple[str, ...]] = ("session", "topic")
    session: SessionId
    topic: TopicCode
    covered: Yes = True
    note: Text = ""
    corrects: TopicCoverageId = ""
