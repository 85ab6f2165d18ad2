"""Taking in carry files: the rounds that a computer would have sent, and the answers it takes home.

Whoever brings a file, its changes count as those of the computer that signed it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from sqlalchemy import Connection, Row, select

from sync.carry import Answer, Outbox, Receipt, open_outbox, seal_receipt
from sync.enclosed import LARGEST_CARRY_FILE, Enclosed, StoredFile, enclosed
from sync.errors import Damaged, Refused, Unavailable
from sync.protocol import Cursor, SpacePage, SyncReply, SyncRequest
from sync.sealing import Label, fingerprint, public_text, read_sealed, unseal_with
from sync.server import schema
from sync.server.accounts import roles_of
from sync.server.carried_files import store_files
from sync.server.devices import revoked_error, touch
from sync.server.office import Caller, Office
from sync.server.office_key import find_office_key
from sync.server.rounds import answer
from sync.server.waiting import WAITING, keep_waiting, remove_waiting, spaces_in, waiting_of

_NO_NONCE = "carried-on-a-stick-000"


def take_in(office: Office, source: Path | bytes) -> bytes:
    """Take a carry file in and return the receipt that goes back; see `take`."""
    return take(office, source).receipt


def take(office: Office, source: Path | bytes) -> "TakenIn":
    """Take a carry file in, with the files attached to it; twice is the same as once.

    Damaged where it is not whole, Refused where it is not for this office or its
    computer is no longer trusted; then nothing was changed. A path `waiting:DEVICE`
    takes in, for an administrator, what that computer left in the waiting room.
    """
    if isinstance(source, Path) and str(source).startswith(WAITING):
        return _take_from_waiting(office, str(source).removeprefix(WAITING))
    with _opened(source) as stream:
        return _take(office, stream)


def open_carried(office: Office, source: BinaryIO) -> "Opened":
    """Return what an outbox says and who made it; nothing is taken in yet."""
    label, sealed = read_sealed(source)
    _check_is_outbox(label)
    with office.storage.reading(()) as connection:
        key = find_office_key(connection)
        if key is None or label.to != fingerprint(public_text(key)):
            raise Refused(
                "This carry file was made for another office. Nothing was changed; take it to that one.",
                "carry_other_office",
            )
        device = _device(connection, label.device)
    outbox = open_outbox(label, sealed, key, device.public_key)
    files = list(enclosed(unseal_with(label, key), outbox.files, source))
    return Opened(device, outbox, key, label.whole(sealed), files)


def _take(office: Office, source: BinaryIO, *, trusted: bool = False) -> "TakenIn":
    """Take one file in; `trusted` by an administrator, whatever became of its computer since."""
    opened = open_carried(office, source)
    device, outbox = opened.device, opened.outbox
    caller = _caller(office, device)
    lost = spaces_in(outbox) - caller.roles.keys()
    if trusted and lost:
        raise _still_out(caller, min(lost))
    if not trusted and (device.revoked or lost):
        keep_waiting(office, device, outbox, opened.head)
    if not trusted and device.revoked:
        raise Refused(f"{revoked_error(device).sentence} {_kept_words(outbox)}", "carry_revoked")
    answers = _answers(office, caller, outbox)
    files = store_files(office, caller, opened.files)
    if not trusted:
        touch(office, device)
    receipt = Receipt(answers=answers, files=files)
    return TakenIn(seal_receipt(receipt, device.id, outbox.reply_to, opened.key), files)


def _take_from_waiting(office: Office, device: str) -> "TakenIn":
    taken = None
    for name, content in waiting_of(office, device):
        taken = _take(office, BytesIO(content), trusted=True)
        remove_waiting(office, name)
    if taken is None:
        raise Refused(f"Nothing of a computer '{device[:64]}' is waiting. `devices` lists all computers.")
    return taken


def _answers(office: Office, caller: Caller, outbox: Outbox) -> list[Answer]:
    """Say the rounds for the computer, then hear for it until it is level."""
    receipts = [
        run for each in outbox.requests if each.changes for run in _say(office, caller, each).receipts
    ]
    heard = {each.space: each for request in outbox.requests[:1] for each in request.spaces}
    answers: list[Answer] = []
    while True:
        request = SyncRequest(protocol=1, program="carry", spaces=list(heard.values()))
        reply = answer(office, caller, request, _NO_NONCE)
        answers.append(Answer(since=request.spaces, reply=reply.model_copy(update={"receipts": receipts})))
        receipts = []
        heard = {page.space: _after(page) for page in reply.spaces}
        if not any(page.more for page in reply.spaces):
            return answers


def _say(office: Office, caller: Caller, request: SyncRequest) -> SyncReply:
    """Take the changes of one round in; what is new to the computer is heard apart."""
    return answer(office, caller, request.model_copy(update={"spaces": []}), _NO_NONCE)


def _after(page: SpacePage) -> Cursor:
    return Cursor(space=page.space, epoch=page.epoch, cursor=page.cursor)


def _caller(office: Office, device: Row[Any]) -> Caller:
    with office.storage.reading(()) as connection:
        office.storage.show_memberships(connection, device.person)
        roles = roles_of(connection, device.person, office.now())
    return Caller(device.id, device.person, device.person_name, roles)


def _device(connection: Connection, device: str) -> Row[Any]:
    named = select(schema.devices, schema.persons.c.name.label("person_name"))
    named = named.join(schema.persons, schema.persons.c.id == schema.devices.c.person)
    found = connection.execute(named.where(schema.devices.c.id == device)).one_or_none()
    if found is None:
        raise Refused(
            "The office does not know the computer that made this carry file. Nothing was changed; "
            "that computer has to join first.",
            "carry_unknown_device",
        )
    return found


def _check_is_outbox(label: Label) -> None:
    if label.sort != "outbox":
        raise Refused(_OTHER[label.sort], "carry_sort")


def _still_out(caller: Caller, space: str) -> Refused:
    return Refused(
        f"{caller.name} is not in the space {space} any more, so nothing was taken in. "
        "Let them in again first, or leave it waiting.",
        "not_a_member",
    )


def _kept_words(outbox: Outbox) -> str:
    if outbox.files:
        return "The changes in the file were kept in the waiting room, its attached files were not."
    return "What is in the file was kept in the waiting room."


@contextmanager
def _opened(source: Path | bytes) -> Iterator[BinaryIO]:
    if isinstance(source, bytes):
        yield BytesIO(source)
        return
    try:
        if source.stat().st_size > LARGEST_CARRY_FILE:
            raise Damaged("This file is too large for a carry file. Nothing was changed.", "carry_foreign")
        with source.open("rb") as stream:
            yield stream
    except OSError as error:
        raise Unavailable(
            f"The file '{source}' could not be read: {error.strerror}. Check its name and the stick; "
            "taking a file in twice does no harm."
        ) from error


_OTHER = {
    "receipt": "This is a receipt: it goes back to the computer that the carry file came from. "
    "Nothing was changed.",
    "meeting": "This file is for another computer of the same coalition, not for the office. "
    "Nothing was changed; `carry out` without a meeting makes one for the office.",
}


@dataclass(frozen=True)
class Opened:
    """An outbox that was whole, for this office, and signed by the computer that it names."""

    device: Row[Any]
    outbox: Outbox
    key: X25519PrivateKey
    """The office's own."""
    head: bytes
    """The file as it came, without the bytes of attached files."""
    files: list[Enclosed]


@dataclass(frozen=True)
class TakenIn:
    """What came of a carry file."""

    receipt: bytes
    files: list[StoredFile]
    """The office's word on each attached file."""
