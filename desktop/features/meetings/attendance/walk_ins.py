"""Somebody nobody expected: added at the door in one go, after a look at who they may be already."""

from dataclasses import dataclass

from desktop.features.meetings import queries
from desktop.features.meetings.approval import require_unlocked
from desktop.features.meetings.attendance.marking import Mark, put_mark
from desktop.features.meetings.moments import day_of, now
from desktop.i18n import _
from desktop.lookalikes import Typed, lookalikes
from desktop.store.store import Store
from sync.errors import Malformed
from sync.records.attendance import Presence
from sync.records.consents import Channel, Consent, ConsentAnswer
from sync.records.fields import parse_field
from sync.records.meetings import Meeting
from sync.records.people import Person


@dataclass(frozen=True, slots=True)
class WalkIn:
    """What somebody at the door says of themselves; one way to reach them is enough."""

    name: str
    email: str = ""
    phone: str = ""
    sector: str = ""
    may_contact: bool = False
    """Whether they agreed to be contacted that way."""
    may_photograph: bool | None = None
    """None = they were not asked."""
    wording: str = ""
    """What they agreed to, as it stood beside the box."""
    sheet_code: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody already known who may be the same person."""

    person: str
    name: str
    organization: str
    reasons: tuple[str, ...]
    """In words, e.g. same phone."""
    is_strong: bool
    """Whether it very probably is them."""


def like_people(store: Store, walk_in: WalkIn) -> list[Known]:
    """Return the people already known who may be the newcomer, the surest first, with the reasons."""
    typed = Typed(walk_in.name.strip(), walk_in.email.strip(), walk_in.phone.strip())
    found = lookalikes(store, typed)
    organizations = queries.organizations(store, [each.id for each in found])
    return [
        Known(each.id, each.name, organizations.get(each.id, ""), each.reasons, each.is_strong)
        for each in found
    ]


def add_walk_in(store: Store, meeting: str, walk_in: WalkIn) -> str:
    """Add somebody who walked in: a provisional person, what they agreed to, and that they came.

    Returns the person's id; one undo takes all of it back. Malformed for a name or an address
    that cannot be one; nothing is added then.
    """
    held = queries.read(store, Meeting, meeting)
    require_unlocked(held)
    person = _person(walk_in)
    came = {"arrived_at": now(store), "walk_in": True, "sector": walk_in.sector}
    came |= {"sheet_code": walk_in.sheet_code} if walk_in.sheet_code else {}
    with store.edit(_("Add {name}, who walked in").format(name=person.name)) as draft:
        draft.add(person)
        for consent in _consents(store, held, person.id, walk_in):
            draft.add(consent)
        put_mark(draft, held, Mark(person.id, Presence.PRESENT, came), None, {})
    return person.id


def _person(walk_in: WalkIn) -> Person:
    if not walk_in.name.strip():
        raise Malformed(_("Somebody who walks in needs a name. Nothing was added."), "no_name")
    fields = {"name": walk_in.name, "sector": walk_in.sector, **_contacts(walk_in)}
    values = {name: parse_field(Person, name, value) for name, value in fields.items()}
    return Person(**values, do_not_photograph=walk_in.may_photograph is False, provisional=True)


def _contacts(walk_in: WalkIn) -> dict[str, str]:
    given = {"email": walk_in.email.strip(), "phone": walk_in.phone.strip()}
    return {name: value for name, value in given.items() if value}


def _consents(store: Store, meeting: Meeting, person: str, walk_in: WalkIn) -> list[Consent]:
    said: list[tuple[Channel, bool]] = []
    if walk_in.may_contact:
        reached = {"email": Channel.EMAIL, "phone": Channel.PHONE}
        said += [(reached[name], True) for name in _contacts(walk_in)]
    if walk_in.may_photograph is not None:
        said.append((Channel.PHOTO, walk_in.may_photograph))
    source = _("at the door of {meeting}").format(meeting=meeting.title)
    return [
        Consent(
            person=person,
            channel=channel,
            answer=ConsentAnswer.GIVEN if agreed else ConsentAnswer.REFUSED,
            day=day_of(store, meeting),
            source=source[:500],
            wording=walk_in.wording,
        )
        for channel, agreed in said
    ]
