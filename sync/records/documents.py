"""What goes out and comes in: letters, messages, reports as they were, imports."""

from typing import ClassVar

from sync.records.base import Fact, Record, Value
from sync.records.ids import AnyId, AttachmentIds, LetterId, MeetingId, PersonIds, ReportId
from sync.records.types import (
    Choice,
    Code,
    Count,
    Day,
    Email,
    FileHash,
    Language,
    Line,
    Moment,
    Prose,
    Text,
    Title,
    Yes,
)
from sync.records.values import Period


class MessageState(Choice):
    """Whether a message was sent."""

    DRAFT = "draft"
    READY = "ready"
    SENT = "sent"


class Column(Value):
    """Which column of a file goes into which field."""

    column: Line = ""
    field: Line = ""


class Letter(Record):
    """A template for letters, thank-you notes and messages, with words in braces to be filled in."""

    kind: ClassVar[str] = "letter"
    name: Title
    language: Language = "en"
    subject: Line = ""
    body: Prose = ""
    retired: Yes = False


class Message(Record):
    """A message made here, to be sent from the writer's own mail program when there is a network."""

    kind: ClassVar[str] = "message"
    title: Title
    """Its subject."""
    people: PersonIds = ()
    to: tuple[Email, ...] = ()
    body: Text = ""
    letter: LetterId = ""
    meeting: MeetingId = ""
    about: AnyId = ""
    attachments: AttachmentIds = ()
    state: MessageState = MessageState.DRAFT
    sent_at: Moment | None = None


class Report(Fact):
    """A report as it was handed out: a frozen copy that says from what it was made."""

    kind: ClassVar[str] = "report"
    title: Title
    sort: Code = ""
    """E.g. minutes, treasurer, quarter, funder."""
    period: Period | None = None
    about: AnyId = ""
    file: FileHash = ""
    content_hash: FileHash = ""
    """SHA-256 of the rows it was made from; printed in its footer."""
    program_version: Line = ""
    made_at: Moment | None = None
    replaces: ReportId = ""


class ImportBatch(Fact):
    """One import of a file; every row that it made names it."""

    kind: ClassVar[str] = "import_batch"
    name: Title
    """The file's name."""
    into: Code = ""
    """The kind of record that was imported."""
    file: FileHash = ""
    made: Count = 0
    changed: Count = 0
    matched: Count = 0
    refused: Count = 0
    day: Day | None = None


class ImportMapping(Record):
    """Which columns of a sort of file go where, kept for next time."""

    kind: ClassVar[str] = "import_mapping"
    name: Title
    into: Code = ""
    columns: tuple[Column, ...] = ()
    notes: Text = ""
