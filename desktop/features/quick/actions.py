"""What a line makes: a next step with somebody, an action item or a person; each of them one Edit."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from desktop.i18n import _
from desktop.store.store import Store
from sync.records.base import Entry
from sync.records.engagements import Engagement, EngagementFormat
from sync.records.fields import parse_field
from sync.records.motions import ActionItem
from sync.records.partners import Affiliation
from sync.records.people import Person


@dataclass(frozen=True, slots=True)
class Somebody:
    """Who takes part in what is made: known by an id, or new with a name; neither is nobody."""

    record: str = ""
    name: str = ""
    kind: str = Person.kind

    def put_into(self, made: list[Entry]) -> str:
        """Return their id; somebody new is put among what is made."""
        if self.record or not self.name:
            return self.record
        made.append(person := Person(name=parse_field(Person, "name", self.name)))
        return person.id


NOBODY = Somebody()


class Plan(Protocol):
    """What Enter makes."""

    def label(self) -> str:
        """Return what the Edit is called."""

    def records(self) -> list[Entry]:
        """Return what is made; Malformed for words that a field cannot hold."""


@dataclass(frozen=True, slots=True)
class ContactPlan:
    """Being in touch with somebody some day. It has not happened yet, so it has no moment of its own."""

    format: EngagementFormat
    step: str
    day: date
    whom: tuple[Somebody, ...]
    owner: Somebody = NOBODY

    def label(self) -> str:
        """Return what the Edit is called."""
        return _("Plan: {step}").format(step=self.step)

    def records(self) -> list[Entry]:
        """Return the contact that is to come, with everybody new before it."""
        made: list[Entry] = []
        people = tuple(each.put_into(made) for each in self.whom if each.kind == Person.kind)
        who: dict[str, Any] = {
            "people": tuple(sorted(set(people))),
            "partners": tuple(sorted({each.record for each in self.whom if each.kind != Person.kind})),
            "owner": self.owner.put_into(made),
        }
        step = parse_field(Engagement, "next_step", self.step)
        return [*made, Engagement(format=self.format, next_step=step, next_day=self.day, **who)]


@dataclass(frozen=True, slots=True)
class TaskPlan:
    """Something that somebody will do, perhaps until some day."""

    title: str
    owner: Somebody = NOBODY
    due: date | None = None

    def label(self) -> str:
        """Return what the Edit is called."""
        return _("Add action item")

    def records(self) -> list[Entry]:
        """Return the action item, with its owner before it if they are new."""
        made: list[Entry] = []
        owner = self.owner.put_into(made)
        title = parse_field(ActionItem, "title", self.title)
        return [*made, ActionItem(title=title, owner=owner, due=self.due)]


@dataclass(frozen=True, slots=True)
class PersonPlan:
    """Somebody new."""

    name: str
    phone: str = ""
    email: str = ""
    sector: str = ""
    partner: str = ""
    """The id of their organization."""
    notes: str = ""

    def label(self) -> str:
        """Return what the Edit is called."""
        return _("Add {name}").format(name=self.name)

    def records(self) -> list[Entry]:
        """Return the person, and that they belong to their organization."""
        names = ("name", "phone", "email", "sector", "notes")
        given = {name: value for name in names if (value := getattr(self, name))}
        person = Person.model_validate({name: parse_field(Person, name, given[name]) for name in given})
        belongs = Affiliation(person=person.id, partner=self.partner, represents=True)
        return [person, belongs] if self.partner else [person]


def make(store: Store, plan: Plan) -> str:
    """Make all that was planned as one Edit; return the id of the record it is about."""
    made = plan.records()
    with store.edit(plan.label()) as draft:
        ids = [draft.add(record) for record in made]
    return ids[0] if isinstance(plan, PersonPlan) else ids[-1]
