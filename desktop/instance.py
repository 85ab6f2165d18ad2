"""One program at a time writes a profile: whoever holds the lock, and nobody else.

The operating system holds the lock, so it is free the moment its holder ends, even by kill -9.
What the file says (computer, process, since when) is for the message only.
"""

import errno
import json
import os
import platform
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from desktop.i18n import _
from desktop.paths import Profile, cloud_folder, network_folder
from desktop.safe_files import explain_os_error, plain_disk_errors
from sync.errors import Locked

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

PAUSE = 0.05
"""Seconds between two tries."""

_UNWRITABLE = (errno.EROFS, errno.EACCES, errno.EPERM)

BEYOND = 1 << 20
"""The byte that Windows locks: past the words, which others must be able to read."""


@contextmanager
def hold(profile: Profile, wait: float = 0.0, *, take_over: bool = False) -> Iterator[None]:
    """Be the one program that writes this profile; `Locked("in_use")` when another is.

    Tries for `wait` seconds: a window should fail at once, short commands wait for each other.
    `take_over` ignores the word (not the lock) of another computer on a shared folder.
    """
    descriptor = _open(profile)
    if descriptor is None:
        yield
        return
    try:
        _acquire(descriptor, wait)
        if not take_over:
            _refuse_another_computer(profile, _read(descriptor))
        _write(descriptor, _word())
        try:
            yield
        finally:
            _write(descriptor, b"")
    finally:
        os.close(descriptor)


def is_held(profile: Profile) -> bool:
    """Say whether another program has a profile open just now."""
    try:
        with hold(profile):
            return False
    except Locked:
        return True


def _open(profile: Profile) -> int | None:
    """Open the lock's file, for reading where it may not be written; None where there can be none.

    Nobody writes a profile on a disk that is mounted for reading only, so nobody has to be kept out.
    """
    no_link = getattr(os, "O_NOFOLLOW", 0)
    with plain_disk_errors(_("your data")):
        try:
            return os.open(profile.lock, os.O_RDWR | os.O_CREAT | no_link, 0o600)
        except OSError as error:
            if error.errno in _UNWRITABLE and profile.lock.exists():
                return os.open(profile.lock, os.O_RDONLY | no_link)
            if error.errno != errno.EROFS:
                raise
            return None


def _acquire(descriptor: int, wait: float) -> None:
    until = time.monotonic() + wait
    while not _lock(descriptor):
        if time.monotonic() >= until:
            raise Locked(_in_use(_read(descriptor)), code="in_use")
        time.sleep(PAUSE)


def _refuse_another_computer(profile: Profile, left: "Holder | None") -> None:
    """Refuse when another computer left its word where locks may not reach from there to here."""
    if left is None or left.computer == platform.node():
        return
    if network_folder(profile.folder) or cloud_folder(profile.folder):
        raise Locked(_in_use(left), code="in_use")


def _in_use(holder: "Holder | None") -> str:
    if holder is None:
        return _("Coalition Desk is already open. Use that window, or close it and try again.")
    if holder.computer == platform.node():
        sentence = _(
            "Coalition Desk is already open on this computer (process {process}). "
            "Use that window, or close it and try again."
        )
    else:
        sentence = _(
            "Coalition Desk is already open on the computer {computer} (process {process}, since {since}). "
            "Close it there and try again."
        )
    since = f"{holder.since.astimezone():%Y-%m-%d %H:%M}"
    return sentence.format(computer=holder.computer, process=holder.process, since=since)


def _lock(descriptor: int) -> bool:
    """Take the lock if it is free; say whether we have it."""
    try:
        _lock_now(descriptor)
    except (BlockingIOError, PermissionError):
        return False
    except OSError as error:
        raise explain_os_error(error, _("your data")) from error
    return True


def _lock_now(descriptor: int) -> None:
    if sys.platform == "win32":
        os.lseek(descriptor, BEYOND, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _read(descriptor: int) -> "Holder | None":
    """Return who wrote the file; None when it is empty or half written."""
    os.lseek(descriptor, 0, os.SEEK_SET)
    try:
        said = json.loads(os.read(descriptor, 1024))
        since = datetime.fromisoformat(said["since"])
        return Holder(str(said["computer"]), int(said["process"]), since)
    except (ValueError, TypeError, KeyError):
        return None


def _write(descriptor: int, words: bytes) -> None:
    # The lock stands without the words, and a full disk must not keep a person from reading.
    with suppress(OSError):
        os.ftruncate(descriptor, 0)
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, words)


def _word() -> bytes:
    since = datetime.now(UTC).isoformat(timespec="seconds")
    return json.dumps({"computer": platform.node(), "process": os.getpid(), "since": since}).encode()


@dataclass(frozen=True)
class Holder:
    """Who has the profile open, for the message."""

    computer: str
    process: int
    since: datetime
