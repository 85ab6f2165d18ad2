"""The developmental framework: levels, claims to them, and the way to the next."""

from typing import ClassVar

from sync.records.base import Record, Reference, Step
from sync.records.codes import LevelCode, LevelIndicatorCode, SupportTypeCode
from sync.records.ids import (
    AnyId,
    AttachmentIds,
    CoalitionId,
    LevelClaimId,
    LevelPlanId,
    PersonId,
    ProjectId,
)
from sync.records.types import Choice, Code, Count, Day, Line, Money, Prose, Text, Title, Yes


class LevelScope(Choice):
    """How far a leader's work reaches."""

    SELF = "self"
    TEAM = "team"
    ORGANIZATION = "organization"
    SYSTEM = "system"


class LevelMove(Choice):
    """The moves of a claim to a level."""

    CLAIMED = "claimed"
    RETURNED = "returned"
    VERIFIED = "verified"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"


class SupportStatus(Choice):
    """How far a request for support is."""

    OPEN = "open"
    ASSIGNED = "assigned"
    GIVEN = "given"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Level(Reference):
    """One of the levels of the framework, in the words of its source."""

    kind: ClassVar[str] = "level"
    key: ClassVar[tuple[str, ...]] = ("code",)
    code: Code
    name: Title
    number: Count = 0
    scope: LevelScope = LevelScope.SELF
    description: Text = ""
    settings: tuple[Line, ...] = ()
    """Where, or with whom, leaders of this level work."""
    source: Line = ""


class LevelIndicator(Reference):
    """One thing that shows a level was reached; a shell has a name but no criteria."""

    kind: ClassVar[str] = "level_indicator"
    key: ClassVar[tuple[str, ...]] = ("code", "version")
    code: Code
    name: Title
    level: LevelCode = ""
    number: Count = 0
    version: Count = 1
    criteria: Text = ""
    evidence_kinds: tuple[Line, ...] = ()
    """Kinds of record that can show it."""
    shell: Yes = False
    """Whether the office has still to write the criteria."""
    retired: Yes = False


class LevelClaim(Record):
    """That a leader is at a level: the case that level steps move. A later one never replaces it."""

    kind: ClassVar[str] = "level_claim"
    person: PersonId
    level: LevelCode = ""
    scope: LevelScope = LevelScope.SELF
    reached_on: Day | None = None
    coalition: CoalitionId = ""
    previous: LevelClaimId = ""
    """The claim that this one follows, upwards or back."""
    statement: Prose = ""


class LevelStep(Step):
    """A request to move a claim to a level; only the office verifies."""

    kind: ClassVar[str] = "level_step"
    case: LevelClaimId
    step: LevelMove = LevelMove.CLAIMED
    note: Text = ""
    day: Day | None = None


class EvidenceLink(Record):
    """That something already logged shows an indicator of a claim."""

    kind: ClassVar[str] = "evidence_link"
    claim: LevelClaimId
    indicator: LevelIndicatorCode = ""
    indicator_version: Count = 1
    about: AnyId = ""
    """The minutes, agreement, project or story that shows it."""
    about_kind: Line = ""
    note: Text = ""
    suggested: Yes = False
    """Whether the program proposed it and nobody has confirmed it yet."""


class LevelPlan(Record):
    """A leader's plan to the next level; its tasks are action items."""

    kind: ClassVar[str] = "level_plan"
    title: Title
    person: PersonId = ""
    level: LevelCode = ""
    aim_for: Day | None = None
    mentor: PersonId = ""
    done: Yes = False
    notes: Prose = ""


class SupportRequest(Record):
    """Asking the state office for financial or technical support."""

    kind: ClassVar[str] = "support_request"
    title: Title
    support_type: SupportTypeCode = ""
    coalition: CoalitionId = ""
    person: PersonId = ""
    level_plan: LevelPlanId = ""
    project: ProjectId = ""
    requested: Money = 0
    needed_by: Day | None = None
    status: SupportStatus = SupportStatus.OPEN
    assigned_to: PersonId = ""
    answer: Prose = ""
    notes: Prose = ""
    attachments: AttachmentIds = ()
