"""Projects and campaigns: what a coalition does, and what is given to it."""

from typing import ClassVar

from sync.records.base import Fact, Record
from sync.records.codes import DimensionCodes, LevelCode, ProjectTypeCode
from sync.records.framework import LevelScope
from sync.records.ids import (
    AnyId,
    AttachmentIds,
    BudgetLineId,
    CampaignId,
    ChangeLogId,
    FundId,
    MeetingId,
    PartnerIds,
    PersonId,
    PersonIds,
    PriorityId,
    ProjectId,
    VolunteerHoursId,
)
from sync.records.types import (
    Choice,
    Count,
    Day,
    Line,
    Prose,
    Tags,
    Text,
    Title,
)
from sync.records.values import Period


class ProjectStatus(Choice):
    """Where a project or campaign stands."""

    PLANNED = "planned"
    ACTIVE = "active"
    PAUSED = "paused"
    FINISHED = "finished"
    DROPPED = "dropped"


class ChangeSort(Choice):
    """What was changed in a community or system."""

    PROGRAM = "program"
    POLICY = "policy"
    PRACTICE = "practice"


class Project(Record):
    """Something that a coalition does; its tasks are action items."""

    kind: ClassVar[str] = "project"
    title: Title
    type: ProjectTypeCode = ""
    status: ProjectStatus = ProjectStatus.PLANNED
    goal: Text = ""
    level: LevelCode = ""
    scope: LevelScope = LevelScope.ORGANIZATION
    dimensions: DimensionCodes = ()
    priority: PriorityId = ""
    lead: PersonId = ""
    team: PersonIds = ()
    partners: PartnerIds = ()
    period: Period | None = None
    fund: FundId = ""
    budget_lines: tuple[BudgetLineId, ...] = ()
    outcomes: Prose = ""
    notes: Prose = ""
    attachments: AttachmentIds = ()
    tags: Tags = ()
    watchers: PersonIds = ()


class VolunteerHours(Fact):
    """Time that somebody gave."""

    kind: ClassVar[str] = "volunteer_hours"
    person: PersonId = ""
    people: Count = 1
    """How many, where they are not named."""
    minutes: Count
    day: Day | None = None
    project: ProjectId = ""
    meeting: MeetingId = ""
    campaign: CampaignId = ""
    work: Line = ""
    corrects: VolunteerHoursId = ""


class ChangeLog(Fact):
    """A change of a program, policy or practice that the coalition helped to bring about."""

    kind: ClassVar[str] = "change_log"
    title: Title
    sort: ChangeSort = ChangeSort.PRACTICE
    day: Day | None = None
    place: Line = ""
    dimensions: DimensionCodes = ()
    level: LevelCode = ""
    project: ProjectId = ""
    partners: PartnerIds = ()
    evidence: AnyId = ""
    note: Text = ""
    corrects: ChangeLogId = ""
