"""Making a vault and opening it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.i18n import _
from desktop.paths import Profile
from desktop.vault import os_keyring
from desktop.vault.file import (
    Vault,
    bring_back_previous,
    drop_previous,
    previous,
    proof,
    read_vault,
    write_vault,
)
from desktop.vault.key import Key, new_key
from desktop.vault.passphrase import Cost, calibrate, check_passphrase
from desktop.vault.recovery import recovery_code
from desktop.vault.slots import (
    KINDS,
    Offer,
    Slot,
    keyring_slot,
    open_slot,
    passphrase_slot,
    recovery_slot,
)
from desktop.vault.verdict import passphrase_needed, why_locked
from sync.errors import Damaged, Locked, Refused
from sync.records.base import new_id


def create_vault(
    folder: Path, *, passphrase: str | None = None, use_keyring: bool = True, cost: Cost | None = None
) -> tuple[Key, str]:
    """Make the key to a new profile; return it and the recovery code to print.

    Refused("passphrase_needed") where the system has no key store and no passphrase is given.
    """
    path = Profile(folder).vault
    if vault_exists(folder):
        raise Refused(_("There is a key in this folder already; it is left as it is."), code="vault_exists")
    key, vault_id, code = new_key(), new_id(), recovery_code()
    slots = [recovery_slot(key, vault_id, code)]
    if passphrase:
        check_passphrase(passphrase)
        slots.insert(0, passphrase_slot(key, vault_id, passphrase, cost or calibrate()))
    remembered = keyring_slot(key, vault_id) if use_keyring else None
    if not passphrase and not remembered:
        raise passphrase_needed()
    with forgotten_unless_written(remembered):
        slots = [remembered, *slots] if remembered else slots
        write_vault(path, Vault(vault_id, tuple(slots), proof(key, vault_id)))
    return key, code


def open_vault(
    folder: Path, *, passphrase: str | None = None, recovery: str | None = None, use_keyring: bool = True
) -> Key:
    """Return the key, from the system's key store or else from what is given.

    Locked says why not: no_vault, no_key, wrong_passphrase, wrong_recovery. A damaged file gives
    way to the one before. `use_keyring=False` tests what a person typed.
    """
    path, offer = Profile(folder).vault, Offer(passphrase, recovery, use_keyring)
    try:
        key = _open(read_vault(path), offer)
    except (Damaged, Locked) as trouble:
        if trouble.code not in ("damaged", "no_vault") or not previous(path).exists():
            raise
        key = _open(read_vault(previous(path)), offer)
        bring_back_previous(path)
    drop_previous(path)
    return key


def vault_exists(folder: Path) -> bool:
    """Say whether the folder has been given a key."""
    path = Profile(folder).vault
    return path.exists() or previous(path).exists()


def ways_to_open(folder: Path) -> tuple[str, ...]:
    """Return the kinds of slots there are, in the order they are tried."""
    kinds = read_vault(Profile(folder).vault).kinds()
    return tuple(kind for kind in KINDS if kind in kinds)


@contextmanager
def forgotten_unless_written(slot: Slot | None) -> Iterator[None]:
    """Take a secret out of the system's key store again if its slot could not be written."""
    try:
        yield
    except BaseException:
        if slot:
            os_keyring.forget(slot["ref"])
        raise


def _open(vault: Vault, offer: Offer) -> Key:
    damaged: dict[str, Damaged] = {}
    for slot in _in_order(vault):
        try:
            key = open_slot(slot, vault.vault_id, offer)
        except Damaged as damage:
            damaged[slot["kind"]] = damage
            continue
        if key:
            return vault.confirm(key)
    raise why_locked(vault.kinds(), offer, damaged)


def _in_order(vault: Vault) -> list[Slot]:
    known = [slot for slot in vault.slots if slot.get("kind") in KINDS]
    return sorted(known, key=lambda slot: KINDS.index(slot["kind"]))
