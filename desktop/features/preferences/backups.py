"""The backups of this computer: what there is, whether it is whole, and going back to one."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from desktop.features.preferences.queries import count_since
from desktop.instance import hold
from desktop.opening import WAIT, now
from desktop.paths import Profile
from desktop.safe_files import plain_disk_errors
from desktop.store.archive import read_about
from desktop.store.backup import back_up, backups, made_at, thin
from desktop.store.belonging import (
    Belonging,
    another,
    belonging,
    belonging_of_backup,
    is_from_elsewhere,
    is_key_here,
)
from desktop.store.restore import Restored, key_of_backup, restore
from desktop.store.store import Store
from desktop.vault import Key, open_vault, ways_to_open
from sync.errors import CoalitionError, Damaged, Locked

__all__ = ["is_from_elsewhere"]


@dataclass(frozen=True)
class Kept:
    """One backup."""

    path: Path
    made: datetime
    why: str
    """before upgrade, before repair, before restore; "" for one that was due or asked for."""
    size: int
    """Bytes."""
    whole: bool
    """Whether every byte of it can be read and is as it was written."""


@dataclass(frozen=True)
class Loss:
    """What is not in a backup."""

    changes: int
    unsent: int
    """Of them, those that the office has not received."""


def kept_backups(profile: Profile) -> list[Kept]:
    """Return the backups, the newest first; reads each of them from beginning to end."""
    return [_kept(path) for path in backups(profile.backups)]


def back_up_now(store: Store, profile: Profile, to: Path | None = None) -> Path:
    """Make a verified backup among the profile's own, or at `to` with the attachments."""
    made = back_up(store, profile, to)
    if to is None:
        thin(profile.backups, keep=made)
    return made


def loss_of(store: Store, path: Path) -> Loss:
    """Return what was changed here since a backup was made; Damaged if it is none."""
    number = read_about(path).mark.partition(".")[0]
    if not number.isdecimal():
        raise Damaged(f"The backup '{path.name}' does not say what it holds; nothing was changed.")
    return Loss(*count_since(store, int(number)))


def needs_passphrase(profile: Profile, path: Path) -> bool:
    """Say whether a passphrase has to be typed to go back to a backup; slow where a key store is asked."""
    try:
        _key(profile, path, "").close()
    except Locked:
        return True
    return False


def go_back(
    profile: Profile, path: Path, passphrase: str, *, mine: Belonging | None = None, anyway: bool = False
) -> Callable[[], Restored]:
    """Return the job that puts the data back to a backup, to be done while nobody has it open.

    Locked, before anything is done, if the passphrase opens neither the backup nor what is here;
    Refused if it is not of the coalition here, which is `mine`, unless that is wanted `anyway`.
    """
    key = _key(profile, path, passphrase)
    own = None if is_key_here(profile, key) else _own_key(profile, passphrase)
    if mine and not anyway and not is_key_here(profile, key):
        theirs = belonging_of_backup(path, key)
        if theirs.space != mine.space:
            raise another(theirs, mine)

    def job() -> Restored:
        with hold(profile, WAIT), key:
            return restore(profile, path, key, now=now, own=own, anyway=anyway or mine is not None)

    return job


def belonging_here(store: Store) -> Belonging:
    """Return the coalition that is open."""
    with store.reading() as connection:
        return belonging(connection)


def _own_key(profile: Profile, passphrase: str) -> Key | None:
    with suppress(CoalitionError):  # what does not open is kept as it lies
        return open_vault(profile.folder, passphrase=passphrase or None)
    return None


def _key(profile: Profile, path: Path, passphrase: str) -> Key:
    """Return the key to a backup, which is that of the data unless it was brought from elsewhere."""
    try:
        return key_of_backup(path, passphrase=passphrase or None)
    except Locked:
        if "keyring" not in ways_to_open(profile.folder) and not passphrase:
            raise
        return open_vault(profile.folder, passphrase=passphrase or None)


def _kept(path: Path) -> Kept:
    why, whole = "", False
    with suppress(CoalitionError):  # what cannot be read is not whole, and is listed all the same
        why, whole = read_about(path).why, _is_whole(path)
    with plain_disk_errors(path.name):
        return Kept(path, made_at(path), why, path.stat().st_size, whole)


def _is_whole(path: Path) -> bool:
    try:
        with plain_disk_errors(path.name), ZipFile(path) as archive:
            return archive.testzip() is None
    except BadZipFile:
        return False
