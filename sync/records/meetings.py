"""Meetings: their series, agenda, who came, and the minutes."""

from typing import ClassVar

from sync.records.base import Fact, Record, Value
from sync.records.ids import (
    AgendaItemId,
    AttachmentIds,
    MeetingId,
    MotionId,
    PersonId,
    PersonIds,
    ProjectId,
    SeriesId,
)
from sync.records.types import (
    Choice,
    Count,
    Day,
    FileHash,
    Line,
    Moment,
    Prose,
    Tags,
    Text,
    Title,
    Url,
    Yes,
)


class MeetingFormat(Choice):
    """Where people are."""

    IN_PERSON = "in_person"
    VIRTUAL = "virtual"
    HYBRID = "hybrid"


class MinutesStatus(Choice):
    """How far the minutes are."""

    DRAFT = "draft"
    REVIEWED = "reviewed"
    APPROVED = "approved"
    PUBLISHED = "published"


class QuorumBasis(Choice):
    """What a quorum is counted against."""

    NONE = "none"
    COUNT = "count"
    PERCENT = "percent"
    MAJORITY = "majority"
    PER_SECTORS = "per_sectors"


class AgendaSection(Choice):
    """In which block of the agenda an item stands."""

    ORDINARY = "ordinary"
    CONSENT = "consent"
    PARKING_LOT = "parking_lot"


class Quorum(Value):
    """How many must be present: a count, a percentage, or members of this many sectors."""

    basis: QuorumBasis = QuorumBasis.MAJORITY
    number: Count = 0


class Series(Record):
    """Meetings that come again, and what each of them starts with."""

    kind: ClassVar[str] = "series"
    title: Title
    recurrence: Line = ""
    """An iCalendar rule, e.g. FREQ=MONTHLY;BYDAY=1TU."""
    place: Line = ""
    link: Url = ""
    format: MeetingFormat = MeetingFormat.IN_PERSON
    duration: Count = 60
    """Minutes."""
    quorum: Quorum | None = None
    members: PersonIds = ()
    topics: tuple[Line, ...] = ()
    """Titles with which each next agenda opens."""
    notes: Text = ""
    ended: Yes = False


class Meeting(Record):
    """A gathering of the coalition, past or planned."""

    kind: ClassVar[str] = "meeting"
    title: Title
    starts_at: Moment | None = None
    duration: Count = 60
    """Minutes."""
    time_zone: Line = ""
    place: Line = ""
    link: Url = ""
    format: MeetingFormat = MeetingFormat.IN_PERSON
    series: SeriesId = ""
    chair: PersonId = ""
    note_taker: PersonId = ""
    """Who holds the pen; one at a time."""
    invited: PersonIds = ()
    voters: PersonIds = ()
    """The members against whom a quorum is counted."""
    quorum: Quorum | None = None
    agenda: tuple[AgendaItemId, ...] = ()
    """Its items in order."""
    minutes: Prose = ""
    minutes_status: MinutesStatus = MinutesStatus.DRAFT
    approved_hash: FileHash = ""
    """SHA-256 of the approved minutes; they are locked from then on."""
    approved_by: MotionId = ""
    sheet_count: Count = 0
    """Signatures on the paper sheets, to be reconciled with the roster."""
    revision: Count = 0
    """Goes up with each change of time or place: the SEQUENCE of its calendar entry."""
    cancelled: Yes = False
    held: Yes = False
    """Whether the meeting was closed with its checklist."""
    closed: Yes = False
    """Whether it is left out of published copies."""
    initials_only: Yes = False
    """Whether its sheets and reports show people by their initials."""
    attachments: AttachmentIds = ()
    tags: Tags = ()
    project: ProjectId = ""


class AgendaItem(Record):
    """One item of an agenda."""

    kind: ClassVar[str] = "agenda_item"
    title: Title
    meeting: MeetingId = ""
    section: AgendaSection = AgendaSection.ORDINARY
    duration: Count = 0
    """Planned minutes."""
    presenter: PersonId = ""
    recurring: Yes = False
    carried_from: AgendaItemId = ""
    closed: Yes = False
    """Whether it is redacted from the published copy."""
    opened_at: Moment | None = None
    finished_at: Moment | None = None
    attachments: AttachmentIds = ()
    notes: Prose = ""


class ClosedNote(Record):
    """Notes of a closed item, a kind of their own so that they travel to fewer people."""

    kind: ClassVar[str] = "closed_note"
    meeting: MeetingId
    agenda_item: AgendaItemId = ""
    notes: Prose = ""


class MinutesAmendment(Fact):
    """A correction appended to approved minutes, which themselves stay as they are."""

    kind: ClassVar[str] = "minutes_amendment"
    meeting: MeetingId
    text: Text
    motion: MotionId = ""
    day: Day | None = None
