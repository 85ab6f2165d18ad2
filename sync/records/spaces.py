"""Spaces: what a coalition or cohort is, who belongs to it, and on which computers."""

from typing import ClassVar

from sync.records.base import Record
from sync.records.codes import RegionCode
from sync.records.ids import AttachmentId, CohortId, PersonId, PersonIds
from sync.records.types import Choice, Count, Day, Email, Line, Phone, Prose, Tags, Text, Title, Url
from sync.records.values import Address, Period


class CoalitionStatus(Choice):
    """Where a coalition stands."""

    FORMING = "forming"
    ACTIVE = "active"
    PAUSED = "paused"
    ENDED = "ended"


class Role(Choice):
    """What a member may do in a space; the office's table says what that means."""

    LEADER = "leader"
    TREASURER = "treasurer"
    SECRETARY = "secretary"
    MEMBER = "member"
    INSTRUCTOR = "instructor"
    PARTICIPANT = "participant"
    PROGRAM = "program"
    FINANCE = "finance"
    AUDITOR = "auditor"
    ADMIN = "admin"


class Coalition(Record):
    """A coalition; its id is the id of its space. The office owns its identity, the coalition its words."""

    kind: ClassVar[str] = "coalition"
    name: Title
    status: CoalitionStatus = CoalitionStatus.ACTIVE
    districts: Tags = ()
    counties: Tags = ()
    region: RegionCode = ""
    association_region: Line = ""
    """The region of the education association."""
    founded_on: Day | None = None
    students_served: Count = 0
    description: Prose = ""
    website: Url = ""
    email: Email = ""
    phone: Phone = ""
    address: Address | None = None
    time_zone: Line = "America/Chicago"
    fiscal_year_starts: Count = 7
    """The month, 1 to 12."""
    leaders: PersonIds = ()
    treasurer: PersonId = ""
    logo: AttachmentId = ""


class CohortSpace(Record):
    """What a cohort's participants find in their shared space; its id is the id of the space."""

    kind: ClassVar[str] = "cohort_space"
    name: Title
    cohort: CohortId = ""
    welcome: Prose = ""
    contact: PersonId = ""
    link: Url = ""


class Member(Record):
    """That a person belongs to this space, and in which role; the office's accounts decide."""

    kind: ClassVar[str] = "member"
    name: Title
    person: PersonId = ""
    email: Email = ""
    role: Role = Role.MEMBER
    period: Period | None = None
    notes: Text = ""


class DeviceNote(Record):
    """Whose computer a device is and where it stands, so that a late one can be called."""

    kind: ClassVar[str] = "device_note"
    name: Title
    device: Line = ""
    """The device's id, as it signs its changes."""
    person: PersonId = ""
    place: Line = ""
    notes: Text = ""
