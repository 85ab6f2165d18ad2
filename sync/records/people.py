"""People: who they are, whom they live with, and the lists they are on."""

from typing import ClassVar

from sync.records.base import Record
from sync.records.codes import MemberRoleCodes, SectorCode
from sync.records.ids import AnyId, AttachmentId, HouseholdId, PersonId, PersonIds
from sync.records.types import (
    Choice,
    Count,
    Day,
    Email,
    Id,
    Language,
    Line,
    Phone,
    Prose,
    Tags,
    Text,
    Title,
    Yes,
)
from sync.records.values import Address


def normal_email(text: str) -> str:
    """Return the form in which two spellings of one e-mail address are equal."""
    return text.strip().casefold()


def normal_phone(text: str, region: str = "US") -> str:
    """Return a phone number in E.164, or its bare digits where it cannot be one in `region`."""
    # Its tables cost more to import than the whole vocabulary.
    import phonenumbers

    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return "".join(character for character in text if character.isdigit())
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


class AgeBand(Choice):
    """All that is stored about a person's age."""

    ADULT = "adult"
    MINOR = "minor"
    UNSAID = "unknown"


class GroupMembership(Choice):
    """How people come to be in a group."""

    STATIC = "static"
    SMART = "smart"


class SameVerdict(Choice):
    """Whether two records are the same."""

    OPEN = "open"
    SAME = "same"
    DIFFERENT = "different"


class Person(Record):
    """Somebody the coalition knows; never with a student or tax number."""

    kind: ClassVar[str] = "person"
    name: Title
    goes_by: Line = ""
    pronouns: Line = ""
    languages: tuple[Language, ...] = ()
    time_zone: Line = ""
    """IANA name, e.g. America/Chicago."""
    email: Email = ""
    other_emails: tuple[Email, ...] = ()
    phone: Phone = ""
    other_phones: tuple[Phone, ...] = ()
    address: Address | None = None
    other_addresses: tuple[Address, ...] = ()
    household: HouseholdId = ""
    roles: MemberRoleCodes = ()
    sector: SectorCode = ""
    member_since: Day | None = None
    inactive: Yes = False
    age_band: AgeBand = AgeBand.UNSAID
    guardian: PersonId = ""
    do_not_contact: Yes = False
    do_not_photograph: Yes = False
    provisional: Yes = False
    """Added at the door; still to be compared with the people already known."""
    photo: AttachmentId = ""
    tags: Tags = ()
    notes: Prose = ""
    watchers: PersonIds = ()
    contact_every: Count = 0
    """How often somebody should be in touch, in days; 0 for no reminder."""
    batch: Id = ""
    merged_into: PersonId = ""


class Duplicate(Record):
    """That two records may be the same person or partner, and what somebody found."""

    kind: ClassVar[str] = "duplicate"
    one: AnyId
    other: AnyId
    verdict: SameVerdict = SameVerdict.OPEN
    reasons: Tags = ()
    """Why it was suspected, e.g. same phone."""
    kept: AnyId = ""
    """The record that the other was merged into."""
    note: Text = ""


class Household(Record):
    """People at one address, for mailings; holds no money."""

    kind: ClassVar[str] = "household"
    name: Title
    address: Address | None = None
    people: PersonIds = ()
    notes: Prose = ""
    batch: Id = ""


class Group(Record):
    """A list of people, ticked by hand or found by a saved query."""

    kind: ClassVar[str] = "group"
    name: Title
    membership: GroupMembership = GroupMembership.STATIC
    people: PersonIds = ()
    query: Text = ""
    """The saved search of a smart group."""
    purpose: Line = ""
