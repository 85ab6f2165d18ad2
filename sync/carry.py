"""Carry files: sync on a stick, for where there is no network.

    outbox   what a computer has to say, signed by it, sealed for the office
    receipt  the office's answer, sealed for that computer by the office
    meeting  a meeting, readable by the members of its space, with the
             sealed outbox of whoever made it, to be handed over to the office

They hold the same rounds as the network would carry, with the same ids, so a
file that arrives twice, late, or after the same changes came by network does
nothing. See `sealing.py` for how they are sealed. The bytes of attached files come
after an outbox or a meeting, see `enclosed.py`.
"""

from base64 import b64decode
from collections.abc import Sized
from typing import NamedTuple, TypeVar

from backports import zstd
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from pydantic import BaseModel, Field, ValidationError

from sync.enclosed import MOST_FILES, EnclosedFile, StoredFile
from sync.protocol import Cursor, Id, Message, Sequence, SyncReply, SyncRequest, Word
from sync.sealing import (
    Label,
    Seal,
    Version,
    damaged,
    derive,
    public_text,
    seal_among,
    seal_for,
    unpack,
    unseal_with,
)
from sync.signing import DeviceKey

LEVEL = 9
SIGNATURE = 64
"""Bytes."""
_Content = TypeVar("_Content", bound=BaseModel)


class Outbox(Message):
    """What a computer has to say to the office."""

    requests: list[SyncRequest]
    """In order; the first says how far each space was heard."""
    reply_to: str = Field(pattern=r"^[A-Za-z0-9+/]{43}=$")
    """The X25519 key for which the receipt is sealed."""
    files: list[EnclosedFile] = Field([], max_length=MOST_FILES)


class Answer(Message):
    """One answer, and up to where its reader has to have heard each space."""

    since: list[Cursor]
    reply: SyncReply


class Receipt(Message):
    """The office's answers to an outbox, in order."""

    answers: list[Answer]
    files: list[StoredFile] = Field([], max_length=MOST_FILES)
    """Those that came along with the outbox."""


class Carried(Message):
    """One record as whoever made the file saw it."""

    kind: Word
    id: Id
    sequence: Sequence
    """What they had heard of it; 0 = the office had not confirmed it."""
    state: str


class Meeting(Message):
    """A meeting on its way to another computer of the same space."""

    space: Id
    upto: Sequence
    """The number of its maker's last change: a later file has a higher one."""
    records: list[Carried]
    parts: list[str]
    """Sealed outboxes for the office, base64, in order."""
    files: list[EnclosedFile] = Field([], max_length=MOST_FILES)


class Letter(NamedTuple):
    """A carry file that still lacks the bytes of its attached files."""

    seal: Seal
    head: bytes
    """The file up to where they come."""
    files: tuple[EnclosedFile, ...] = ()


def seal_outbox(requests: list[SyncRequest], device: str, key: DeviceKey, office_key: str) -> bytes:
    """Return the file with which a computer says its rounds to the office."""
    return letter_to_office(requests, [], device, key, office_key).head


def letter_to_office(
    requests: list[SyncRequest],
    files: list[EnclosedFile],
    device: str,
    key: DeviceKey,
    office_key: str,
) -> Letter:
    """Return the file with which a computer says its rounds to the office and brings it files."""
    seal = seal_for(office_key, "outbox", device, version=_version(files))
    packed = _pack(Outbox(requests=requests, reply_to=public_text(reply_key(key)), files=files))
    return Letter(seal, seal.close(key.sign(seal.label.line() + packed) + packed), tuple(files))


def open_outbox(label: Label, sealed: bytes, office: X25519PrivateKey, device_key: str) -> Outbox:
    """Return what a computer says; Damaged unless it was whole and signed with its key."""
    body = unseal_with(label, office).open(sealed)
    signature, packed = body[:SIGNATURE], body[SIGNATURE:]
    try:
        public = Ed25519PublicKey.from_public_bytes(b64decode(device_key))
        public.verify(signature, label.line() + packed)
    except InvalidSignature:
        raise damaged() from None
    return _unpack(Outbox, packed)


def seal_receipt(receipt: Receipt, device: str, reply_to: str, office: X25519PrivateKey) -> bytes:
    """Return the file with which the office answers a computer."""
    seal = seal_for(reply_to, "receipt", device, office, version=_version(receipt.files))
    return seal.close(_pack(receipt))


def open_receipt(label: Label, sealed: bytes, key: DeviceKey, office_key: str) -> Receipt:
    """Return the office's answers; Damaged unless the office sealed them for this computer."""
    return _unpack(Receipt, unseal_with(label, reply_key(key), office_key).open(sealed))


def seal_meeting(meeting: Meeting, device: str, secret: str) -> Letter:
    """Return the file with a meeting that every member of its space can open."""
    seal = seal_among(secret, meeting.space, "meeting", device, version=_version(meeting.files))
    return Letter(seal, seal.close(_pack(meeting)), tuple(meeting.files))


def open_meeting(seal: Seal, sealed: bytes) -> Meeting:
    """Return a meeting; Damaged unless a member of its space sealed it."""
    return _unpack(Meeting, seal.open(sealed))


def reply_key(key: DeviceKey) -> X25519PrivateKey:
    """Return the key for which receipts are sealed; it follows from the key of the device."""
    return X25519PrivateKey.from_private_bytes(derive(key.private.private_bytes_raw(), "carry receipts"))


def _version(files: Sized) -> Version:
    """Return the version that a file needs: an older program reads what has nothing to do with files."""
    return 2 if files else 1


def _pack(content: BaseModel) -> bytes:
    return zstd.compress(content.model_dump_json(exclude_defaults=True).encode(), LEVEL)


def _unpack(shape: type[_Content], packed: bytes) -> _Content:
    try:
        return shape.model_validate_json(unpack(packed))
    except ValidationError:
        raise damaged() from None
