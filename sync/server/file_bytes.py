"""The bytes of files on the office's disk; a name is only ever made of ids and hashes.

<folder>/<space>/ab/cd/<hash>                       whole files, which never change
<folder>.arriving/<space>/<device>/<hash>.<size>    pieces on their way, apart so that no backup holds them

A backup and a deletion of an unfinished file therefore never meet.
"""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO

from sync.errors import Unavailable
from sync.server.archive import sync_folder
from sync.uploads import PIECE

MOST_UNFINISHED = 8
"""Of one device in one space; beginning another forgets the one that rested longest."""
_PLAIN = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def whole_path(folder: Path, space: str, file: str) -> Path:
    """Return where a whole file lies."""
    return folder / space / file[:2] / file[2:4] / file


def partial_path(folder: Path, space: str, device: str, file: str, size: int) -> Path:
    """Return where a device's pieces of a file are gathered."""
    return folder.with_name(f"{folder.name}.arriving") / space / device / f"{file}.{size}"


def length_of(path: Path) -> int | None:
    """Return the bytes of a regular file, None if there is none."""
    with plain_errors():
        return path.lstat().st_size if path.is_file() and not path.is_symlink() else None


def start_partial(path: Path) -> None:
    """Make an empty partial file unless it is there, and room for it."""
    with plain_errors():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _make_room(path)
        with _opened(path, os.O_RDWR | os.O_CREAT):
            pass


def write_piece(path: Path, offset: int, piece: bytes) -> None:
    """Write a piece of a partial file and return when it is on the disk."""
    with plain_errors(), _opened(path, os.O_RDWR) as partial:
        partial.seek(offset)
        partial.write(piece)
        partial.flush()
        os.fsync(partial.fileno())


def read_piece(path: Path, start: int, length: int) -> bytes:
    """Return bytes of a file; a link is not followed."""
    with plain_errors(), _opened(path, os.O_RDONLY) as whole:
        whole.seek(start)
        return whole.read(length)


def settle(partial: Path, whole: Path) -> bool:
    """Put a partial file in its place if it has the hash it is named by; it is gone either way.

    What is put there is a copy of exactly the bytes that were hashed, so a request that is
    still writing to the partial file cannot change it.
    """
    copy = partial.with_name(f"{partial.name}.{secrets.token_hex(8)}")
    with plain_errors():
        try:
            is_sound = _copy(partial, copy) == whole.name
            if is_sound:
                whole.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                copy.replace(whole)
                for folder in whole.parents[:4]:
                    sync_folder(folder)
        finally:
            copy.unlink(missing_ok=True)
        remove(partial)
    return is_sound


def remove(path: Path) -> None:
    """Forget a partial file."""
    with plain_errors():
        path.unlink(missing_ok=True)


@contextmanager
def plain_errors() -> Iterator[None]:
    """Turn a failure of the office's disk into a plain sentence."""
    try:
        yield
    except OSError as error:
        raise Unavailable(
            "The office's disk did not take or give the file. What was confirmed before is safe;"
            " the file will be tried again.",
            "disk",
        ) from error


def _copy(source: Path, copy: Path) -> str:
    """Copy a file to the disk and return the SHA-256 of what was copied."""
    digest = sha256()
    with (
        _opened(source, os.O_RDONLY) as pieces,
        _opened(copy, os.O_WRONLY | os.O_CREAT | os.O_EXCL) as target,
    ):
        while piece := pieces.read(PIECE):
            digest.update(piece)
            target.write(piece)
        target.flush()
        os.fsync(target.fileno())
    return digest.hexdigest()


def _make_room(path: Path) -> None:
    others = sorted((each.lstat().st_mtime, each) for each in path.parent.iterdir() if each != path)
    for _, resting in others[: max(0, len(others) + 1 - MOST_UNFINISHED)]:
        resting.unlink(missing_ok=True)


@contextmanager
def _opened(path: Path, flags: int) -> Iterator[IO[bytes]]:
    mode = "rb" if flags == os.O_RDONLY else "r+b" if flags & os.O_RDWR else "wb"
    with os.fdopen(os.open(path, flags | _PLAIN, 0o600), mode) as file:
        yield file
