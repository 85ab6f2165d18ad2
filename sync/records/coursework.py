"""What comes out of a cohort: work handed in, credentials, coaching, feedback."""

from typing import ClassVar

from sync.records.base import Fact, Record, Value
from sync.records.codes import CompletionRuleCode
from sync.records.ids import (
    AttachmentIds,
    CohortId,
    CredentialId,
    EnrolmentId,
    PersonId,
    SessionId,
    SubmissionId,
    SubmissionReviewId,
)
from sync.records.types import Choice, Count, Day, FileHash, Line, Prose, Text, Title, Url, Yes


class SubmissionStatus(Choice):
    """Whose turn it is."""

    DRAFT = "draft"
    HANDED_IN = "handed_in"


class Verdict(Choice):
    """What a reviewer says."""

    ACCEPTED = "accepted"
    RETURNED = "returned"


class Score(Value):
    """Points for one criterion of a rubric."""

    criterion: Line = ""
    points: Count = 0
    of: Count = 0
    comment: Text = ""


class Submission(Record):
    """Work that a participant hands in as evidence."""

    kind: ClassVar[str] = "submission"
    title: Title
    person: PersonId = ""
    cohort: CohortId = ""
    session: SessionId = ""
    status: SubmissionStatus = SubmissionStatus.DRAFT
    round: Count = 1
    """Goes up each time the work comes back revised."""
    text: Prose = ""
    attachments: AttachmentIds = ()


class SubmissionReview(Fact):
    """One reviewer's scores and verdict on one round of a submission."""

    kind: ClassVar[str] = "submission_review"
    submission: SubmissionId
    reviewer: PersonId = ""
    round: Count = 1
    scores: tuple[Score, ...] = ()
    verdict: Verdict = Verdict.ACCEPTED
    comment: Text = ""
    day: Day | None = None
    corrects: SubmissionReviewId = ""


class Credential(Fact):
    """That the office issued a micro-credential for a completed cohort."""

    kind: ClassVar[str] = "credential"
    key: ClassVar[tuple[str, ...]] = ("person", "cohort")
    person: PersonId
    cohort: CohortId
    enrolment: EnrolmentId = ""
    name: Line = ""
    url: Url = ""
    """Where anybody can verify it."""
    issued_on: Day | None = None
    eligible_until: Day | None = None
    """Last day on which it opens the way to a stipend."""
    rule: CompletionRuleCode = ""
    rule_version: Count = 0
    payload_hash: FileHash = ""
    """SHA-256 of the Open Badges document that the office signed."""
    revoked: Yes = False
    corrects: CredentialId = ""


class CoachingNote(Record):
    """An instructor's private note on a participant."""

    kind: ClassVar[str] = "coaching_note"
    person: PersonId
    cohort: CohortId = ""
    session: SessionId = ""
    instructor: PersonId = ""
    day: Day | None = None
    notes: Prose = ""
    next_step: Line = ""


class SessionFeedback(Fact):
    """What somebody, unnamed, thought of a session."""

    kind: ClassVar[str] = "session_feedback"
    session: SessionId
    worked: Text = ""
    change: Text = ""
