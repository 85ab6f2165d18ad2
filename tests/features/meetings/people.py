"""A meeting with sixteen voters, and short ways to act in it."""

from datetime import datetime

from desktop.features.meetings.actions import add_meeting
from desktop.features.meetings.attendance.marking import Mark, mark_all
from desktop.store.store import Store
from sync.records.people import Person

EVENING = datetime.fromisoformat("2026-11-10T18:00:00-06:00")
NAMES = [
    *("Ana Ruiz", "Luis Díaz", "Maria García", "Priya Patel", "Sam O'Neil", "Olga Silva", "Wei Chen"),
    *("Fatima Ali", "John Brown", "Rosa Lopez", "Ivan Kim", "Tom Miller", "Nina Park", "Omar Davis"),
    *("Juan Pérez", "Kim Nguyen"),
]
SECTORS = ("libraries", "faith_groups", "parks_and_recreation", "universities")


def add_people(store: Store, names=NAMES) -> list[str]:
    """People by name, their sectors taken in turn; returns their ids."""
    people = [Person(name=name, sector=SECTORS[place % 4]) for place, name in enumerate(names)]
    with store.edit("People") as draft:
        return [draft.add(person) for person in people]


def plan(store: Store, voters: list[str], **known) -> str:
    """A meeting of that evening with these voters."""
    return add_meeting(store, "November meeting", starts_at=EVENING, voters=tuple(voters), **known)


def present(store: Store, meeting: str, people: list[str]) -> None:
    """Mark people present."""
    mark_all(store, meeting, [Mark(person, known={"arrived_at": EVENING}) for person in people])
