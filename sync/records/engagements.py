"""Being in touch with people, and where they stand on the coalition's scales."""

from typing import ClassVar

from sync.records.base import Fact, Record, Value
from sync.records.ids import (
    ActionItemId,
    CampaignId,
    EngagementId,
    MeetingId,
    PartnerIds,
    PersonId,
    PersonIds,
    ProjectId,
    ScaleId,
    ScaleRatingId,
)
from sync.records.types import Choice, Count, Day, Line, Moment, Text, Title, Yes


class EngagementFormat(Choice):
    """How people were in touch."""

    ONE_ON_ONE = "one_on_one"
    CALL = "call"
    VISIT = "visit"
    EMAIL = "email"
    TEXT_MESSAGE = "text_message"
    EVENT = "event"
    OTHER = "other"


class EngagementOutcome(Choice):
    """What came of it."""

    NONE = "none"
    INTERESTED = "interested"
    COMMITTED = "committed"
    DECLINED = "declined"
    NO_ANSWER = "no_answer"
    FOLLOW_UP = "follow_up"


class ScaleStep(Value):
    """One step of a scale."""

    number: Count = 0
    name: Line = ""
    meaning: Line = ""


class Engagement(Fact):
    """One talk, call, visit or letter with one or several people."""

    kind: ClassVar[str] = "engagement"
    people: PersonIds
    partners: PartnerIds = ()
    format: EngagementFormat = EngagementFormat.ONE_ON_ONE
    at: Moment | None = None
    duration: Count = 0
    """Minutes."""
    owner: PersonId = ""
    outcome: EngagementOutcome = EngagementOutcome.NONE
    note: Text = ""
    next_step: Line = ""
    next_day: Day | None = None
    action_item: ActionItemId = ""
    meeting: MeetingId = ""
    project: ProjectId = ""
    campaign: CampaignId = ""
    corrects: EngagementId = ""

    def headline(self) -> str:
        """Return the first words of the note, else how it happened."""
        return self.note.partition("\n")[0][:80] or self.next_step or self.format.value


class Scale(Record):
    """A named scale of engagement; a new version is a new scale that names the old."""

    kind: ClassVar[str] = "scale"
    name: Title
    version: Count = 1
    replaces: ScaleId = ""
    steps: tuple[ScaleStep, ...] = ()
    purpose: Text = ""
    retired: Yes = False


class ScaleRating(Fact):
    """Where one person stood on one scale on one day."""

    kind: ClassVar[str] = "scale_rating"
    person: PersonId
    scale: ScaleId
    step: Count = 0
    """Number of a step of the scale."""
    day: Day | None = None
    rated_by: PersonId = ""
    note: Text = ""
    corrects: ScaleRatingId = ""
