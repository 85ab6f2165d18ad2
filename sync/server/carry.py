"""Taking in carry files: the rounds that a computer would have sent, and the answers it takes home.

Whoever brings a file, its changes count as those of the computer that signed it.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from sqlalchemy import Connection, Row, select

from sync.carry import Answer, Outbox, Receipt, open_outbox, seal_receipt
from sync.errors import Damaged, Refused, Unavailable
from sync.protocol import Cursor, SpacePage, SyncReply, SyncRequest
from sync.sealing import LARGEST_FILE, Label, fingerprint, public_text, read_label
from sync.server import schema
from sync.server.accounts import roles_of
from sync.server.devices import revoked_error, touch
from sync.server.office import Caller, Office
from sync.server.office_key import find_office_key
from sync.server.rounds import answer
from sync.server.waiting import WAITING, keep_waiting, remove_waiting, spaces_in, waiting_of

_NO_NONCE = "carried-on-a-stick-000"


def take_in(office: Office, source: Path | bytes) -> bytes:
    """Take a carry file in and return the receipt that goes back; twice is the same as once.

    Damaged where it is not whole, Refused where it is not for this office or its
    computer is no longer trusted; then nothing was changed. A path `waiting:DEVICE`
    takes in, for an administrator, what that computer left in the waiting room.
    """
    if isinstance(source, Path) and str(source).startswith(WAITING):
        return _take_from_waiting(office, str(source).removeprefix(WAITING))
    return _take(office, _read(source) if isinstance(source, Path) else source)


def open_carried(office: Office, content: bytes) -> "Opened":
    """Return what an outbox says and who made it; nothing is taken in yet."""
    label, sealed = read_label(content)
    _check_is_outbox(label)
    with office.storage.reading(()) as connection:
        key = find_office_key(connection)
        if key is None or label.to != fingerprint(public_text(key)):
            raise Refused(
                "This carry file was made for another office. Nothing was changed; take it to that one.",
                "carry_other_office",
            )
        device = _device(connection, label.device)
    return Opened(device, open_outbox(label, sealed, key, device.public_key), key)


def _take(office: Office, content: bytes, *, trusted: bool = False) -> bytes:
    """Take one file in; `trusted` by an administrator, whatever became of its computer since."""
    opened = open_carried(office, content)
    device, outbox = opened.device, opened.outbox
    caller = _caller(office, device)
    lost = spaces_in(outbox) - caller.roles.keys()
    if trusted and lost:
        raise _still_out(caller, min(lost))
    if not trusted and (device.revoked or lost):
        keep_waiting(office, device, outbox, content)
    if not trusted and device.revoked:
        why = revoked_error(device).sentence
        raise Refused(f"{why} What is in the file was kept in the waiting room.", "carry_revoked")
    receipt = Receipt(answers=_answers(office, caller, outbox))
    if not trusted:
        touch(office, device)
    return seal_receipt(receipt, device.id, outbox.reply_to, opened.key)


def _take_from_waiting(office: Office, device: str) -> bytes:
    receipt = b""
    for name, content in waiting_of(office, device):
        receipt = _take(office, content, trusted=True)
        remove_waiting(office, name)
    if not receipt:
        raise Refused(f"Nothing of a computer '{device[:64]}' is waiting. `devices` lists all computers.")
    return receipt


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


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise Damaged("This file is too large for a carry file. Nothing was changed.", "carry_foreign")
        return path.read_bytes()
    except OSError as error:
        raise Unavailable(
            f"The file '{path}' could not be read: {error.strerror}. Nothing was changed; check its name."
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
