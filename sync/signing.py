"""Who sent a request: each device signs what it sends with a key that never leaves it.

The signature covers the method, the path with its query, the device, the time, a
nonce and the SHA-256 of the body as it goes over the wire, so a request that was
overheard is worth nothing: it cannot be changed, and it is taken only once.
"""

import re
import secrets
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass
from hashlib import sha256
from typing import Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from sync.errors import Refused

SCHEME = "Coalition"
SKEW = 300
"""Seconds that a device's clock may be off before the office asks it to sign again."""
_HEADER = re.compile(
    rf'{SCHEME} device="([0-9a-f]{{8}}(?:-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}})", time="(\d{{1,12}})", '
    r'nonce="([A-Za-z0-9_-]{22,64})", signature="([A-Za-z0-9+/]{86}==)"',
    re.ASCII,
)


def new_nonce() -> str:
    """Return 128 random bits in 22 characters that are safe in a header."""
    return secrets.token_urlsafe(16)


def sign(key: "DeviceKey", method: str, path: str, body: bytes, *, device: str, time: int, nonce: str) -> str:
    """Return the `Authorization` header of a request; `time` in Unix seconds, `body` as sent."""
    signature = b64encode(key.sign(_words(method, path, body, device, time, nonce))).decode()
    return f'{SCHEME} device="{device}", time="{time}", nonce="{nonce}", signature="{signature}"'


def parse(header: str) -> "Credential":
    """Return what an `Authorization` header claims; Refused if it is none of ours."""
    found = _HEADER.fullmatch(header)
    if found is None:
        raise Refused("This request was not signed by a computer that has joined.", "signature")
    device, time, nonce, signature = found.groups()
    return Credential(device, int(time), nonce, b64decode(signature))


def verify(public_key: str, credential: "Credential", method: str, path: str, body: bytes) -> bool:
    """Tell whether the owner of a public key signed exactly this request."""
    words = _words(method, path, body, credential.device, credential.time, credential.nonce)
    try:
        _read_public_key(public_key).verify(credential.signature, words)
    except InvalidSignature:
        return False
    return True


def is_public_key(text: str) -> bool:
    """Tell whether a text is the base64 of an Ed25519 public key."""
    try:
        _read_public_key(text)
    except ValueError:
        return False
    return True


def _words(method: str, path: str, body: bytes, device: str, time: int, nonce: str) -> bytes:
    return "\n".join([method, path, device, str(time), nonce, sha256(body).hexdigest()]).encode()


def _read_public_key(text: str) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(_decode(text))


def _decode(text: str) -> bytes:
    try:
        return b64decode(text, validate=True)
    except NotBase64 as error:
        raise ValueError("not base64") from error


@dataclass(frozen=True)
class Credential:
    """What a header claims, before anybody has checked it."""

    device: str
    time: int
    """Unix seconds, by the device's idea of the office's clock."""
    nonce: str
    signature: bytes


@dataclass(frozen=True, repr=False)
class DeviceKey:
    """The private half of a device's Ed25519 key; it shows itself in no log."""

    private: Ed25519PrivateKey

    @classmethod
    def generate(cls) -> Self:
        """Return a fresh key."""
        return cls(Ed25519PrivateKey.generate())

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Return the key behind the base64 of its 32 private bytes; ValueError if it is none."""
        return cls(Ed25519PrivateKey.from_private_bytes(_decode(text)))

    def to_text(self) -> str:
        """Return the base64 of the private bytes, for the vault only."""
        return b64encode(self.private.private_bytes_raw()).decode()

    @property
    def public_key(self) -> str:
        """The public half in base64: what the office keeps."""
        return b64encode(self.private.public_key().public_bytes_raw()).decode()

    def sign(self, words: bytes) -> bytes:
        """Return the 64-byte signature of some bytes."""
        return self.private.sign(words)
