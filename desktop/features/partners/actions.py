"""What people do about the organizations of a coalition."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from desktop.features.partners.queries import tie_between
from desktop.i18n import _
from desktop.store.store import Store
from sync.errors import Refused
from sync.records.base import Entry
from sync.records.engagements import Engagement, EngagementFormat, EngagementOutcome
from sync.records.fields import parse_field
from sync.records.partners import Affiliation, Agreement, Partner, Tie
from sync.records.people import Person
from sync.records.values import Period


@dataclass(frozen=True)
class Position:
    """What a person is to an organization, and from when to when."""

    role: str = ""
    represents: bool = True
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True)
class Closeness:
    """How closely two organizations work together; `strength` and `trust` are 0 to 3."""

    strength: int = 1
    trust: int = 0
    shared: tuple[str, ...] = ()


@dataclass(frozen=True)
class Talk:
    """What a person writes down in ten seconds about being in touch."""

    partners: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    format: EngagementFormat = EngagementFormat.CALL
    note: str = ""
    outcome: EngagementOutcome = EngagementOutcome.NONE
    next_step: str = ""
    next_day: date | None = None


def add_partner(store: Store, name: str, sector: str = "") -> str:
    """Add an organization and return its id."""
    name = _name(Partner, name)
    partner = Partner(name=name, sector=sector) if sector else Partner(name=name)
    with store.edit(_("Add an organization")) as draft:
        return draft.add(partner)


def add_person(store: Store, name: str) -> str:
    """Add somebody who is not known yet and return their id."""
    person = Person(name=_name(Person, name))
    with store.edit(_("Add a person")) as draft:
        return draft.add(person)


def add_affiliation(store: Store, partner: str, person: str, position: Position) -> str:
    """Write down what a person is to an organization; return the affiliation's id."""
    if not person:
        raise Refused(_("Say who it is: type a few letters of the name. Nothing was written down yet."))
    made = Affiliation(person=person, partner=partner, **_values(position))
    with store.edit(_("Add somebody to the organization")) as draft:
        return draft.add(made)


def change_affiliation(store: Store, affiliation: str, position: Position) -> None:
    """Put right what a person is, or was, to an organization."""
    values = _values(position)
    period = values["period"]
    values["period"] = period.model_dump(mode="json") if period else None
    with store.edit(_("Change what somebody is to the organization")) as draft:
        draft.set("affiliation", affiliation, values)


def end_affiliation(store: Store, affiliation: str, last: date) -> None:
    """Write down the last day on which a person was that; what was before stays on record."""
    held = Period.model_validate(store.state("affiliation", affiliation)["fields"].get("period") or {})
    period = _period(held.first, last)
    with store.edit(_("End what somebody is to the organization")) as draft:
        draft.set("affiliation", affiliation, {"period": period.model_dump(mode="json") if period else None})


def put_tie(store: Store, one: str, other: str, closeness: Closeness, seen_on: date | None = None) -> str:
    """Write down how closely two organizations work together; a pair has one tie. Return its id."""
    if not other:
        raise Refused(_("Say with which organization: type a few letters of its name. Nothing was changed."))
    if one == other:
        raise Refused(_("An organization has no tie with itself. Choose another one; nothing was changed."))
    known = tie_between(store, one, other)
    values = Tie(
        one=one,
        other=other,
        strength=closeness.strength,
        trust=closeness.trust,
        shared=closeness.shared,
        seen_on=seen_on,
    )
    with store.edit(_("Describe a tie")) as draft:
        if not known:
            return draft.add(values)
        changed = values.model_dump(mode="json", include={"strength", "trust", "shared", "seen_on"})
        draft.set("tie", known, changed)
    return known


def remove_partner(store: Store, partner: str) -> None:
    """Delete an organization; it can be brought back, and what people wrote about it stays."""
    with store.edit(_("Delete an organization")) as draft:
        draft.trash("partner", partner)


def drop_tie(store: Store, tie: str) -> None:
    """Take a tie away; it can be brought back."""
    with store.edit(_("Remove a tie")) as draft:
        draft.trash("tie", tie)


def add_agreement(store: Store, partner: str, title: str, expires_on: date | None = None) -> str:
    """Begin an agreement with an organization, as a draft; return its id."""
    agreement = Agreement(title=title, partner=partner, expires_on=expires_on)
    with store.edit(_("Add an agreement")) as draft:
        return draft.add(agreement)


def remove_agreement(store: Store, agreement: str) -> None:
    """Delete an agreement; it can be brought back."""
    with store.edit(_("Delete an agreement")) as draft:
        draft.trash("agreement", agreement)


def log_talk(store: Store, talk: Talk, at: datetime, owner: str = "") -> str:
    """Write down that somebody was in touch, and what was promised; return the engagement's id."""
    if not talk.partners and not talk.people:
        raise Refused(_("Say with whom: an organization or a person. Nothing was written down yet."))
    engagement = Engagement(
        people=talk.people,
        partners=talk.partners,
        format=talk.format,
        at=at,
        owner=owner,
        outcome=talk.outcome,
        note=talk.note,
        next_step=talk.next_step,
        next_day=talk.next_day,
    )
    with store.edit(_("Log a contact")) as draft:
        return draft.add(engagement)


def _name(kind: type[Entry], name: str) -> str:
    if not name.strip():
        raise Refused(_("A name is needed. Nothing was added yet."))
    return str(parse_field(kind, "name", name))


def _values(position: Position) -> dict[str, Any]:
    period = _period(position.first, position.last)
    return {"role": position.role, "represents": position.represents, "period": period}


def _period(first: date | None, last: date | None) -> Period | None:
    if first and last and last < first:
        raise Refused(_("It cannot end before it began, so nothing was changed. Choose a later day."))
    return Period(first=first, last=last) if first or last else None
