"""Verified copies of the data, putting it back to one, and looking for damage."""

from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from desktop.i18n import _
from desktop.instance import hold
from desktop.opening import WAIT, Ask, now, passphrase_given, unlock
from desktop.paths import Profile, check_folder, prepare
from desktop.safe_files import require_file
from desktop.session import nobody_to_ask
from desktop.store.backup import back_up, is_due, thin
from desktop.store.belonging import is_key_here
from desktop.store.doctor import Finding, examine, repair
from desktop.store.restore import Restored, key_of_backup, restore
from desktop.store.store import Store
from desktop.vault import Key, vault_exists
from sync.errors import CoalitionError, Locked, Unavailable

HARMLESS = frozenset({"links", "lost_changes"})
"""What is found in data that is whole."""


def make_backup(store: Store, profile: Profile, to: str) -> Path:
    """Make a verified backup and return it: among the profile's own, or at `to`."""
    if to and Path(to).is_dir():
        raise Unavailable(_("'{name}' is a folder. Name the file for the backup.").format(name=to[:200]))
    made = back_up(store, profile, Path(to) if to else None)
    if not to:
        thin(profile.backups, keep=made)
    return made


def put_back(profile: Profile, file: str, ask: Ask, *, anyway: bool = False) -> Restored:
    """Put the data back to a backup; what was here is kept among the backups.

    Refused("another_coalition") for one of another coalition than the one here, unless `anyway`.
    """
    require_file(Path(file))
    check_folder(profile.folder)
    prepare(profile)
    with hold(profile, WAIT), _key(profile, Path(file), ask) as key:
        return restore(profile, Path(file), key, now=now, own=_own_key(profile, key), anyway=anyway)


def _own_key(profile: Profile, key: Key) -> Key | None:
    """Return the key to what is here, where the backup's is another one and it opens without asking."""
    if is_key_here(profile, key):
        return None
    with suppress(CoalitionError):  # what does not open is kept as it lies
        return unlock(profile, nobody_to_ask)
    return None


def look_for_damage(store: Store, profile: Profile, *, mend: bool) -> dict[str, Any]:
    """Return what is wrong, what was repaired, and whether the data is whole."""
    repaired = repair(store, profile) if mend else []
    found = examine(store)
    return {
        "findings": [asdict(finding) for finding in found],
        "repaired": [asdict(finding) for finding in repaired],
        "whole": _is_whole(found),
    }


def _is_whole(found: list[Finding]) -> bool:
    return all(finding.code in HARMLESS for finding in found)


def _key(profile: Profile, file: Path, ask: Ask) -> Key:
    """Return the key to a backup: with today's passphrase, as this computer's own, or by asking."""
    try:
        return key_of_backup(file, passphrase=passphrase_given() or None)
    except Locked as trouble:
        if vault_exists(profile.folder):
            return unlock(profile, ask)
        typed = ask(_("Passphrase of the backup: "))
        if not typed:
            raise trouble from None
        return key_of_backup(file, passphrase=typed, use_keyring=False)


def back_up_when_due(store: Store, profile: Profile) -> Path | None:
    """Make a verified backup if half an hour has passed and something changed; return it if so."""
    if store.read_only or not is_due(store, profile):
        return None
    return make_backup(store, profile, "")
