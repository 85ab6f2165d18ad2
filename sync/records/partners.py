"""Partners: the organizations of a coalition, who speaks for them, and who works with whom."""

from typing import Annotated, ClassVar

from pydantic import Field

from sync.records.base import Record
from sync.records.codes import MemberRoleCode, SectorCode
from sync.records.ids import AttachmentId, MeetingId, PartnerId, PersonId, PersonIds
from sync.records.types import Choice, Count, Day, Email, Id, Line, Phone, Prose, Tags, Text, Title, Url, Yes
from sync.records.values import Address, Period

Strength = Annotated[Count, Field(le=3)]
"""How much, from 0 (not at all) to 3."""


class AgreementStatus(Choice):
    """Where an agreement stands."""

    DRAFT = "draft"
    SIGNED = "signed"
    ENDED = "ended"


class Partner(Record):
    """An organization that works with the coalition."""

    kind: ClassVar[str] = "partner"
    name: Title
    sector: SectorCode = ""
    email: Email = ""
    phone: Phone = ""
    address: Address | None = None
    website: Url = ""
    contact: PersonId = ""
    partner_since: Day | None = None
    inactive: Yes = False
    tags: Tags = ()
    notes: Prose = ""
    watchers: PersonIds = ()
    batch: Id = ""
    merged_into: PartnerId = ""


class Affiliation(Record):
    """What a person is to an organization, from when to when."""

    kind: ClassVar[str] = "affiliation"
    person: PersonId
    partner: PartnerId
    role: Line = ""
    member_role: MemberRoleCode = ""
    represents: Yes = False
    """Whether the person speaks for the organization in the coalition."""
    proxy: PersonId = ""
    """Who may come in their place."""
    period: Period | None = None
    notes: Text = ""
    batch: Id = ""

    def headline(self) -> str:
        """Return the role."""
        return self.role or self.kind


class Tie(Record):
    """That two organizations work together, how closely, and what they share."""

    kind: ClassVar[str] = "tie"
    one: PartnerId
    other: PartnerId
    strength: Strength = 0
    trust: Strength = 0
    shared: Tags = ()
    """What they share, e.g. space, staff, records."""
    seen_on: Day | None = None
    meeting: MeetingId = ""
    notes: Text = ""


class Agreement(Record):
    """A written agreement with a partner, such as a memorandum of understanding."""

    kind: ClassVar[str] = "agreement"
    title: Title
    partner: PartnerId = ""
    status: AgreementStatus = AgreementStatus.DRAFT
    signed_on: Day | None = None
    expires_on: Day | None = None
    remind_days_before: Count = 60
    signers: PersonIds = ()
    document: AttachmentId = ""
    purpose: Text = ""
    notes: Prose = ""
