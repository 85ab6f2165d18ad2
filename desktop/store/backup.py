"""Verified copies of the data: a backup counts only after it was read and compared.

    back_up   makes one: in the profile's own folder, or as a file to carry away
    is_due    every half hour, if anything changed
    thin      keeps a few of each day, week and month

A backup is encrypted with the key of the file it is a copy of, and holds the
vault of its day, so that it opens with the passphrase or the recovery code.
"""

import errno
import re
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, func, select, text
from sqlalchemy.exc import DBAPIError

from desktop.i18n import _
from desktop.paths import Profile
from desktop.safe_files import explain_os_error, plain_disk_errors, sync_folder
from desktop.store import schema
from desktop.store.archive import SUFFIX, About, pack, read_about
from desktop.store.connection import explain
from desktop.store.store import Store
from desktop.store.thinning import kept
from desktop.store.verifying import check_pages, check_sealed, count_rows
from desktop.writing_out import refuse_own
from sync.errors import Damaged, Unavailable

EVERY = timedelta(minutes=30)
_STAMP = "%Y%m%dT%H%M%SZ"
_STAMPED = re.compile(r"\d{8}T\d{6}Z")
_MAKING = ".making-"
_one_at_a_time = threading.Lock()


def back_up(store: Store, profile: Profile, to: Path | None = None, why: str = "") -> Path:
    """Make a verified backup and return it: in the profile's backups, or at `to` with the attachments.

    Refused where `to` is among the program's own files. Unavailable where the disk is full or the
    copy is not what the data is: then no file is left, an older one at `to` is as it was, and so is
    the data.
    """
    folder = to.absolute().parent if to else profile.backups
    if to is not None:
        refuse_own(to)
    with _one_at_a_time, _plain_errors():
        if to is None:
            _prepare(folder)
        with tempfile.TemporaryDirectory(prefix=_MAKING, dir=folder) as making:
            copy, packed = Path(making, "copy"), Path(making, "packed")
            about = About(store.now(), why, copy_verified(store, copy))
            pack(packed, about, copy, profile, attachments=to is not None)
            target = to.absolute() if to else _free_name(folder, about)
            packed.replace(target)
        sync_folder(folder)
    return target


def pack_as_it_lies(profile: Profile, about: About) -> Path:
    """Keep a closed data file that cannot be opened among the backups; nothing of it can be verified."""
    with _one_at_a_time, _plain_errors():
        _prepare(profile.backups)
        with tempfile.TemporaryDirectory(prefix=_MAKING, dir=profile.backups) as making:
            packed = Path(making, "packed")
            pack(packed, about, profile.database, profile, attachments=False)
            target = _free_name(profile.backups, about)
            packed.replace(target)
        sync_folder(profile.backups)
    return target


def backups(folder: Path) -> list[Path]:
    """Return the backups in a folder of them, the newest first."""
    named = (path for path in folder.glob(f"*{SUFFIX}") if _STAMPED.match(path.name))
    return sorted(named, key=made_at, reverse=True)


def made_at(path: Path) -> datetime:
    """Return when a backup was made, told from its name."""
    stamp = path.name[: len("20260102T030405Z")]
    return datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)


def is_due(store: Store, profile: Profile) -> bool:
    """Return whether it is time for a backup: half an hour since the last one, and something changed."""
    there = backups(profile.backups)
    if not there:
        return True
    passed = datetime.fromisoformat(store.now()) - made_at(there[0])
    if timedelta(0) <= passed < EVERY:  # a clock that was put back does not wait for years
        return False
    with store.reading() as connection:
        return mark(connection) != read_about(there[0]).mark


def thin(folder: Path, keep: Path | None = None) -> list[Path]:
    """Remove the backups that are too many and return them; `keep`, just made, stays."""
    by_time = {made_at(path): path for path in backups(folder)}
    staying = {keep, *(by_time[time] for time in kept(by_time))}
    gone = [path for path in by_time.values() if path not in staying]
    with plain_disk_errors(_("old backups")):
        for path in gone:
            path.unlink(missing_ok=True)
    return gone


def mark(connection: Connection) -> str:
    """Return what the content has come to: it differs after any change made here or heard."""
    numbers = text("SELECT seq FROM sqlite_sequence WHERE name = 'changes'")
    heard = select(func.coalesce(func.sum(schema.spaces.c.cursor), 0), func.count())
    cursors, spaces = connection.execute(heard.select_from(schema.spaces)).one()
    return f"{connection.execute(numbers).scalar() or 0}.{cursors}.{spaces}"


def copy_verified(store: Store, copy: Path) -> str:
    """Copy one moment of the data, encrypted alike, prove the copy, and return the mark it has at least."""
    with _outside_transactions(store) as connection:
        moment, least = _moment(connection), mark(connection)
        before = count_rows(connection)
        connection.execute(text("VACUUM INTO :copy"), {"copy": str(copy)})
        is_still = moment == _moment(connection)
        check_sealed(copy)
        connection.execute(text("ATTACH :copy AS copy"), {"copy": str(copy)})
        try:
            check_pages(connection, "copy")
            _compare(before, count_rows(connection, "copy"), is_still=is_still)
        finally:
            connection.exec_driver_sql("DETACH copy")
    return least


def _moment(connection: Connection) -> int:
    """Return a number that is another one after anybody else has written."""
    return int(connection.exec_driver_sql("PRAGMA data_version").scalar_one())


@contextmanager
def _outside_transactions(store: Store) -> Iterator[Connection]:
    try:
        with store.engine.connect() as connection:
            yield connection.execution_options(begin="")
    except DBAPIError as error:
        raise explain(error.orig or error) from error


def _compare(before: dict[str, int], copied: dict[str, int], *, is_still: bool) -> None:
    """Raise Damaged unless the copy has every table, and every row if nobody wrote meanwhile."""
    if before.keys() != copied.keys() or (is_still and before != copied):
        raise _incomplete()


def _incomplete() -> Damaged:
    return Damaged(
        _("The backup did not hold everything, so it was thrown away. Your data is as it was; try again."),
        "incomplete",
    )


@contextmanager
def _plain_errors() -> Iterator[None]:
    what = _("the backup")
    try:
        with plain_disk_errors(what):
            yield
    except Unavailable as trouble:
        if trouble.code != "disk_is_full":
            raise
        raise explain_os_error(OSError(errno.ENOSPC, ""), what) from trouble


def _prepare(folder: Path) -> None:
    """Make the folder, and clear away what a program that was cut off left in it."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for unfinished in folder.glob(f"{_MAKING}*"):
        shutil.rmtree(unfinished)


def _free_name(folder: Path, about: About) -> Path:
    made = datetime.fromisoformat(about.made).astimezone(UTC)
    while any(folder.glob(f"{made:{_STAMP}}*")):
        made += timedelta(seconds=1)
    why = re.sub(r"[^a-z0-9]+", "-", about.why.lower()).strip("-")
    return folder / f"{made:{_STAMP}}{'-' if why else ''}{why}{SUFFIX}"
