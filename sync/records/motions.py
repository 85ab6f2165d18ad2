"""What a meeting settles: motions, votes, decisions, and what somebody will do."""

from typing import ClassVar

from sync.records.base import Fact, Record, Value
from sync.records.ids import (
    AgendaItemId,
    AnyId,
    BudgetLineId,
    DecisionId,
    LevelPlanId,
    MeetingId,
    MotionId,
    PersonId,
    PersonIds,
    PriorityId,
    ProjectId,
    VoteId,
)
from sync.records.types import Choice, Count, Day, Moment, Prose, Tags, Text, Title, Yes


class VotingMethod(Choice):
    """How people vote."""

    SHOW_OF_HANDS = "show_of_hands"
    ROLL_CALL = "roll_call"
    BALLOT = "secret_ballot"
    CONSENSUS = "consensus"
    UNANIMOUS_CONSENT = "unanimous_consent"


class Threshold(Choice):
    """How much agreement carries a motion."""

    MAJORITY = "majority"
    TWO_THIRDS = "two_thirds"
    FOUR_FIFTHS = "four_fifths"
    CONSENSUS = "consensus"


class MotionResult(Choice):
    """How a motion ended."""

    OPEN = "open"
    CARRIED = "carried"
    LOST = "lost"
    TABLED = "tabled"
    WITHDRAWN = "withdrawn"
    NO_QUORUM = "no_quorum"


class Ballot(Choice):
    """What one person said to a motion."""

    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"
    STAND_ASIDE = "stand_aside"
    BLOCK = "block"


class DecisionStatus(Choice):
    """Whether a decision still holds."""

    IN_FORCE = "in_force"
    SUPERSEDED = "superseded"
    RESCINDED = "rescinded"


class ActionStatus(Choice):
    """How far an action item is."""

    OPEN = "open"
    DOING = "doing"
    DONE = "done"
    DROPPED = "dropped"


class Tally(Value):
    """The count of a vote."""

    yes: Count = 0
    no: Count = 0
    abstain: Count = 0
    stand_aside: Count = 0
    block: Count = 0


class Motion(Record):
    """Something proposed to a meeting, and what became of it."""

    kind: ClassVar[str] = "motion"
    title: Title
    """The words that are moved, or their short form."""
    text: Text = ""
    meeting: MeetingId = ""
    agenda_item: AgendaItemId = ""
    mover: PersonId = ""
    seconder: PersonId = ""
    amends: MotionId = ""
    method: VotingMethod = VotingMethod.SHOW_OF_HANDS
    threshold: Threshold = Threshold.MAJORITY
    opened_at: Moment | None = None
    eligible: PersonIds = ()
    """Who could vote when the vote was opened."""
    present: Count = 0
    """Voters present at that instant."""
    quorum_met: Yes = False
    tally: Tally | None = None
    result: MotionResult = MotionResult.OPEN
    sentence: Text = ""
    """What the minutes say of it."""
    about: AnyId = ""
    """What it decides on, e.g. a stipend or a budget line; it changes no balance by itself."""


class Vote(Fact):
    """One person's vote in a roll call; a secret ballot has tallies only."""

    kind: ClassVar[str] = "vote"
    key: ClassVar[tuple[str, ...]] = ("motion", "person")
    motion: MotionId
    person: PersonId
    ballot: Ballot = Ballot.YES
    cast_by: PersonId = ""
    """Who voted in the person's place."""
    corrects: VoteId = ""


class Decision(Record):
    """Something the coalition settled, kept in a register across meetings."""

    kind: ClassVar[str] = "decision"
    title: Title
    text: Text = ""
    day: Day | None = None
    meeting: MeetingId = ""
    agenda_item: AgendaItemId = ""
    motion: MotionId = ""
    status: DecisionStatus = DecisionStatus.IN_FORCE
    supersedes: DecisionId = ""
    project: ProjectId = ""
    budget_line: BudgetLineId = ""
    about: AnyId = ""
    """What its motion was about, e.g. a stipend; it changes no balance by itself."""
    tags: Tags = ()


class ActionItem(Record):
    """Something that somebody said they would do."""

    kind: ClassVar[str] = "action_item"
    title: Title
    owner: PersonId = ""
    due: Day | None = None
    status: ActionStatus = ActionStatus.OPEN
    done_on: Day | None = None
    meeting: MeetingId = ""
    agenda_item: AgendaItemId = ""
    carried: tuple[MeetingId, ...] = ()
    """The meetings at which it was carried over."""
    project: ProjectId = ""
    priority: PriorityId = ""
    level_plan: LevelPlanId = ""
    about: AnyId = ""
    tags: Tags = ()
    notes: Prose = ""
    watchers: PersonIds = ()
