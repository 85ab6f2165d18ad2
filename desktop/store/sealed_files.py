"""A file on this disk, sealed: pieces of 256 KiB, each encrypted with AES-256-GCM.

    <folder>/ab/cd/<hash>          a whole file
    <folder>/ab/cd/<hash>.part     one that is arriving

Each piece is a fresh nonce, the ciphertext and its tag, bound to the hash of the file and
the place of the piece. That none is missing at the end, the hash of the whole tells.
"""

import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from desktop.i18n import _
from desktop.safe_files import UNFINISHED, plain_disk_errors, sync_folder, write_atomically
from sync.errors import Damaged, Unavailable
from sync.uploads import PIECE

NONCE, TAG = 12, 16
SEALED = NONCE + PIECE + TAG
"""Bytes of a full piece on the disk."""
_NO_LINKS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def file_key(data_key: bytes) -> bytes:
    """Return the key to the files, derived from the key to the database."""
    return HKDF(SHA256(), 32, salt=None, info=b"coalition-desk files").derive(data_key)


def path_of(folder: Path, file: str) -> Path:
    """Return where a file lies; `file` is its hash and nothing else."""
    if len(file) != 64 or not set(file) <= set("0123456789abcdef"):
        raise ValueError("not a hash")
    return folder / file[:2] / file[2:4] / file


def store_whole(folder: Path, key: bytes, file: str, content: bytes) -> None:
    """Seal a file and return when it is on the disk, whole."""
    pieces = (_seal(key, file, at, content[at : at + PIECE]) for at in range(0, len(content), PIECE))
    path = path_of(folder, file)
    with plain_disk_errors(_("the attachment")):
        _make_folders(path.parent)
    write_atomically(path, b"".join(pieces), _("the attachment"))


def read_piece(folder: Path, key: bytes, file: str, offset: int) -> bytes:
    """Return a file's bytes from `offset` to the end of the piece it is in, b"" at the end of the file."""
    start = offset // PIECE * PIECE
    with plain_disk_errors(_("the attachment")):
        sealed = _read(path_of(folder, file), start // PIECE)
    return _unseal(key, file, start, sealed)[offset - start :] if sealed else b""


def read_whole(folder: Path, key: bytes, file: str) -> bytes:
    """Return a file's bytes; Damaged unless they are what its hash says."""
    with plain_disk_errors(_("the attachment")):
        content = b"".join(_pieces(path_of(folder, file), key, file))
    if sha256(content).hexdigest() != file:
        raise _damaged()
    return content


def count_arrived(folder: Path, file: str) -> int:
    """Return how many bytes of a file have arrived; a piece that was cut off does not count."""
    part = _arriving(folder, file)
    with plain_disk_errors(_("the attachment")):
        return part.stat().st_size // SEALED * PIECE if part.exists() else 0


def keep_piece(folder: Path, key: bytes, file: str, offset: int, piece: bytes) -> None:
    """Keep the next piece of a file that is arriving."""
    part = _arriving(folder, file)
    with plain_disk_errors(_("the attachment")):
        _make_folders(part.parent)
        descriptor = os.open(part, os.O_RDWR | os.O_CREAT | _NO_LINKS, 0o600)
        with os.fdopen(descriptor, "r+b") as target:
            target.seek(offset // PIECE * SEALED)
            target.write(_seal(key, file, offset, piece))
            target.truncate()
            target.flush()
            os.fsync(target.fileno())


def forget_arriving(folder: Path, file: str) -> None:
    """Keep nothing of a file that was arriving."""
    with plain_disk_errors(_("the attachment")):
        _arriving(folder, file).unlink(missing_ok=True)


def settle(folder: Path, key: bytes, file: str) -> int | None:
    """Put a file that has arrived in its place and return its size; None, keeping nothing, if it is wrong."""
    part, digest, size = _arriving(folder, file), sha256(), 0
    with plain_disk_errors(_("the attachment")):
        try:
            for piece in _pieces(part, key, file):
                digest.update(piece)
                size += len(piece)
        except Damaged:
            digest = sha256()  # e.g. sealed before a restore gave this profile another key
        if digest.hexdigest() != file:
            part.unlink(missing_ok=True)
            return None
        part.replace(path_of(folder, file))
        sync_folder(part.parent)
    return size


def _arriving(folder: Path, file: str) -> Path:
    path = path_of(folder, file)
    return path.with_name(path.name + UNFINISHED)


def _pieces(path: Path, key: bytes, file: str) -> Iterator[bytes]:
    place = 0
    while sealed := _read(path, place):
        yield _unseal(key, file, place * PIECE, sealed)
        place += 1


def _read(path: Path, place: int) -> bytes:
    try:
        descriptor = os.open(path, os.O_RDONLY | _NO_LINKS)
    except FileNotFoundError:
        raise Unavailable(
            _("This file is not on this computer yet. Fetch it from the office when there is a network."),
            "file_not_here",
        ) from None
    with os.fdopen(descriptor, "rb") as file:
        file.seek(place * SEALED)
        return file.read(SEALED)


def _seal(key: bytes, file: str, offset: int, piece: bytes) -> bytes:
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, piece, _place(file, offset))


def _unseal(key: bytes, file: str, offset: int, sealed: bytes) -> bytes:
    try:
        return AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], _place(file, offset))
    except (InvalidTag, ValueError):
        raise _damaged() from None


def _place(file: str, offset: int) -> bytes:
    return f"{file} {offset}".encode()


def _make_folders(folder: Path) -> None:
    """Make a folder and the one above it, and return when their names are on the disk."""
    if not folder.is_dir():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for made in folder.parents[:2]:
            sync_folder(made)


def _damaged() -> Damaged:
    return Damaged(
        _(
            "This file is damaged on this computer, so it was not opened. If the office has it, "
            "it will be fetched again; otherwise restore a backup or attach it again."
        ),
        "file_damaged",
    )
