"""Sealed files: one line that says what it is, and a body that one key opens.

The key to the body comes by HKDF-SHA256 from an X25519 agreement between the
receiver's key and one made for this file alone; where the receiver must know who
sealed it, the sender's own key takes part too. What members of a space share is
sealed with their common secret instead. The body is AES-256-GCM over zstd, and
vouches for the line before it.

Version 2 is only for what says anything of attached files: before the body stands its
length in eight bytes, and after it may come the bytes of files, see `enclosed.py`.
"""

from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from hashlib import sha256
from io import BytesIO
from secrets import token_bytes
from typing import BinaryIO, Literal

from backports import zstd
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from pydantic import Field, ValidationError

from sync.errors import Damaged
from sync.protocol import Id, Message

MAGIC = b"Coalition Desk carry file "
LARGEST = 256 * 1024 * 1024
"""Bytes of a body when unpacked."""
LARGEST_FILE = 64 * 1024 * 1024
"""Bytes of a file, without those of the files that are attached."""
_LONGEST_LINE = 1000
_LENGTH = 8
"""Bytes in which the length of a body is told."""
_NONCE = 12
"""Bytes."""
_WINDOW = {int(zstd.DecompressionParameter.window_log_max): 23}

Sort = Literal["outbox", "receipt", "meeting"]
Version = Literal[1, 2]
_VERSIONS: dict[bytes, Version] = {b"1\n": 1, b"2\n": 2}


class Label(Message):
    """What a sealed file says of itself to everybody."""

    sort: Sort
    device: Id
    """Who made it; of a receipt, whom it is for."""
    to: str = Field(max_length=64)
    """The fingerprint of the key that opens it, or the space whose members can."""
    salt: str = Field(max_length=64)
    """The public half of the key made for this file, or as many random bytes; base64."""
    version: Version = Field(1, exclude=True)

    def line(self) -> bytes:
        """Return all of a file that is not sealed and comes before what is."""
        return MAGIC + b"%d\n" % self.version + self.model_dump_json().encode() + b"\n"

    def whole(self, sealed: bytes) -> bytes:
        """Return the file with a sealed body, but not what may come after it."""
        return self.line() + (len(sealed).to_bytes(_LENGTH) if self.version > 1 else b"") + sealed


def seal_for(
    public_key: str,
    sort: Sort,
    device: str,
    sender: X25519PrivateKey | None = None,
    *,
    version: Version = 1,
) -> "Seal":
    """Return the seal of a file that only the owner of an X25519 key opens."""
    once = X25519PrivateKey.generate()
    to, salt = fingerprint(public_key), public_text(once)
    label = Label(sort=sort, device=device, to=to, salt=salt, version=version)
    return Seal(label, _agree(public_key, once, sender))


def seal_among(secret: str, space: str, sort: Sort, device: str, *, version: Version = 1) -> "Seal":
    """Return the seal of a file that all members of a space open with their common secret."""
    salt = b64encode(token_bytes(32)).decode()
    label = Label(sort=sort, device=device, to=space, salt=salt, version=version)
    return Seal(label, _decode(secret))


def unseal_with(label: Label, own: X25519PrivateKey, sender: str = "") -> "Seal":
    """Return the seal of a file that was sealed for `own`; by the owner of the key `sender`, if given."""
    agreed = _exchange(own, label.salt) + (_exchange(own, sender) if sender else b"")
    return Seal(label, agreed)


def unseal_among(label: Label, secret: str) -> "Seal":
    """Return the seal of a file for the members of a space."""
    return Seal(label, _decode(secret))


def read_label(content: bytes) -> tuple[Label, bytes]:
    """Return what a file says of itself, and its sealed body; Damaged if it is none of ours."""
    return read_sealed(BytesIO(content))


def read_sealed(source: BinaryIO) -> tuple[Label, bytes]:
    """Return what `read_label` does, and leave the source where the attached files begin."""
    if source.read(len(MAGIC)) != MAGIC:
        raise Damaged("This is not a carry file of Coalition Desk. Nothing was changed.", "carry_foreign")
    version = _VERSIONS.get(source.readline(_LONGEST_LINE))
    if version is None:
        raise Damaged(
            "This carry file is from a newer program. Nothing was changed; update this one first.",
            "carry_newer",
        )
    label = _read_line(source.readline(_LONGEST_LINE), version)
    length = int.from_bytes(source.read(_LENGTH)) if version > 1 else None
    sealed = source.read(LARGEST_FILE + 1 if length is None else min(length, LARGEST_FILE + 1))
    if len(sealed) > LARGEST_FILE:
        raise Damaged("This file is too large for a carry file. Nothing was changed.", "carry_foreign")
    if length is not None and len(sealed) < length:
        raise damaged()
    return label, sealed


def damaged() -> Damaged:
    """Return the error for a file that is not whole, or was changed on the way."""
    return Damaged(
        "This carry file is damaged: it is not whole, or was changed on the way. Nothing was taken from it; "
        "copy it again, or make it anew.",
        "carry_damaged",
    )


def unpack(packed: bytes) -> bytes:
    """Return what zstd packed, up to the largest size; Damaged if it is not that."""
    reader = zstd.ZstdDecompressor(options=_WINDOW)
    try:
        content = reader.decompress(packed, LARGEST)
    except zstd.ZstdError:
        raise damaged() from None
    if not reader.eof or reader.unused_data:
        raise damaged()
    return content


def fingerprint(public_key: str) -> str:
    """Return the name of a key: the first half of the SHA-256 of its base64."""
    return sha256(public_key.encode()).hexdigest()[:32]


def public_text(key: X25519PrivateKey) -> str:
    """Return the public half of a key in base64."""
    return b64encode(key.public_key().public_bytes_raw()).decode()


def private_text(key: X25519PrivateKey) -> str:
    """Return the private half of a key in base64, for where secrets are kept."""
    return b64encode(key.private_bytes_raw()).decode()


def read_private(text: str) -> X25519PrivateKey:
    """Return the key behind its private half."""
    return X25519PrivateKey.from_private_bytes(b64decode(text))


def derive(secret: bytes, purpose: str, length: int = 32) -> bytes:
    """Return bytes that follow from a secret, and tell nothing of it, for one purpose."""
    return HKDF(SHA256(), length, None, purpose.encode()).derive(secret)


def _read_line(line: bytes, version: Version) -> Label:
    try:
        label = Label.model_validate_json(line).model_copy(update={"version": version})
    except ValidationError:
        raise damaged() from None
    if not label.line().endswith(b"\n" + line):
        raise damaged()
    return label


def _agree(public_key: str, once: X25519PrivateKey, sender: X25519PrivateKey | None) -> bytes:
    return _exchange(once, public_key) + (_exchange(sender, public_key) if sender else b"")


def _exchange(own: X25519PrivateKey, other: str) -> bytes:
    try:
        return own.exchange(X25519PublicKey.from_public_bytes(_decode(other)))
    except ValueError:  # not 32 bytes, or a key with which nothing can be agreed
        raise damaged() from None


def _decode(text: str) -> bytes:
    try:
        return b64decode(text, validate=True)
    except NotBase64:
        raise damaged() from None


class Seal:
    """The key to one file."""

    def __init__(self, label: Label, agreed: bytes) -> None:
        self.label = label
        mixed = derive(agreed + label.line(), f"carry {label.sort}", 44)
        # A key is never used for a second file, so its nonce may follow from it too.
        self._cipher, self._nonce = AESGCM(mixed[:32]), mixed[32:]
        self._pieces = AESGCM(derive(agreed + label.line(), f"carry {label.sort} files"))

    def close(self, body: bytes) -> bytes:
        """Return the whole file with a body."""
        return self.label.whole(self._cipher.encrypt(self._nonce, body, self.label.line()))

    def open(self, sealed: bytes) -> bytes:
        """Return the body; Damaged unless it is as it was sealed."""
        try:
            return self._cipher.decrypt(self._nonce, sealed, self.label.line())
        except InvalidTag:
            raise damaged() from None

    def close_piece(self, number: int, piece: bytes) -> bytes:
        """Return a piece of an attached file, sealed; no two have the same number."""
        return self._pieces.encrypt(number.to_bytes(_NONCE), piece, self.label.line())

    def open_piece(self, number: int, sealed: bytes) -> bytes | None:
        """Return a piece, None unless it is as it was sealed under that number."""
        try:
            return self._pieces.decrypt(number.to_bytes(_NONCE), sealed, self.label.line())
        except InvalidTag:
            return None
