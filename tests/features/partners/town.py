"""A small town of organizations, and ways to add to it."""

from datetime import date, datetime
from typing import Any

from desktop.store.store import Store
from sync.records.attendance import Attendance, Presence
from sync.records.base import Entry
from sync.records.meetings import Meeting
from sync.records.partners import Affiliation, Partner, Tie
from sync.records.people import Person
from sync.records.values import Period

TODAY = date(2026, 11, 2)
"""The day of the tests' clock."""


def add(store: Store, record: Entry) -> str:
    with store.edit("Add") as draft:
        return draft.add(record)


def partner(store: Store, name: str, sector: str = "libraries", **more: Any) -> str:
    return add(store, Partner(name=name, sector=sector, **more))


def person(store: Store, name: str, **more: Any) -> str:
    return add(store, Person(name=name, **more))


def speaker(
    store: Store, name: str, partner: str, first: date | None = None, last: date | None = None, **more: Any
) -> str:
    """Add a person who speaks for an organization, from when to when."""
    who = person(store, name)
    period = Period(first=first, last=last)
    add(
        store, Affiliation(**{"person": who, "partner": partner, "represents": True, "period": period} | more)
    )
    return who


def meeting(store: Store, day: str, *people: str, presence: Presence = Presence.PRESENT) -> str:
    """Add a meeting on a day at six in the evening in Chicago, and those who came."""
    begins = datetime.fromisoformat(f"{day}T18:00:00-06:00")
    made = add(store, Meeting(title=f"Meeting of {day}", starts_at=begins))
    for who in people:
        add(store, Attendance(meeting=made, person=who, presence=presence))
    return made


def tie(store: Store, one: str, other: str, strength: int = 2, **more: Any) -> str:
    return add(store, Tie(one=one, other=other, strength=strength, **more))
