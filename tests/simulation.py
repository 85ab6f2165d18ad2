"""A small world: one real office, several real stores, and a network between them that can be made to fail.

No sockets: a request is the bytes that would have gone over the wire, so a
simulation is fast and one seed is one run.
"""

import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import orjson
from sqlalchemy import delete, insert, select

from desktop.store.dump import dump
from desktop.store.replica import Replica
from desktop.store.schema import changes as my_changes
from desktop.store.schema import spaces as my_spaces
from desktop.store.store import Store, add_space, create_store, open_store
from sync.changes import Change, State
from sync.client.session import read_reply
from sync.protocol import SyncRequest
from sync.records import VOCABULARY, Vocabulary
from sync.records.base import new_id
from sync.server import schema
from sync.server.office import Caller, Office
from sync.server.permissions import Audience
from sync.server.pull import digest_for
from sync.server.refusals import NumbersTaken
from sync.server.rounds import answer

KEY = "5a" * 32
CASES = ("stipend", "stipend_step", "fund", "cohort", "enrolment", "enrolment_step", "override")
BOOKS = ("month", "month_lock", "journal_entry")
WORDS = Vocabulary(
    VOCABULARY.kinds[kind] for kind in ("person", "meeting", "attendance", "household", *CASES, *BOOKS)
)
"""A few kinds of each merge class: a store of them is made in a moment."""


def noon() -> str:
    """Return the only time there is in a simulation."""
    return "2026-11-22T12:00:00+00:00"


@dataclass
class Message:
    """A request under way, or its answer."""

    body: bytes
    sent: list[Change]
    device: str


@dataclass
class Device:
    """One person's laptop: a real store in a file, opened again at will."""

    name: str
    path: Path
    person: str
    roles: dict[str, str]
    words: Vocabulary
    store: Store = field(init=False)

    def __post_init__(self) -> None:
        self.open()

    def open(self) -> None:
        """Open the file, as after a start or a crash."""
        self.store = open_store(self.path, KEY, now=noon, vocabulary=self.words)
        self.replica = Replica(self.store, "1")
        self.id = self.store.author.device

    def crash(self) -> None:
        """Lose everything that is not in the file."""
        self.store.close()
        self.open()

    def ask(self) -> Message:
        """Return the next round as bytes."""
        request, sent = self.replica.request()
        return Message(request.model_dump_json(exclude_defaults=True).encode(), sent, self.id)

    def hear(self, reply: Message) -> None:
        """Take in an answer."""
        self.replica.take(read_reply(reply.body), reply.sent)

    def state(self, kind: str, record: str) -> State | None:
        """Return what this laptop knows of a record, None if nothing."""
        from sync.errors import Unknown

        try:
            return self.store.state(kind, record)
        except Unknown:
            return None

    def cursors(self) -> dict[str, tuple[int, int]]:
        """Return space -> (epoch, cursor)."""
        with self.store.reading() as connection:
            rows = connection.execute(select(my_spaces.c.space, my_spaces.c.epoch, my_spaces.c.cursor))
            return {space: (epoch, cursor) for space, epoch, cursor in rows}

    def digest(self, space: str) -> str:
        """Return this laptop's own digest of a space."""
        with self.store.reading() as connection:
            wanted = select(my_spaces.c.digest).where(my_spaces.c.space == space)
            return str(connection.execute(wanted).scalar_one())

    def outbox(self) -> list[tuple[str, str, dict[str, object]]]:
        """Return (standing, record, body) of every change this laptop ever made."""
        with self.store.reading() as connection:
            wanted = select(my_changes.c.standing, my_changes.c.record, my_changes.c.body)
            return [
                (standing, record, orjson.loads(body))
                for standing, record, body in connection.execute(wanted)
            ]

    def dump(self) -> bytes:
        """Return the logical content of the store."""
        return b"".join(dump(self.store))


class World:
    """One office and its people."""

    def __init__(self, folder: Path, office: Office, template: Path, words: Vocabulary = WORDS) -> None:
        self.folder, self.template, self.office, self.words = folder, template, office, words
        self.callers: dict[str, Caller] = {}
        self.devices: list[Device] = []

    def add_space(self, sort: str = "coalition") -> str:
        """Open a new, empty space."""
        space = new_id()
        row = {"space": space, "sort": sort, "name": "Belvidere", "year": "", "seq": 0, "epoch": 1}
        with self.office.storage.writing([space]) as connection:
            connection.execute(insert(schema.spaces).values(**row, durable=0, chain=""))
        return space

    def add_device(self, name: str, roles: dict[str, str], person: str = "") -> Device:
        """Give a person a laptop that has joined their spaces."""
        path = self.folder / f"{new_id()}.db"
        shutil.copy(self.template, path)
        device = Device(name, path, person or new_id(), roles, self.words)
        device.store.keep_facts(device=new_id(), me=name)
        for place, (space, role) in enumerate(roles.items()):
            add_space(device.store, space, "coalition", "Belvidere", role, home=place == 0)
        device.crash()
        self.callers[device.id] = Caller(device.id, device.person, name, roles)
        row = {"id": device.id, "person": device.person, "name": name, "public_key": "", "next_n": 1}
        rest = dict.fromkeys(("program", "enrolled", "last_seen", "revoked", "revoked_by"), "")
        with self.office.storage.writing(roles) as connection:
            connection.execute(insert(schema.devices).values(**row, waiting=0, **rest))
        self.devices.append(device)
        return device

    def answer(self, message: Message) -> Message:
        """Let the office answer a request."""
        request = SyncRequest.model_validate_json(message.body)
        try:
            reply = answer(self.office, self.callers[message.device], request, "n" * 22)
        except NumbersTaken as error:
            raise AssertionError("the number of a change is given twice") from error
        return Message(reply.model_dump_json(exclude_defaults=True).encode(), message.sent, message.device)

    def round(self, device: Device) -> None:
        """Exchange one round without a fault."""
        device.hear(self.answer(device.ask()))

    def settle(self, spaces: Iterable[str], rounds: int = 60) -> int:
        """Let everybody sync until nobody has anything to say or to hear; return after how many rounds."""
        for number in range(1, rounds + 1):
            for device in self.devices:
                self.round(device)
            if all(self.is_level(device, space) for device in self.devices for space in spaces):
                return number
        raise AssertionError("no quiet was reached")

    def is_level(self, device: Device, space: str) -> bool:
        """Return whether a laptop has said and heard everything."""
        head = self.space_row(space)
        waiting = any(standing in ("unsent", "acked") for standing, _, _ in device.outbox())
        return not waiting and device.cursors().get(space) == (head.epoch, head.seq)

    def space_row(self, space: str):  # type: ignore[no-untyped-def]
        """Return the office's row of a space."""
        with self.office.storage.reading([space]) as connection:
            return connection.execute(select(schema.spaces).where(schema.spaces.c.space == space)).one()

    def digest(self, space: str) -> str:
        """Return the office's digest of a space."""
        with self.office.storage.reading([space]) as connection:
            return digest_for(connection, space, Audience())

    def states(self, space: str) -> dict[str, State]:
        """Return all that the office holds of a space."""
        with self.office.storage.reading([space]) as connection:
            rows = connection.execute(
                select(schema.records.c.id, schema.records.c.state).where(schema.records.c.space == space)
            )
            return {record: orjson.loads(state) for record, state in rows}

    def close(self) -> None:
        """Let go of the stores of one simulation; the office goes on."""
        for device in self.devices:
            device.store.close()
            for file in self.folder.glob(device.path.name + "*"):
                file.unlink()
        ids = [device.id for device in self.devices]
        with self.office.storage.writing(()) as connection:
            connection.execute(delete(schema.devices).where(schema.devices.c.id.in_(ids)))
        self.devices.clear()


def make_template(folder: Path, words: Vocabulary = WORDS) -> Path:
    """Return a file with an empty store, to be copied for each laptop."""
    path = folder / "template.db"
    store = create_store(path, KEY, now=noon, vocabulary=words, me="nobody")
    with store.engine.connect() as connection:
        connection.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[attr-defined]
    store.close()
    return path
