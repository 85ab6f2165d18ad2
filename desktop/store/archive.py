"""A backup as one file: the encrypted database, the keys to it, and for another computer the attachments.

It is a zip that nothing is compressed in, since nothing encrypted gets smaller.
"""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

import orjson

from desktop.i18n import _
from desktop.paths import Profile
from desktop.safe_files import plain_disk_errors
from sync.errors import Damaged

SUFFIX = ".coalition"
FORMAT = 1
_ABOUT = "about.json"
_ATTACHMENT = re.compile(r"files/([0-9a-z]+/)*[0-9a-z]+")  # no dots, so none points out of its folder
_LARGEST_ABOUT = 4096


@dataclass(frozen=True, slots=True)
class About:
    """What a backup says of itself without its key."""

    made: str
    """Wall time, ISO 8601 with offset."""
    why: str
    mark: str
    """What the content had come to; the same mark, the same content."""
    format: int = FORMAT


def pack(path: Path, about: About, database: Path, profile: Profile, *, attachments: bool) -> None:
    """Write the archive to `path` and return when it is on the disk and was read back whole."""
    with path.open("wb") as file:
        with ZipFile(file, "w") as archive:
            archive.writestr(_ABOUT, orjson.dumps(asdict(about)))
            archive.write(database, profile.database.name)
            if profile.vault.exists():
                archive.write(profile.vault, profile.vault.name)
            for attachment in _attachments(profile) if attachments else ():
                archive.write(attachment, f"files/{attachment.relative_to(profile.files).as_posix()}")
        file.flush()
        os.fsync(file.fileno())
    with _opened(path) as archive:
        if archive.testzip() is not None:
            raise _not_a_backup()


def read_about(path: Path) -> About:
    """Return what a backup says of itself; Damaged if it is none."""
    with _opened(path) as archive:
        return _about(archive)


def unpack(path: Path, folder: Path) -> About:
    """Put what a backup holds into an empty folder that is laid out as a profile."""
    there = Profile(folder)
    with _opened(path) as archive:
        about = _about(archive)
        members = {member.filename: member for member in archive.infolist()}
        if there.database.name not in members:
            raise _not_a_backup()
        for name, member in members.items():
            if name in (there.database.name, there.vault.name) or _ATTACHMENT.fullmatch(name):
                _extract(archive, member, folder / name)
    return about


def unpack_vault(path: Path, folder: Path) -> None:
    """Put only the vault of a backup into an empty folder."""
    name = Profile(folder).vault.name
    with _opened(path) as archive:
        _extract(archive, archive.getinfo(name), folder / name)


def _attachments(profile: Profile) -> Iterator[Path]:
    for path in sorted(profile.files.rglob("*")):
        if path.is_file() and _ATTACHMENT.fullmatch(f"files/{path.relative_to(profile.files).as_posix()}"):
            yield path


def _extract(archive: ZipFile, member: ZipInfo, target: Path) -> None:
    if member.compress_size != member.file_size:  # only a stranger's is compressed, perhaps to burst
        raise _not_a_backup()
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with archive.open(member) as source, target.open("xb") as file:
        shutil.copyfileobj(source, file)
        file.flush()
        os.fsync(file.fileno())


def _about(archive: ZipFile) -> About:
    if archive.getinfo(_ABOUT).file_size > _LARGEST_ABOUT:
        raise _not_a_backup()
    about = About(**orjson.loads(archive.read(_ABOUT)))
    if about.format > FORMAT:
        raise Damaged(
            _(
                "This backup is from a newer Coalition Desk; nothing was changed. "
                "Update this one to restore it."
            ),
            "newer",
        )
    return about


@contextmanager
def _opened(path: Path) -> Iterator[ZipFile]:
    try:
        with plain_disk_errors(_("the backup")), path.open("rb") as file, ZipFile(file) as archive:
            yield archive
    except (
        BadZipFile,
        EOFError,
        KeyError,
        TypeError,
        ValueError,
        NotImplementedError,
        RuntimeError,
    ) as error:
        raise _not_a_backup() from error


def _not_a_backup() -> Damaged:
    return Damaged(
        _(
            "This file is not a backup of Coalition Desk, or it is damaged; nothing was changed. "
            "Choose another backup."
        ),
        "not_a_backup",
    )
