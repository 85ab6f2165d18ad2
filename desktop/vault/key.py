"""The key to the local file."""

import hashlib
import hmac
import os
from types import TracebackType
from typing import Self

from desktop.i18n import _
from sync.errors import Locked

LENGTH = 32
"""Bytes of a key: 256 bits."""


def new_key() -> "Key":
    """Return a fresh random key."""
    return Key(os.urandom(LENGTH))


class Key:
    """The 256 bits that open the database; never shown, zeroed when closed.

    Zeroing is the best Python can do, not a promise: short-lived copies may stay in memory,
    and a program that runs as the same person can read it while the profile is open.
    """

    __slots__ = ("_material",)

    def __init__(self, material: bytes) -> None:
        if len(material) != LENGTH:
            raise ValueError(f"a key has {LENGTH} bytes")
        self._material = bytearray(material)

    def reveal(self) -> bytes:
        """Return the key itself; Locked when it has been closed."""
        if not self._material:
            raise Locked(_("Your data is locked. Open it again to go on; nothing is lost."), code="no_key")
        return bytes(self._material)

    def hex(self) -> str:
        """Return the key as SQLCipher takes a raw one: 64 hexadecimal digits."""
        return self.reveal().hex()

    def sign(self, words: str) -> str:
        """Return the HMAC-SHA256 of `words` in hexadecimal: proof of having this key."""
        return hmac.new(self.reveal(), words.encode(), hashlib.sha256).hexdigest()

    def close(self) -> None:
        """Overwrite the key with zeros and forget it."""
        self._material[:] = bytes(len(self._material))
        self._material.clear()

    def __repr__(self) -> str:
        return "<Key>"

    def __reduce__(self) -> str:
        raise TypeError("a key is not copied or stored")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
