"""Keeping what is here before something else takes its place: nothing is thrown away."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select

from desktop.i18n import _
from desktop.paths import Profile
from desktop.safe_files import free_folder
from desktop.store import schema
from desktop.store.archive import About
from desktop.store.backup import back_up, pack_as_it_lies
from desktop.store.belonging import is_key_here
from desktop.store.connection import open_engine
from desktop.store.store import Store
from desktop.vault import Key
from sync.errors import Damaged, Locked
from sync.records import VOCABULARY

_PARTS = ("", "-wal", "-shm")


def keep_aside(profile: Profile, key: Key, now: Callable[[], str]) -> tuple[Path | None, set[int]]:
    """Keep the present database among the backups; return where, and the numbers of its unsent changes.

    One that is damaged, or that `key` does not open, is kept as it lies, with its vault: as a
    backup where it is one closed file, which a restore with the right key takes.
    """
    if not profile.database.exists():
        return None, set()
    try:
        with _opened(profile, key, now) as store:
            kept, unsent = back_up(store, profile, why="before restore"), _unsent(store)
    except (Damaged, Locked) as trouble:
        is_whole = isinstance(trouble, Locked) and not is_key_here(profile, key)
        return (_pack if is_whole else _move)(profile, now()), set()
    if _part(profile, "-wal").exists():
        raise Locked(
            _("Another program is using the data file. Nothing was changed; close it and try again."),
            "in_use",
        )
    return kept, unsent


@contextmanager
def _opened(profile: Profile, key: Key, now: Callable[[], str]) -> Iterator[Store]:
    """Open the database as it is: of whatever version, with whatever kinds."""
    store = Store(open_engine(profile.database, key.hex()), profile.database, VOCABULARY, now)
    try:
        yield store
    finally:
        store.close()


def _unsent(store: Store) -> set[int]:
    waiting = select(schema.changes.c.n).where(schema.changes.c.standing == "unsent")
    with store.reading() as connection:
        return set(connection.execute(waiting).scalars())


def _pack(profile: Profile, at: str) -> Path:
    """Keep what no key at hand opens; what it holds cannot be looked at, so its mark says nothing."""
    if any(_part(profile, ending).exists() for ending in _PARTS[1:]):
        return _move(profile, at)
    return pack_as_it_lies(profile, About(at, "before restore", ""))


def _move(profile: Profile, at: str) -> Path:
    folder = free_folder(
        profile.backups, f"damaged-{datetime.fromisoformat(at).astimezone(UTC):%Y%m%dT%H%M%SZ}"
    )
    folder.mkdir(mode=0o700, parents=True)
    if profile.vault.exists():
        (folder / profile.vault.name).write_bytes(profile.vault.read_bytes())
    for ending in _PARTS:
        part = _part(profile, ending)
        if part.exists():
            part.replace(folder / part.name)
    return folder


def _part(profile: Profile, ending: str) -> Path:
    return profile.database.with_name(f"{profile.database.name}{ending}")
