"""Wrapping the data key under another key: AES-256-GCM, bound to its vault and kind of slot."""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from desktop.vault.key import LENGTH, Key

NONCE = 12
TAG = 16


def seal(key: Key, wrapping: bytes, vault_id: str, kind: str) -> tuple[bytes, bytes]:
    """Return a fresh nonce and the wrapped key."""
    nonce = os.urandom(NONCE)
    return nonce, AESGCM(wrapping).encrypt(nonce, key.reveal(), _bound_to(vault_id, kind))


def unseal(nonce: bytes, sealed: bytes, wrapping: bytes, vault_id: str, kind: str) -> Key | None:
    """Return the key, or None when `wrapping` is not what wrapped it or a bit has changed."""
    if len(nonce) != NONCE or len(sealed) != LENGTH + TAG:
        return None
    try:
        return Key(AESGCM(wrapping).decrypt(nonce, sealed, _bound_to(vault_id, kind)))
    except InvalidTag:
        return None


def _bound_to(vault_id: str, kind: str) -> bytes:
    return f"{vault_id}{kind}".encode()
