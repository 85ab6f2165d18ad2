"""An office in which something has happened, for tests that need a past."""

from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import insert, select

from sync.changes import Body, Change
from sync.records.base import new_id
from sync.records.packs import Pack
from sync.records.reference import Sector
from sync.server import schema
from sync.server.founding import add_space, found
from sync.server.intake import Intake, Receipt
from sync.server.office import Caller, Office
from sync.server.publish import publish
from sync.server.whole import writing_whole

SMALL_PACK = Pack(
    name="2026.1",
    published=date(2026, 11, 1),
    records=(Sector(code="libraries", name="Libraries"), Sector(code="parks", name="Parks")),
)


@dataclass
class Laptop:
    """A member's computer, as the office sees it."""

    office: Office
    space: str
    role: str = "treasurer"
    device: str = field(default_factory=new_id)
    person: str = field(default_factory=new_id)
    n: int = 1

    def __post_init__(self) -> None:
        with writing_whole(self.office.storage) as connection:
            texts = dict.fromkeys(
                ("public_key", "program", "enrolled", "last_seen", "revoked", "revoked_by"), ""
            )
            row = {
                **texts,
                "id": self.device,
                "person": self.person,
                "name": "laptop",
                "next_n": 1,
                "waiting": 0,
            }
            connection.execute(insert(schema.devices).values(row))

    def send(self, *changes: tuple[str, str, Body], fault: str = "") -> list[Receipt]:
        """Send (kind, record, body) and return the office's receipts."""
        edit, numbered = new_id(), []
        for kind, record, body in changes:
            numbered.append((Change(self.n, edit, self.space, kind, record, body), fault))
            self.n += 1
        caller = Caller(self.device, self.person, "Ana", {self.space: self.role})
        with self.office.storage.writing([self.space]) as connection:
            wanted = select(schema.spaces).where(schema.spaces.c.space == self.space)
            space = connection.execute(wanted).one()
            return Intake(connection, self.office, caller, space, 0).take(numbered)

    def person_called(self, name: str) -> str:
        """Write a person down and return the id."""
        record = new_id()
        self.send(("person", record, {"set": {"name": name}}))
        return record


def entry(*cents: int) -> tuple[str, str, Body]:
    """Return a new journal entry with these postings."""
    postings = [{"account": "bank", "fund": "", "cents": each, "memo": ""} for each in cents]
    return "journal_entry", new_id(), {"set": {"title": "Supplies", "postings": postings}}


def grow(office: Office) -> Laptop:
    """Found an office with one coalition that has a past: edits, two opinions, a refusal, money."""
    found(office, "Illinois", "admin@example.org")
    publish(office, SMALL_PACK)
    here = Laptop(office, add_space(office, "coalition", "Lake County"))
    there = Laptop(office, here.space)
    person = here.person_called("Beatriz")
    seen = {"name": f"{here.device}.1"}
    here.send(("person", person, {"set": {"name": "Bea"}, "base": seen}))
    there.send(("person", person, {"set": {"name": "Betty"}, "base": seen}))
    here.send(("person", new_id(), {"set": {"name": "Carla"}}), fault="the change is not well formed")
    here.send(entry(1250, -1250), entry(-900, 900))
    there.send(("person", new_id(), {"set": {"name": "Dora"}, "add": {"tags": ["night", "library"]}}))
    return here
