"""The ways to open a vault, as stored: each slot wraps the same key under another one."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from desktop.i18n import _
from desktop.vault import os_keyring
from desktop.vault.key import LENGTH, Key
from desktop.vault.passphrase import SALT, Cost, stretch
from desktop.vault.recovery import read_recovery_code, recovery_wrapping
from desktop.vault.seal import seal, unseal
from sync.errors import Damaged
from sync.records.base import new_id

KINDS = ("keyring", "passphrase", "recovery")
"""In the order they are tried: what asks nothing of the person first."""

Slot: TypeAlias = Mapping[str, Any]
"""One JSON object of vault.json; one of an unknown kind is kept as it is."""


def keyring_slot(key: Key, vault_id: str) -> Slot | None:
    """Return a slot whose wrapping key is in the system's key store; None where there is no store."""
    # A fresh reference each time: a copied profile or a backup may still use the old one.
    reference, wrapping = new_id(), os.urandom(LENGTH)
    if not os_keyring.keep(reference, wrapping):
        return None
    return _slot("keyring", key, wrapping, vault_id, ref=reference)


def passphrase_slot(key: Key, vault_id: str, passphrase: str, cost: Cost) -> Slot:
    """Return a slot that a passphrase opens."""
    salt = os.urandom(SALT)
    numbers = {"m": cost.m, "t": cost.t, "p": cost.p}
    wrapping = stretch(passphrase, salt, cost)
    return _slot("passphrase", key, wrapping, vault_id, kdf="argon2id", **numbers, salt=salt.hex())


def recovery_slot(key: Key, vault_id: str, code: str) -> Slot:
    """Return a slot that a recovery code opens."""
    return _slot("recovery", key, recovery_wrapping(read_recovery_code(code), vault_id), vault_id)


def open_slot(slot: Slot, vault_id: str, offer: "Offer") -> Key | None:
    """Return the key if what the person offers opens this slot; Damaged when it makes no sense."""
    wrapping = _wrapping(slot, vault_id, offer)
    if wrapping is None:
        return None
    return unseal(_octets(slot, "nonce"), _octets(slot, "ct"), wrapping, vault_id, slot["kind"])


def _wrapping(slot: Slot, vault_id: str, offer: "Offer") -> bytes | None:
    kind = slot.get("kind")
    if kind == "keyring" and offer.use_keyring:
        return os_keyring.fetch(str(slot.get("ref")))
    if kind == "passphrase" and offer.passphrase:
        return stretch(offer.passphrase, _octets(slot, "salt", SALT), _cost(slot))
    if kind == "recovery" and offer.recovery:
        return recovery_wrapping(read_recovery_code(offer.recovery), vault_id)
    return None


def _slot(kind: str, key: Key, wrapping: bytes, vault_id: str, **stored: str | int) -> Slot:
    nonce, sealed = seal(key, wrapping, vault_id, kind)
    return {"kind": kind, **stored, "nonce": nonce.hex(), "ct": sealed.hex()}


def _octets(slot: Slot, name: str, length: int | None = None) -> bytes:
    try:
        octets = bytes.fromhex(slot[name])
    except (KeyError, TypeError, ValueError) as error:
        raise _damaged() from error
    if length is not None and len(octets) != length:
        raise _damaged()
    return octets


def _cost(slot: Slot) -> Cost:
    numbers = [slot[name] for name in ("m", "t", "p") if isinstance(slot.get(name), int)]
    if slot.get("kdf") != "argon2id" or len(numbers) != 3:
        raise _damaged()
    cost = Cost(*numbers)
    if not cost.bearable():
        raise _damaged()
    return cost


def _damaged() -> Damaged:
    sentence = _(
        "A part of the key file is damaged. Your data itself is not: "
        "open it in another way (passphrase, recovery code), or restore a backup."
    )
    return Damaged(sentence, code="damaged_slot")


@dataclass(frozen=True)
class Offer:
    """What the person has to open a vault with."""

    passphrase: str | None = field(default=None, repr=False)
    recovery: str | None = field(default=None, repr=False)
    use_keyring: bool = True
