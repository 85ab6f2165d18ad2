"""Ana at her laptop on the evening of the meeting, and the first four steps of her walk.

A step asserts what holds after it, by what the window shows or the store holds.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices

from desktop.features.meetings.attendance.badges import badge_of
from desktop.features.meetings.evening import evening_of
from desktop.features.meetings.queries import read
from desktop.features.meetings.roster import roster_of
from desktop.features.people.consents import history
from desktop.store.store import Store
from sync.records.consents import Channel
from sync.records.meetings import Meeting
from sync.records.people import Person
from tests.days.evening_coalition import PROMISES, Coalition, coalition_of
from tests.days.evening_hands import Hands, program_of
from tests.days.programs import PASSPHRASE

MINE, THEIRS = "+1 847 555 0111", "+1 847 555 0122"
"""The number of Maria as Ana and as Luis heard it."""


class Reader(QObject):
    """The program that shows the PDF files of this computer."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[Path] = []

    @Slot(QUrl)
    def show(self, address: QUrl) -> None:
        self.shown.append(Path(address.toLocalFile()))


@dataclass
class Walk:
    """Ana at her laptop, and what she can look at beside it."""

    hands: Hands
    coalition: Coalition
    folder: Path
    reader: Reader

    @property
    def store(self) -> Store:
        assert self.hands.program.session is not None
        return self.hands.program.session.store

    @property
    def meeting(self) -> Meeting:
        return read(self.store, Meeting, self.coalition.meeting)

    def person(self, name: str) -> Person:
        return read(self.store, Person, self.coalition.people[name])


@contextmanager
def walk_of(folder: Path) -> Iterator[Walk]:
    """Ana's laptop before it is opened; the office is out of reach, and Luis has told it something."""
    reader = Reader()
    QDesktopServices.setUrlHandler("file", reader, "show")  # type: ignore[arg-type]  # it takes no bytes
    try:
        with coalition_of(folder) as coalition:
            _luis_changes_three(coalition)
            coalition.office.stop()
            walk = Walk(Hands(program_of(coalition.ana.profile)), coalition, folder, reader)
            yield walk
            walk.hands.shell.close()
    finally:
        QDesktopServices.unsetUrlHandler("file")


def _luis_changes_three(coalition: Coalition) -> None:
    """Two e-mail addresses, and the phone number that Ana will change too."""
    people = coalition.people
    with coalition.luis.open() as store, store.edit("What Luis heard") as draft:
        draft.set("person", people["Priya Patel"], {"email": "priya@example.org"})
        draft.set("person", people["Sam O'Neil"], {"email": "sam@example.org"})
        draft.set("person", people["Maria García"], {"phone": THEIRS})
    coalition.luis.sync()


def unlock(walk: Walk) -> None:
    """1: a passphrase opens it without the office, and it says how it stands with that."""
    hands = walk.hands
    hands.begin()
    assert "Open your coalition" in hands.sees()
    hands.line(PASSPHRASE)
    hands.until(hands.shell.shown_page)
    hands.until_seen("Offline — will sync later")
    hands.press("Ctrl+8")
    hands.until_seen("Last heard: ")
    assert "The office has everything that was changed here" in hands.sees()


def open_tonight(walk: Walk) -> None:
    """2: the agenda comes from the series, with what is still open; agenda and sheet are printed."""
    hands = walk.hands
    hands.press("Ctrl+2")
    seen = hands.sees()
    assert all(words in seen for words in ("Today", "Welcome", "Round of news", "Budget", *PROMISES))
    assert seen.count("Carried 2 times") == 2
    hands.press("Ctrl+P")
    hands.go_to("Large print")
    hands.press("Space")
    for paper in ("Agenda", "Sign-in sheet"):
        hands.go_to(f"Make: {paper}")
        hands.press("Space")
    hands.until(lambda: len(walk.reader.shown) == 2)
    assert sorted(path.name.partition(" - ")[0] for path in walk.reader.shown) == ["Agenda", "Sign-in sheet"]
    assert all(path.read_bytes().startswith(b"%PDF") for path in walk.reader.shown)


def people_arrive(walk: Walk) -> None:
    """3: a badge, three letters each, and two whom nobody expected, one of them known already."""
    hands, meeting = walk.hands, walk.coalition.meeting
    hands.press("Ctrl+Return")
    hands.line(badge_of(walk.store, walk.person("Priya Patel").id))
    assert hands.said() == "Priya Patel is here"
    hands.line("ana", "lui", "mar", "sam", "olg", "wei", "fat")
    assert "No quorum: 1 more" in hands.sees()
    hands.press("Alt+W")
    hands.type("M. Diaz")
    hands.go_to("E-mail or phone")
    hands.type("217 555 0134")
    hands.until_seen("Manuel Díaz, City Library, same phone")
    hands.go_to("Manuel Díaz")
    hands.press("Return")
    hands.line("Carmen Soto")
    hands.type("carmen@example.org")
    hands.go_to("Sector")
    hands.type("sch")
    hands.go_to("May be contacted")
    hands.press("Space", "Return")
    assert hands.said() == "Carmen Soto is here"
    here = {each.name: each for each in roster_of(walk.store, meeting).here}
    assert len(here) == 10
    assert here["Manuel Díaz"].person == walk.person("Manuel Díaz").id
    carmen = here["Carmen Soto"]
    assert carmen.walk_in and carmen.sector == "school_and_district_leaders"
    walk.coalition.people["Carmen Soto"] = carmen.person
    assert walk.person("Carmen Soto").email == "carmen@example.org"
    assert [each.channel for each in history(walk.store, carmen.person)] == [Channel.EMAIL]


def quorum(walk: Walk) -> None:
    """4: the ninth voter of sixteen turns the light on; the strip says of which sectors nobody is here."""
    hands = walk.hands
    hands.line("joh")
    assert "Quorum: 9 of 16, needed 9" in hands.sees()
    missing = next(line for line in hands.sees().split("\n") if line.startswith("Not here: "))
    assert "aith" in missing and "arks" in missing
    assert "ibraries" not in missing and "niversit" not in missing
    hands.line("ros", "iva")
    assert evening_of(walk.store, walk.coalition.meeting).light.here == 11
