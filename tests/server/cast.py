"""An office with every sort of caller in it, and things in each space that only some of them may see."""

from dataclasses import dataclass, field
from hashlib import sha256

from sqlalchemy import select

from sync.records.base import new_id
from sync.server import files, founding, schema
from sync.server.accounts import end_membership
from sync.server.app import make_app
from sync.server.devices import revoke
from sync.server.invitations import invite
from sync.server.office import Caller
from sync.server.office_key import carry_key, find_office_key
from sync.server.whole import reading_whole
from tests.server import entrance, grown

ROLES = {
    "member of A": ("A", "member"),
    "leader of A": ("A", "leader"),
    "treasurer of A": ("A", "treasurer"),
    "leader of B": ("B", "leader"),
    "participant of C": ("C", "participant"),
    "finance in A": ("A", "finance"),
    "auditor in A": ("A", "auditor"),
    "administrator": ("state", "admin"),
    "revoked leader of A": ("A", "leader"),
    "former member of A": ("A", "member"),
    "in no space": ("A", "member"),
}
"""Caller -> where their invitation led, and as what."""
CALLERS = ("anonymous", *ROLES)
_WRITERS = {
    "A": ("leader", "person", "household"),
    "B": ("leader", "person", "household"),
    "C": ("instructor", "person", "coaching_note"),
    "state": ("admin", "letter", "report"),
}
"""Space -> who writes in it, a kind that most there may read, and one that few may."""


@dataclass
class Place:
    """One space, and every secret of it that could get out."""

    id: str
    content: bytes
    """Of a file."""
    secrets: dict[str, bytes] = field(default_factory=dict)

    @property
    def file(self):
        return sha256(self.content).hexdigest()


@dataclass
class Cast:
    """Everybody, and the office they ask."""

    office: object
    app: object
    places: dict[str, Place]
    laptops: dict[str, entrance.Laptop] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    """Caller -> the code that they joined with."""
    numbers: dict[str, int] = field(default_factory=dict)
    persons: dict[str, str] = field(default_factory=dict)

    def place(self, caller, which):
        """What a caller names: their own space, somebody else's, or one that never was."""
        own = ROLES.get(caller, ("A", ""))[0]
        if which == "own":
            return self.places[own]
        return self.places["B" if own == "A" else "A"] if which == "foreign" else nowhere()

    def inside(self, caller):
        """The names of the spaces that a caller is in."""
        if caller in ("anonymous", "in no space", "revoked leader of A"):
            return set()
        return {"state"} if caller == "former member of A" else {"state", ROLES[caller][0]}

    def next_number(self, caller):
        """The number of a caller's next change."""
        self.numbers[caller] = self.numbers.get(caller, 99) + 1  # as long as the one before
        return self.numbers[caller]

    def office_key(self):
        with self.office.storage.reading(()) as connection:
            return find_office_key(connection)

    def sequences(self):
        """The last number of each space: it moves whenever anything is written there."""
        wanted = select(schema.spaces.c.space, schema.spaces.c.seq)
        with reading_whole(self.office.storage) as connection:
            return {row.space: row.seq for row in connection.execute(wanted)}


def nowhere():
    """A space that never was, and a file that nobody has."""
    place = Place(new_id(), new_id().encode())
    place.secrets = {"id": place.id.encode(), "hash": place.file.encode()}
    return place


def gather(office):
    """Found an office, let everybody in, and take away again what some have lost."""
    founding.found(office, "canary-name-state", "office@example.org")
    sorts = {"A": ("coalition", ""), "B": ("coalition", ""), "C": ("cohort", "2026-27")}
    ids = {name: founding.add_space(office, sort, f"canary-name-{name}", year)
           for name, (sort, year) in sorts.items()}  # fmt: skip
    ids["state"] = founding.state_space(office)
    cast = Cast(office, make_app(office, entrance.PLENTY), {})
    cast.places = {name: _furnish(office, name, space) for name, space in ids.items()}
    for caller, (name, role) in ROLES.items():
        _let_in(cast, caller, ids[name], role)
    revoke(office, cast.laptops["revoked leader of A"].id, "The office")
    for caller, lost in (("former member of A", ["A"]), ("in no space", ["A", "state"])):
        for name in lost:
            end_membership(office, ids[name], cast.persons[caller])
    return cast


def _let_in(cast, caller, space, role):
    laptop, code = entrance.Laptop(), invite(cast.office, space, role)
    cast.laptops[caller], cast.codes[caller] = laptop, code
    cast.persons[caller] = entrance.join(cast.office, laptop, code).person


def _furnish(office, name, space):
    """Write into a space what most there may read, what few may, and a file."""
    role, open_kind, close_kind = _WRITERS[name]
    place = Place(space, f"canary-file-{name}".encode() * 5)
    writer = grown.Laptop(office, space, role)
    caller = Caller(writer.device, writer.person, "Writer", {space: role})
    upload = files.Upload(space, place.file, len(place.content))
    files.begin(office, caller, upload)
    files.take(office, caller, upload, 0, place.content)
    changes = [
        (open_kind, new_id(), {"set": {"name": f"canary-{name}-shared"}}),
        (close_kind, new_id(), {"set": _close_words(close_kind, f"canary-{name}-close")}),
        ("attachment", new_id(), {"set": {"name": f"canary-{name}-scan", "file": place.file}}),
    ]
    assert {receipt.letter for receipt in writer.send(*changes)} == {"c"}
    with reading_whole(office.storage) as connection:
        key = carry_key(connection, space)
    words = {
        "shared": f"canary-{name}-shared",
        "close": f"canary-{name}-close",
        "name": f"canary-name-{name}",
    }
    secrets = {**words, "file": f"canary-file-{name}", "hash": place.file, "key": key, "id": space}
    place.secrets = {what: word.encode() for what, word in secrets.items()}
    return place


def _close_words(kind, word):
    return {"report": {"title": word}, "coaching_note": {"person": new_id(), "next_step": word}}.get(
        kind, {"name": word}
    )
