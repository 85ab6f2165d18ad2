"""From a folder and a passphrase to an open store, for the windows and the commands alike."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from desktop.i18n import _
from desktop.instance import hold
from desktop.paths import Profile, check_folder, prepare
from desktop.revocation import ASIDE, revocation_of, set_aside
from desktop.safe_files import plain_disk_errors, sync_folder
from desktop.store.sealed_files import file_key
from desktop.store.store import Store, create_store, open_store
from desktop.vault import Key, create_vault, open_vault, renew_recovery, vault_exists, ways_to_open
from desktop.vault.changing import destroy_vault
from desktop.vault.early import PASSPHRASE, opened_early
from sync.errors import Locked, Refused, Unavailable, Unknown

WAIT = 5.0
"""Seconds that short commands wait for each other."""

Ask = Callable[[str], str]
"""Asks a person for something secret; the words say what."""


@dataclass(frozen=True)
class Beginning:
    """A profile in which no coalition has begun yet."""

    store: Store
    recovery: str
    """The recovery code, to be shown once."""
    warnings: tuple[str, ...]
    """What a person should know about the folder."""


def now() -> str:
    """Return the wall time here: ISO 8601 with offset."""
    return datetime.now(UTC).astimezone().isoformat(timespec="milliseconds")


def ask_on_terminal(words: str) -> str:
    """Return what a person types unseen; "" where nobody sits at a terminal."""
    if not sys.stdin.isatty():
        return ""
    from getpass import getpass

    return getpass(words)


def passphrase_given() -> str:
    """Return the passphrase that the environment gives, "" where it gives none."""
    return os.environ.get(PASSPHRASE, "")


@contextmanager
def opened(profile: Profile, *, ask: Ask = ask_on_terminal, wait: float = WAIT) -> Iterator[Store]:
    """Open the coalition in a profile, alone; Unknown("no_profile") where none has begun."""
    require_profile(profile)
    _require_data(profile)
    with hold(profile, wait), unlock(profile, ask) as key, _store(profile, key) as store:
        if not store.author.home:
            raise _nothing_here()
        yield store


@contextmanager
def opened_or_begun(
    profile: Profile, *, ask: Ask = ask_on_terminal, wait: float = WAIT
) -> Iterator[Beginning]:
    """Open a profile, or make it; with a recovery code if no coalition has begun in it."""
    warnings = check_folder(profile.folder)
    prepare(profile)
    with hold(profile, wait):
        if revocation_of(profile):
            warnings = (*warnings, set_aside(profile))
            prepare(profile)
        key, recovery = (unlock(profile, ask), "") if profile.database.exists() else _begin(profile, ask)
        with key, _store(profile, key) as store:
            if not store.author.home:
                # Whoever began here before and was cut off never saw the code of that time.
                recovery = recovery or renew_recovery(profile.folder, key)
            yield Beginning(store, recovery, warnings)


def unlock(profile: Profile, ask: Ask = ask_on_terminal) -> Key:
    """Return the key: from the environment's passphrase, the key store, or by asking."""
    if given := passphrase_given():
        return opened_early(profile.folder, given) or open_vault(profile.folder, passphrase=given)
    try:
        return open_vault(profile.folder)
    except Locked as trouble:
        if trouble.code != "no_key" or "passphrase" not in ways_to_open(profile.folder):
            raise
        typed = ask(_("Passphrase: "))
        if not typed:
            raise
        return open_vault(profile.folder, passphrase=typed, use_keyring=False)


def choose_passphrase(ask: Ask) -> str:
    """Ask for a new passphrase twice; "" where nobody answers."""
    typed = ask(_("New passphrase: "))
    if typed and ask(_("The same again: ")) != typed:
        raise Refused(
            _("The two passphrases differ, so nothing was changed. Try again."), "passphrase_differs"
        )
    return typed


def require_profile(profile: Profile) -> None:
    """Raise where there is nothing to open: "no_profile", or "device_revoked" with the reason."""
    if revoked := revocation_of(profile):
        raise revoked
    if not profile.database.exists() and not vault_exists(profile.folder):
        raise _nothing_here()


def _require_data(profile: Profile) -> None:
    """Unavailable("data_gone") where the data file was lost while its key and its backups were not."""
    if not profile.database.exists() and (newest := _newest_backup(profile)):
        words = _(
            "The data file (coalition.db) is missing from this folder, but its backups are here. "
            "Put the newest one back with: coalition-desk restore '{file}'"
        )
        raise Unavailable(words.format(file=newest), "data_gone")


def _newest_backup(profile: Profile) -> Path | None:
    from desktop.store.backup import backups

    return next(iter(backups(profile.backups)), None)


def _nothing_here() -> Unknown:
    return Unknown(
        _("There is no coalition in this folder yet. Start one with `init` or join one with `join`."),
        "no_profile",
    )


@contextmanager
def _store(profile: Profile, key: Key) -> Iterator[Store]:
    with plain_disk_errors(_("your data")):
        store = open_store(profile.database, key.hex(), now=now)
    try:
        if store.is_older:
            from desktop.store.migrating import migrate

            migrate(store, profile)
        store.file_key = file_key(key.reveal())
        yield store
    finally:
        store.close()


def _begin(profile: Profile, ask: Ask) -> tuple[Key, str]:
    """Make the key and the empty file of a new profile."""
    _clear_what_was_cut_off(profile)
    key, recovery = _new_vault(profile, ask)
    unfinished = profile.database.with_name(f"{profile.database.name}.new")
    with plain_disk_errors(_("your data")):
        for left in profile.folder.glob(f"{unfinished.name}*"):
            left.unlink()
        create_store(unfinished, key.hex(), now=now).close()
        unfinished.replace(profile.database)
        sync_folder(profile.folder)
    return key, recovery


def _clear_what_was_cut_off(profile: Profile) -> None:
    """A key without a file opens nothing, unless there are backups that it opens."""
    if not vault_exists(profile.folder):
        return
    if any(not kept.name.startswith(ASIDE) for kept in profile.backups.iterdir()):
        raise Refused(
            _("The data file is gone from this folder, but there are backups. Restore the newest one."),
            "restore",
        )
    destroy_vault(profile.folder)


def _new_vault(profile: Profile, ask: Ask) -> tuple[Key, str]:
    given = passphrase_given()
    try:
        return create_vault(profile.folder, passphrase=given or None, use_keyring=not given)
    except Refused as refusal:
        if refusal.code != "passphrase_needed":
            raise
        typed = choose_passphrase(ask)
        if not typed:
            raise
        return create_vault(profile.folder, passphrase=typed, use_keyring=False)
