"""vault.json: the wrapped keys, next to the database and in every backup of it."""

import hmac
import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.i18n import _
from desktop.safe_files import clear_unfinished, plain_disk_errors, sync_folder, write_atomically
from desktop.vault.key import Key
from desktop.vault.slots import Slot
from sync.errors import Damaged, Locked

VERSION = 1
CIPHER = "sqlcipher4"
LARGEST = 64 * 1024
"""Bytes read at most: a real vault has about one thousand."""


def read_vault(path: Path) -> "Vault":
    """Return the vault in the file; Damaged if it is no vault, Locked("no_vault") if there is none."""
    return _understand(_parse(_read(path)))


def write_vault(path: Path, vault: "Vault") -> None:
    """Put the vault at `path`, whole or not at all, and keep the one before until this one opens."""
    with plain_disk_errors(_("the key to your data")):
        clear_unfinished(path)
        before = path.read_bytes() if path.exists() else b""
    if before:
        write_atomically(previous(path), before, _("the key to your data"))
    write_atomically(path, _spell(vault), _("the key to your data"))


def previous(path: Path) -> Path:
    """Return where the vault before the present one is kept."""
    return path.with_name(f"{path.name}.bak")


def drop_previous(path: Path) -> None:
    """Forget the vault before: the present one has just opened."""
    with suppress(OSError):  # A read-only disk must not stop an opening; the next one tries again.
        previous(path).unlink(missing_ok=True)


def bring_back_previous(path: Path) -> None:
    """Make the vault before the present one again: it has just opened, the present one is damaged."""
    with suppress(OSError):  # As above.
        previous(path).replace(path)
        sync_folder(path.parent)


def proof(key: Key, vault_id: str) -> str:
    """Return what only the holder of the key can write into a vault."""
    return key.sign(f"{vault_id}|{VERSION}")


def _read(path: Path) -> bytes:
    with plain_disk_errors(_("the key to your data")):
        try:
            with path.open("rb") as file:
                return file.read(LARGEST + 1)
        except FileNotFoundError as error:
            raise _no_vault() from error


def _parse(content: bytes) -> dict[str, Any]:
    try:
        stored = json.loads(content) if len(content) <= LARGEST else None
    except (ValueError, RecursionError) as error:
        raise _damaged() from error
    if not isinstance(stored, dict):
        raise _damaged()
    return stored


def _understand(stored: dict[str, Any]) -> "Vault":
    version, slots = stored.get("v"), stored.get("slots")
    if type(version) is int and version > VERSION:
        raise Damaged(
            _("Your data is from a newer Coalition Desk. Update this one to open it."), code="newer"
        )
    words = stored.get("vault_id"), stored.get("check")
    listed = isinstance(slots, list) and all(isinstance(slot, dict) for slot in slots)
    if (version, stored.get("cipher")) != (VERSION, CIPHER) or not listed or not _all_words(words):
        raise _damaged()
    return Vault(str(words[0]), tuple(slots or ()), str(words[1]))


def _all_words(values: tuple[Any, ...]) -> bool:
    return all(isinstance(value, str) and value.isascii() for value in values)


def _spell(vault: "Vault") -> bytes:
    stored = {
        "v": VERSION,
        "vault_id": vault.vault_id,
        "cipher": CIPHER,
        "slots": list(vault.slots),
        "check": vault.check,
    }
    return json.dumps(stored, separators=(",", ":")).encode()


def _damaged() -> Damaged:
    return Damaged(
        _(
            "The key file (vault.json) is damaged. Your data is still there, but locked: "
            "put back the vault.json of a backup, or restore the backup."
        )
    )


def _no_vault() -> Locked:
    sentence = _("There is no key file (vault.json) in this folder. Choose the right folder, or start anew.")
    return Locked(sentence, code="no_vault")


@dataclass(frozen=True)
class Vault:
    """What vault.json says."""

    vault_id: str
    slots: tuple[Slot, ...]
    check: str

    def kinds(self) -> list[str]:
        """Return the kinds of its slots, in the order of the file."""
        return [str(slot.get("kind")) for slot in self.slots]

    def confirm(self, key: Key) -> Key:
        """Return the key if it is this vault's; Damaged if not."""
        if not hmac.compare_digest(self.check, proof(key, self.vault_id)):
            raise _damaged()
        return key
