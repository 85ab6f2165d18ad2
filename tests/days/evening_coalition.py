"""The evening of a meeting: a real office, two laptops that have joined it, and what they hold."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

from desktop.exchanging import sync_now
from desktop.features.meetings.action_items import add_action
from desktop.features.meetings.actions import add_meeting
from desktop.features.meetings.agenda import add_item
from desktop.features.meetings.series import next_meeting, start_series
from desktop.joining import join
from desktop.opening import opened, opened_or_begun
from desktop.paths import Profile
from desktop.store.dump import dump
from desktop.store.store import Store
from desktop.vault.early import PASSPHRASE as VARIABLE
from sync.records.packs import bundled_packs
from sync.records.partners import Affiliation, Partner
from sync.records.people import Person
from sync.server.founding import add_space, found
from sync.server.invitations import invite
from sync.server.publish import publish
from tests.days.programs import PASSPHRASE, OfficeProgram
from tests.offices import prepared_office

VOTERS = (
    *("Ana Ruiz", "Luis Díaz", "Maria García", "Priya Patel", "Sam O'Neil", "Olga Silva", "Wei Chen"),
    *("Fatima Ali", "John Brown", "Rosa Lopez", "Ivan Kim", "Tom Miller", "Nina Park", "Omar Davis"),
    *("Juan Pérez", "Kim Nguyen"),
)
SECTORS = ("libraries", "universities")
"""Those of the voters, in turn: nobody is of faith groups or of parks."""
PROMISES = (
    "Ask for the keys",
    "Print the flyers",
    "Call the school",
    "Book the hall",
    "Buy tea",
    "Find chairs",
)
"""What earlier meetings left open; the first two were carried over twice."""
SAME_PHONE = "+1 217 555 0134"


@dataclass
class Laptop:
    """One person's profile that has joined the office."""

    name: str
    profile: Profile

    @contextmanager
    def open(self) -> Iterator[Store]:
        """The store, while no window has it."""
        with patch.dict(os.environ, {VARIABLE: PASSPHRASE}), opened(self.profile) as store:
            yield store

    def sync(self) -> None:
        """Exchange until nothing is left."""
        with self.open() as store:
            assert sync_now(store, until_level=True, timeout=30).level

    def dump(self) -> bytes:
        """Return the logical content of the store."""
        with self.open() as store:
            return b"".join(dump(store))


@dataclass
class Coalition:
    """The office, the laptops of Ana and Luis, and tonight's meeting, which both hold."""

    office: OfficeProgram
    ana: Laptop
    luis: Laptop
    meeting: str = ""
    people: dict[str, str] = field(default_factory=dict)
    """Name -> id."""


@contextmanager
def coalition_of(folder: Path) -> Iterator[Coalition]:
    """Found an office that serves, let two laptops join it, and plan tonight's meeting."""
    office = OfficeProgram(folder / "office")
    codes = _found(folder / "office")
    try:
        url = office.start()
        ana, luis = (_join(folder, name, code, url) for name, code in codes.items())
        coalition = Coalition(office, ana, luis)
        with ana.open() as store:
            _plan(store, coalition)
        for laptop in (ana, luis):
            laptop.sync()
        yield coalition
    finally:
        office.stop()


def _found(folder: Path) -> dict[str, str]:
    """Found an office with one coalition; return the code of each of the two."""
    folder.mkdir()
    with prepared_office(f"sqlite:///{folder / 'office.sqlite'}", folder) as office:
        found(office, "Illinois", "office@example.org")
        for pack in bundled_packs():
            publish(office, pack)
        space = add_space(office, "coalition", "Riverside")
        named = {"Ana Ruiz": "leader", "Luis Díaz": "secretary"}
        return {name: invite(office, space, role, name) for name, role in named.items()}


def _join(folder: Path, name: str, code: str, url: str) -> Laptop:
    first = name.partition(" ")[0]
    profile = Profile(folder / first.lower())
    with patch.dict(os.environ, {VARIABLE: PASSPHRASE}), opened_or_begun(profile) as begun:
        join(begun.store, code, url, f"{first}'s laptop")
        sync_now(begun.store, until_level=True, timeout=30)
    return Laptop(first, profile)


def _plan(store: Store, coalition: Coalition) -> None:
    """Write down who is in the coalition, what was promised, and the meeting of tonight."""
    coalition.people = _people(store)
    voters = tuple(coalition.people[name] for name in VOTERS)
    tonight = datetime.now(UTC).astimezone().replace(microsecond=0)
    series = start_series(
        store,
        "Monthly meeting",
        place="Library basement",
        members=voters,
        topics=("Welcome", "Round of news"),
    )
    before = [_held(store, series, tonight - timedelta(days=days), voters) for days in (60, 30)]
    promises = [add_action(store, before[0], title, voters[n]) for n, title in enumerate(PROMISES)]
    with store.edit("As the meetings before left it") as draft:
        for action in promises[:2]:
            draft.set("action_item", action, {"carried": before})
    coalition.meeting = next_meeting(store, series, tonight)
    add_item(store, coalition.meeting, "Budget", duration=10)


def _held(store: Store, series: str, at: datetime, voters: tuple[str, ...]) -> str:
    return add_meeting(store, "Monthly meeting", series=series, starts_at=at, held=True, voters=voters)


def _people(store: Store) -> dict[str, str]:
    people = [Person(name=name, sector=SECTORS[place % 2]) for place, name in enumerate(VOTERS)]
    known = Person(name="Manuel Díaz", phone=SAME_PHONE)
    library = Partner(name="City Library", sector="libraries")
    with store.edit("People") as draft:
        for each in (*people, known, library):
            draft.add(each)
        draft.add(Affiliation(person=known.id, partner=library.id))
    return {each.name: each.id for each in (*people, known)}
