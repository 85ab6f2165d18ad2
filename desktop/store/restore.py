"""Putting the data back to a backup, and what a copy may do that lived before.

A change is named (device, n), and the office answers the same name with the
same receipt. A backup is older than its computer: after it was made, the
computer may have given numbers to changes that the office holds by now and the
backup has never heard of. So a restored copy

- keeps the changes it has not sent under the names they have: if the office has
  them, its receipts say so and nothing is applied twice; if not, it takes them.
  Naming them anew would do them twice, and would cut the later ones off from
  the earlier ones they are based on;
- starts a stretch of numbers of its own for what is made from now on, so far
  off and so much at random that neither this computer after the backup nor
  another copy of it can have been there. The device and the number together
  are the new identity that a copy needs; its key and its place at the office
  stay, and nobody has to be invited again;
- does not sync until a person confirms it (`confirm_restored`), or joins again.

What the office deleted since then comes back deleted: the cursor went back with
the rows, so the next pull brings everything after it, deletions too. Nothing is
sent because it is here and not there.
"""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from desktop.i18n import _
from desktop.paths import Profile
from desktop.safe_files import plain_disk_errors, sync_folder, write_atomically
from desktop.store import schema
from desktop.store.archive import unpack, unpack_vault
from desktop.store.aside import keep_aside
from desktop.store.belonging import Belonging, belonging, refuse_another
from desktop.store.numbers import start_new_numbers
from desktop.store.store import Store, open_store
from desktop.store.verifying import check_pages
from desktop.vault import Key, open_vault
from desktop.vault.file import read_vault
from sync.errors import Damaged, Locked
from sync.records import VOCABULARY, Vocabulary


@dataclass(frozen=True, slots=True)
class Restored:
    """What became of a restore."""

    made: str
    """When the backup was made."""
    kept: Path | None
    """Where what was here before is kept; None if nothing was."""
    unsent: int
    """Changes that were here, that the office has not confirmed and the backup does not hold."""


def key_of_backup(
    file: Path, *, passphrase: str | None = None, recovery: str | None = None, use_keyring: bool = True
) -> Key:
    """Return the key to a backup from the vault inside it, e.g. on another computer; Locked if none fits."""
    with tempfile.TemporaryDirectory(prefix="coalition-desk-") as folder:
        unpack_vault(file, Path(folder))
        return open_vault(Path(folder), passphrase=passphrase, recovery=recovery, use_keyring=use_keyring)


def restore(
    profile: Profile,
    file: Path,
    key: Key,
    *,
    now: Callable[[], str],
    vocabulary: Vocabulary = VOCABULARY,
    own: Key | None = None,
    anyway: bool = False,
) -> Restored:
    """Put the data back to a backup that `key` opens.

    The caller holds the profile's lock and has no store open on it. The backup is proved
    before anything is touched: Damaged or Locked leaves all as it was. What was here is
    kept among the backups; `own` is the key to it where it is another than the backup's.
    Refused("another_coalition") where the two are not of one coalition, unless `anyway`.
    """
    with plain_disk_errors(_("the restored data")):
        profile.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".restoring-", dir=profile.folder) as making:
            new = Profile(Path(making))
            about = unpack(file, new.folder)
            numbers, theirs = _prepare(new, key, now, vocabulary)
            if not anyway:
                refuse_another(profile, key, own, theirs)
            kept, unsent = keep_aside(profile, own or key, now)
            _put_in_place(new, profile, key)
    return Restored(about.made, kept, len(unsent - numbers))


def is_paused(store: Store) -> str:
    """Return when this copy was restored if nobody has confirmed it yet, else "": sync waits for that."""
    return store.facts().get("restored", "")


def confirm_restored(store: Store) -> None:
    """Go on with a restored copy: it may sync again."""
    store.keep_facts(restored="")


def _prepare(
    new: Profile, key: Key, now: Callable[[], str], vocabulary: Vocabulary
) -> tuple[set[int], Belonging]:
    """Prove the unpacked copy and make it one that was restored.

    Returns the numbers of its changes, and whose it is.
    """
    store = open_store(new.database, key.hex(), now=now, vocabulary=vocabulary)
    try:
        if store.read_only:
            raise _too_new()
        with store.reading() as connection:
            check_pages(connection)
            numbers = set(connection.execute(select(schema.changes.c.n)).scalars())
            theirs = belonging(connection)
        with store.writing() as connection:
            start_new_numbers(connection)
        store.keep_facts(restored=now())
    finally:
        store.close()
    return numbers, theirs


def _put_in_place(new: Profile, profile: Profile, key: Key) -> None:
    """Replace the data by the prepared copy: one rename, after which it is the new one."""
    _add_attachments(new, profile)
    if new.vault.exists() and not _opens(profile.vault, key):
        write_atomically(profile.vault, new.vault.read_bytes(), _("the key to your data"))
    new.database.replace(profile.database)
    sync_folder(profile.folder)


def _opens(vault: Path, key: Key) -> bool:
    try:
        read_vault(vault).confirm(key)
    except (Damaged, Locked):
        return False
    return True


def _add_attachments(new: Profile, profile: Profile) -> None:
    """Bring in attachments that are not here; they are named by their content and never change."""
    for path in sorted(new.files.rglob("*")):
        target = profile.files / path.relative_to(new.files)
        if path.is_file() and not target.exists():
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.replace(target)


def _too_new() -> Damaged:
    return Damaged(
        _("This backup is from a newer Coalition Desk; nothing was changed. Update this one to restore it."),
        "newer",
    )
