"""Whose data it is: a backup of another coalition must not take the place of this one unasked.

What was made in one folder has one key for ever, so a backup that this folder's vault knows
is its own, whatever became of its spaces since.
"""

import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, select

from desktop.i18n import _
from desktop.paths import Profile
from desktop.store import schema
from desktop.store.archive import unpack, unpack_vault
from desktop.store.connection import open_engine
from desktop.vault import Key
from desktop.vault.file import Vault, read_vault
from sync.errors import Damaged, Locked, Refused


@dataclass(frozen=True, slots=True)
class Belonging:
    """The coalition that data is of; both "" where none had begun yet."""

    space: str = ""
    name: str = ""

    def words(self) -> str:
        """Return it as a person is told."""
        return f"{self.name or '-'} ({self.space or '-'})"


def belonging(connection: Connection) -> Belonging:
    """Return the coalition whose data this is."""
    spaces = schema.spaces.c
    row = connection.execute(select(spaces.space, spaces.name).where(spaces.home == 1)).first()
    return Belonging(*row) if row else Belonging()


def belonging_of(database: Path, key: Key) -> Belonging:
    """Return the coalition whose data a file holds; Locked or Damaged where `key` does not open it."""
    engine = open_engine(database, key.hex())
    try:
        with engine.connect() as connection:
            return belonging(connection)
    finally:
        engine.dispose()


def belonging_of_backup(file: Path, key: Key) -> Belonging:
    """Return the coalition that a backup is of."""
    with tempfile.TemporaryDirectory(prefix="coalition-desk-") as folder:
        unpack(file, Path(folder))
        return belonging_of(Profile(Path(folder)).database, key)


def is_from_elsewhere(profile: Profile, file: Path) -> bool:
    """Tell, without a key, whether a backup was made from another folder than this one."""
    with tempfile.TemporaryDirectory(prefix="coalition-desk-") as folder:
        with suppress(Damaged):  # a backup that brings no key along is opened with this folder's
            unpack_vault(file, Path(folder))
        made, here = _vault(Profile(Path(folder))), _vault(profile)
    return made is not None and here is not None and made.vault_id != here.vault_id


def is_key_here(profile: Profile, key: Key) -> bool:
    """Say whether a key is that of the data here; a vault that cannot be read is no word against it."""
    here = _vault(profile)
    try:
        return here is None or here.confirm(key) is key
    except Damaged:
        return False


def refuse_another(profile: Profile, key: Key, own: Key | None, theirs: Belonging) -> None:
    """Refuse a backup of another coalition than the one here; `own` is the key of what is here, if known."""
    if not profile.database.exists() or is_key_here(profile, key):
        return
    mine = None
    if own is not None:
        with suppress(Damaged, Locked):  # damaged data says no more whose it was
            mine = belonging_of(profile.database, own)
    if mine is None or mine.space not in ("", theirs.space):
        raise another(theirs, mine)


def another(theirs: Belonging, mine: Belonging | None) -> Refused:
    """Return the refusal to put another coalition's backup in the place of what is here."""
    here = mine.words() if mine else _("data that this passphrase does not open")
    words = _(
        "This is a backup of another coalition, {theirs}; here is {mine}. Nothing was changed. "
        "Restore it into a folder of its own, or say that it is to take the place of what is here (--anyway)."
    )
    return Refused(words.replace("{mine}", here).replace("{theirs}", theirs.words()), "another_coalition")


def _vault(profile: Profile) -> Vault | None:
    try:
        return read_vault(profile.vault)
    except (Damaged, Locked):
        return None
