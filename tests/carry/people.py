"""What the tests of carrying share: an office in process, laptops that joined it, a line between them."""

from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from sqlalchemy import select

from desktop.attached_files import Pasted, Place, attach_files
from desktop.paths import Profile, prepare
from desktop.store.attachments import Attachments, files_unsent
from desktop.store.carry import Arrived, Written, carry_in, carry_out
from desktop.store.dump import dump
from desktop.store.outbox import cursors
from desktop.store.replica import Replica
from desktop.store.schema import carried, changes, sealed, set_aside
from desktop.store.sealed_files import file_key
from desktop.store.spaces import take_space
from desktop.store.store import Store, create_store
from sync.client.session import Report, sync
from sync.client.transport import Incoming, Outgoing
from sync.errors import Offline
from sync.invitation import EnrolRequest
from sync.protocol import SyncRequest
from sync.records import VOCABULARY, Vocabulary
from sync.records.base import new_id
from sync.server import founding
from sync.server.accounts import authenticate
from sync.server.carry import take_in
from sync.server.invitations import enrol, invite
from sync.server.limits import Limits
from sync.server.office import Office
from sync.server.rounds import answer
from sync.server.routes.carry import _judge, _keep
from sync.server.waiting import admit_former
from sync.signing import DeviceKey, new_nonce, sign

KEY = "5a" * 32
PLENTY = Limits(enrolments=10_000)
WORDS = Vocabulary(
    VOCABULARY.kinds[kind]
    for kind in (
        "attachment",
        "person",
        "series",
        "meeting",
        "agenda_item",
        "attendance",
        "motion",
        "vote",
        "closed_note",
        "member",
    )
)
"""A few kinds: a store of them is made in a moment."""


def noon() -> str:
    return "2026-11-22T12:00:00+00:00"


@dataclass
class Wire:
    """A line without sockets: signed requests go straight to what the routes call."""

    office: Office
    device: str
    key: DeviceKey
    cut: bool = False
    asked: list[str] = field(default_factory=list)

    def send(self, request: Outgoing) -> Incoming:
        if self.cut:
            raise Offline("The line is cut.")
        self.asked.append(request.path)
        moment = int(self.office.now().timestamp())
        about = {"device": self.device, "time": moment, "nonce": new_nonce()}
        header = sign(self.key, request.method, request.path, request.body, **about)
        return Incoming(200, {}, self._answer(request, header))

    def _answer(self, request: Outgoing, header: str) -> bytes:
        signed = (self.office, request.method, request.path, header, request.body)
        if request.path == "/v1/waiting":
            _judge(_keep, self.office, admit_former(*signed), request.body)
            return b""
        caller = authenticate(*signed)
        if request.path == "/v1/carry":
            _judge(take_in, self.office, request.body)
            return b""
        asked = SyncRequest.model_validate_json(request.body)
        return answer(self.office, caller, asked, "n" * 22).model_dump_json(exclude_defaults=True).encode()


@dataclass
class Laptop:
    """One person's laptop that has joined."""

    store: Store
    wire: Wire
    key: DeviceKey
    space: str
    folder: Path

    def sync(self) -> Report:
        return sync(self.wire, Replica(self.store, "1"))

    def dump(self) -> bytes:
        return b"".join(dump(self.store))

    def add(self, *records) -> str:
        with self.store.edit("Add") as draft:
            for record in records:
                draft.add(record)
        return records[0].id

    def set(self, kind, record, **values) -> None:
        with self.store.edit("Set") as draft:
            draft.set(kind, record, values)

    def append(self, kind, record, name, words) -> None:
        with self.store.edit("Type") as draft:
            draft.append(kind, record, name, words)

    @property
    def files(self) -> Attachments:
        return Attachments(self.store, Profile(self.store.path.parent), self.store.file_key)

    def attach(self, meeting, content: bytes, name="sheet.txt") -> str:
        """Attach bytes to a meeting; returns their hash."""
        place = Place("meeting", meeting, "attachments")
        done = attach_files(self.store, self.files.profile, place, [Pasted(name, content)])
        assert done.faults == ()
        return sha256(content).hexdigest()

    def files_unsent(self) -> int:
        with self.store.reading() as connection:
            return files_unsent(connection)

    def write(self, meeting=None) -> tuple[Path, Written]:
        path = self.folder.parent / f"{new_id()}.carry"
        return path, carry_out(self.store, self.key, path, meeting)

    def carry_out(self, meeting=None) -> Path:
        return self.write(meeting)[0]

    def carry_in(self, path) -> Arrived:
        return carry_in(self.store, path)

    def by_stick(self) -> Arrived:
        """A whole trip to the office and back."""
        return self.carry_in(at_office(self.wire.office, self.carry_out()))

    def cursor(self) -> int:
        with self.store.reading() as connection:
            return next(each.cursor for each in cursors(connection) if each.space == self.space)

    def standings(self) -> list[str]:
        return self._column(select(changes.c.standing).order_by(changes.c.n))

    def reasons(self) -> list[str]:
        return self._column(select(changes.c.reason).where(changes.c.standing == "refused"))

    def waiting_to_hand_over(self) -> list[str]:
        return self._column(select(sealed.c.route))

    def carried(self) -> list[str]:
        return self._column(select(carried.c.id))

    def aside(self) -> list[str]:
        return self._column(select(set_aside.c.id))

    def _column(self, wanted) -> list[str]:
        with self.store.reading() as connection:
            return list(connection.execute(wanted).scalars())


def at_office(office: Office, path: Path) -> Path:
    """Take a file in at the office and return the receipt file."""
    receipt = path.with_suffix(".receipt")
    receipt.write_bytes(take_in(office, path))
    return receipt


def coalition(office: Office) -> str:
    return founding.add_space(office, "coalition", new_id())


def joined(office: Office, folder: Path, space: str, name: str = "Ana", role: str = "leader") -> Laptop:
    """A laptop that has handed in an invitation and heard its spaces once."""
    key = DeviceKey.generate()
    profile = Profile(folder / new_id())
    prepare(profile)
    store = create_store(profile.database, KEY, now=noon, vocabulary=WORDS, me=name)
    store.file_key = file_key(bytes.fromhex(KEY))
    device = store.facts()["device"]
    code = invite(office, space, role)
    asked = EnrolRequest(code=code, device=device, person_name=name, public_key=key.public_key)
    told = enrol(office, asked, "203.0.113.9", PLENTY)
    store.keep_facts(device_key=key.to_text(), person=told.person)
    for given in told.spaces:
        take_space(store, given, home=given.space == space)
    laptop = Laptop(store, Wire(office, device, key), key, space, profile.folder)
    laptop.sync()
    return laptop
