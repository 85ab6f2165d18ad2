"""A backup as a file: rows as JSON lines and the bytes of files, in one zip that vouches for itself.

manifest.json         what it is, its version, and the SHA-256 of every other member
tables/<name>.jsonl   one row a line
files/<path>          as they lie in the office's folder
"""

from __future__ import annotations

import os
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import file_digest, sha256
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

import orjson

from sync.errors import Damaged

FORMAT = "coalition-office-backup"
_MANIFEST = "manifest.json"
_CHUNK = 1024 * 1024
_LARGEST_MANIFEST = 256 * 1024 * 1024


def open_archive(path: Path) -> Archive:
    """Open a backup and check every byte of it; Damaged when it is not whole, or not a backup."""
    try:
        with zipfile.ZipFile(path) as package:
            archive = Archive(path, _read_manifest(package))
            _check(package, archive.manifest["members"])
    except FileNotFoundError:
        raise Damaged(f"There is no file '{path}'. Nothing was changed; check the name.") from None
    except _BROKEN as error:
        raise Damaged(_NOT_WHOLE.format(path.name)) from error
    return archive


def write_archive(
    path: Path, manifest: dict[str, Any], rows: Iterable[tuple[str, Iterable[bytes]]], files: Path
) -> None:
    """Write a backup beside `path` and put it there once it is on the disk and was read back whole."""
    part = path.with_name(f"{path.name}.part")
    try:
        with _private(part) as raw:
            with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
                _fill(_Writing(package), manifest, rows, files)
            raw.flush()
            os.fsync(raw.fileno())
        open_archive(part)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    sync_folder(path.parent)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    part = path.with_name(f"{path.name}.part")
    with _private(part) as copy:
        copy.write(content)
        copy.flush()
        os.fsync(copy.fileno())
    part.replace(path)
    sync_folder(path.parent)


def _private(path: Path) -> BinaryIO:
    """Open an empty file that only the office's own account may read: a backup holds everything."""
    path.unlink(missing_ok=True)
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags, 0o600), "w+b")


def sync_folder(folder: Path) -> None:
    """Make the names in a folder as lasting as what they name; Windows does so by itself."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _fill(
    writing: _Writing, manifest: dict[str, Any], rows: Iterable[tuple[str, Iterable[bytes]]], files: Path
) -> None:
    for table, lines in rows:
        writing.add(f"tables/{table}.jsonl", lines)
    for name, path in _files_in(files):
        writing.add(f"files/{name}", _chunks(path))
    whole = {"format": FORMAT, **manifest, "members": writing.members}
    writing.package.writestr(_MANIFEST, orjson.dumps(whole))


def _files_in(folder: Path) -> list[tuple[str, Path]]:
    """Return the regular files below a folder, by their path with slashes; links are not followed."""
    found = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sorted((path.relative_to(folder).as_posix(), path) for path in found)


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as source:
        while chunk := source.read(_CHUNK):
            yield chunk


def _read_manifest(package: zipfile.ZipFile) -> dict[str, Any]:
    if package.getinfo(_MANIFEST).file_size > _LARGEST_MANIFEST:
        raise ValueError("too large")
    manifest = orjson.loads(package.read(_MANIFEST))
    if manifest["format"] != FORMAT:
        raise ValueError("foreign")
    return dict(manifest)


def _check(package: zipfile.ZipFile, members: dict[str, dict[str, Any]]) -> None:
    """Raise ValueError unless the members are those of the manifest, byte for byte, with safe names."""
    names = [each.filename for each in package.infolist()]
    if sorted(names) != sorted([*members, _MANIFEST]):
        raise ValueError("other members")
    for name, told in members.items():
        if not _is_safe(name) or _digest(package, name, int(told["size"])) != told["sha256"]:
            raise ValueError(name)


def _is_safe(name: str) -> bool:
    parts = PurePosixPath(name).parts
    plain = all(part not in ("..", ".", "/") and not set(part) & set("\\:\0") for part in parts)
    return plain and not name.startswith("/") and len(parts) > 1 and parts[0] in ("tables", "files")


def _digest(package: zipfile.ZipFile, name: str, size: int) -> str:
    digest, seen = sha256(), 0
    with package.open(name) as source:
        while chunk := source.read(_CHUNK):
            digest.update(chunk)
            seen += len(chunk)
            if seen > size:
                raise ValueError("longer than told")
    return digest.hexdigest()


@dataclass(frozen=True)
class Archive:
    """A backup that was read from end to end and is whole."""

    path: Path
    manifest: dict[str, Any]

    def rows(self, table: str) -> Iterator[dict[str, Any]]:
        """Yield the rows of a table, as they were written."""
        if f"tables/{table}.jsonl" not in self.manifest["members"]:
            return
        with zipfile.ZipFile(self.path) as package, package.open(f"tables/{table}.jsonl") as lines:
            for line in lines:
                yield orjson.loads(line)

    def unpack_files(self, folder: Path) -> None:
        """Put the files into a folder; one that is there already, byte for byte, is left."""
        with zipfile.ZipFile(self.path) as package:
            for name, told in self.manifest["members"].items():
                target = folder.joinpath(*PurePosixPath(name).parts[1:])
                if name.startswith("files/") and not _is_there(target, told["sha256"]):
                    _unpack(package, name, target)


def _is_there(target: Path, digest: str) -> bool:
    if not target.is_file() or target.is_symlink():
        return False
    with target.open("rb") as source:
        return file_digest(source, "sha256").hexdigest() == digest


def _unpack(package: zipfile.ZipFile, name: str, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f"{target.name}.part")
    with package.open(name) as source, part.open("wb") as copy:
        while chunk := source.read(_CHUNK):
            copy.write(chunk)
        copy.flush()
        os.fsync(copy.fileno())
    part.replace(target)
    sync_folder(target.parent)


@dataclass
class _Writing:
    """A backup being written: what is in it so far."""

    package: zipfile.ZipFile
    members: dict[str, dict[str, Any]] = field(default_factory=dict)

    def add(self, name: str, chunks: Iterable[bytes]) -> None:
        """Add a member and note its size and SHA-256."""
        digest, size = sha256(), 0
        with self.package.open(name, "w", force_zip64=True) as member:
            for chunk in chunks:
                member.write(chunk)
                digest.update(chunk)
                size += len(chunk)
        self.members[name] = {"size": size, "sha256": digest.hexdigest()}


# What zipfile, zlib and the manifest can raise when bytes are not what they should be.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    LookupError,
    TypeError,
    ValueError,
    RuntimeError,
)
_NOT_WHOLE = (
    "The file '{}' is not a whole backup of an office: it is damaged or something else."
    " Nothing was changed; try another copy."
)
