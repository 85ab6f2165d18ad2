"""Changing the ways to open a vault. The key stays, so the database is never written anew."""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from desktop.i18n import _
from desktop.paths import Profile
from desktop.safe_files import plain_disk_errors, sync_folder
from desktop.vault import os_keyring
from desktop.vault.file import Vault, previous, read_vault, write_vault
from desktop.vault.key import Key
from desktop.vault.opening import forgotten_unless_written
from desktop.vault.passphrase import Cost, calibrate, check_passphrase
from desktop.vault.recovery import recovery_code
from desktop.vault.slots import Slot, keyring_slot, passphrase_slot, recovery_slot
from sync.errors import Damaged, Locked, Refused


def set_passphrase(folder: Path, key: Key, new: str, *, cost: Cost | None = None) -> None:
    """Let `new` open the vault, and no passphrase from before."""
    check_passphrase(new)
    vault = _own(folder, key)
    _put(folder, vault, passphrase_slot(key, vault.vault_id, new, cost or calibrate()))


def renew_recovery(folder: Path, key: Key) -> str:
    """Return a fresh recovery code; the one before opens nothing any more."""
    vault, code = _own(folder, key), recovery_code()
    _put(folder, vault, recovery_slot(key, vault.vault_id, code))
    return code


def remember_key(folder: Path, key: Key) -> None:
    """Keep the key in the system's key store, so that this computer opens without asking."""
    vault = _own(folder, key)
    slot = keyring_slot(key, vault.vault_id)
    if slot is None:
        sentence = _("This computer has no key store that can keep the key. Your passphrase opens your data.")
        raise Refused(sentence, code="no_keyring")
    with forgotten_unless_written(slot):
        _put(folder, vault, slot)


def remove_slot(folder: Path, key: Key, kind: str) -> None:
    """Take away one way to open; Refused for the last one that needs no key store."""
    vault = _own(folder, key)
    staying = _others(vault, kind)
    if not any(slot.get("kind") in ("passphrase", "recovery") for slot in staying):
        sentence = _(
            "This is the last way to open your data that doesn't depend on this computer's key store. "
            "Set a passphrase or make a recovery code first."
        )
        raise Refused(sentence, code="last_slot")
    write_vault(Profile(folder).vault, replace(vault, slots=staying))
    _forget_all(vault, kind)


def destroy_vault(folder: Path) -> None:
    """Destroy every way to open the data: for a device that the office has revoked."""
    path = Profile(folder).vault
    for stored in (path, previous(path)):
        with suppress(Damaged, Locked):  # One that cannot be read opens nothing.
            _forget_all(read_vault(stored), "keyring")
    with plain_disk_errors(_("the key to your data")):
        for stored in (path, previous(path)):
            stored.unlink(missing_ok=True)
        sync_folder(folder)


def _own(folder: Path, key: Key) -> Vault:
    vault = read_vault(Profile(folder).vault)
    vault.confirm(key)
    return vault


def _put(folder: Path, vault: Vault, slot: Slot) -> None:
    staying = _others(vault, slot["kind"])
    write_vault(Profile(folder).vault, replace(vault, slots=(slot, *staying)))
    _forget_all(vault, slot["kind"])


def _others(vault: Vault, kind: str) -> tuple[Slot, ...]:
    return tuple(slot for slot in vault.slots if slot.get("kind") != kind)


def _forget_all(vault: Vault, kind: str) -> None:
    for slot in vault.slots:
        if slot.get("kind") == kind == "keyring":
            os_keyring.forget(str(slot.get("ref")))
