"""A small coalition to try the store on, and ways to look at it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import ClassVar

from desktop.paths import Profile
from desktop.store.dump import dump
from desktop.store.store import Store, add_space, create_store, open_store
from desktop.vault import Key
from sync.records import Vocabulary
from sync.records.base import Record
from sync.records.ledger import JournalEntry
from sync.records.meetings import Meeting
from sync.records.partners import Affiliation, Partner
from sync.records.people import Person
from sync.records.types import Line, Tags, Title

HOME = "01900000-0000-7000-8000-000000000001"
MARKER = "Quetzalcoatlus"
"""A word that no file may show."""


class Kite(Record):
    """A kind of record that no other line of the program knows."""

    kind: ClassVar[str] = "kite"
    name: Title
    colour: Line = ""
    tags: Tags = ()


SMALL = Vocabulary((Affiliation, JournalEntry, Kite, Meeting, Partner, Person))


class Clock:
    """A wall clock that a test turns by hand."""

    def __init__(self) -> None:
        self.time = datetime.fromisoformat("2026-11-02T09:00:00+00:00")

    def __call__(self) -> str:
        return self.time.isoformat()

    def pass_by(self, **time: float) -> None:
        self.time += timedelta(**time)


def new_store(profile: Profile, key: Key, now: Clock, vocabulary: Vocabulary = SMALL) -> Store:
    """A store with a home space, open for work."""
    store = create_store(profile.database, key.hex(), now=now, vocabulary=vocabulary, me="Ana")
    add_space(store, HOME, "coalition", "Lakeview", "leader", home=True)
    return store


def opened(profile: Profile, key: Key, now: Clock, vocabulary: Vocabulary = SMALL) -> Store:
    return open_store(profile.database, key.hex(), now=now, vocabulary=vocabulary)


def fill(store: Store, people: int = 40) -> None:
    """People, a meeting and its minutes, some of them changed since."""
    with store.edit("Fill") as draft:
        for number in range(people):
            draft.add(Person(name=f"{MARKER} {number}", email=f"person{number}@example.org"))
        meeting = draft.add(Meeting(title="First meeting", minutes="We met."))
    with store.edit("Write") as draft:
        draft.append("meeting", meeting, "minutes", f" {MARKER} spoke.")


def content(store: Store) -> bytes:
    """All that the store says, in one spelling."""
    return b"".join(dump(store))


def files_under(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())
