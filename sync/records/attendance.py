"""Who took part in a meeting, and what they thought of it."""

from typing import ClassVar

from sync.records.base import Fact
from sync.records.codes import SectorCode
from sync.records.ids import (
    AttendanceId,
    MeetingId,
    PersonId,
)
from sync.records.meetings import MeetingFormat
from sync.records.types import (
    Choice,
    Line,
    Moment,
    Text,
    Yes,
)


class Presence(Choice):
    """How a person took part."""

    PRESENT = "present"
    ABSENT = "absent"
    EXCUSED = "excused"
    BY_PROXY = "by_proxy"


class Attendance(Fact):
    """That a person took part in a meeting; a correction has an id of its own."""

    kind: ClassVar[str] = "attendance"
    key: ClassVar[tuple[str, ...]] = ("meeting", "person")
    meeting: MeetingId
    person: PersonId
    presence: Presence = Presence.PRESENT
    format: MeetingFormat = MeetingFormat.IN_PERSON
    arrived_at: Moment | None = None
    left_at: Moment | None = None
    proxy: PersonId = ""
    """Who stood in for the person."""
    sector: SectorCode = ""
    """The sector they spoke for on that day."""
    sheet_code: Line = ""
    """The code of the row on the paper sheet, or of the badge."""
    walk_in: Yes = False
    corrects: AttendanceId = ""


class Departure(Fact):
    """That somebody present left before the end, or came back."""

    kind: ClassVar[str] = "departure"
    meeting: MeetingId
    person: PersonId
    at: Moment | None = None
    returned: Yes = False


class MeetingEvaluation(Fact):
    """What somebody, unnamed, thought of a meeting."""

    kind: ClassVar[str] = "meeting_evaluation"
    meeting: MeetingId
    worked: Text = ""
    change: Text = ""
