"""Where everything of one person on this computer is kept."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from desktop.i18n import _
from desktop.safe_files import plain_disk_errors
from desktop.shared_folders import cloud_folder, network_folder
from sync.errors import Refused

__all__ = ["Profile", "check_folder", "cloud_folder", "default_profile", "network_folder", "prepare"]

LEAST_SPACE = 200 * 1024 * 1024
"""Bytes below which we warn: room for the file, a backup of it and some attachments."""


def default_profile(name: str = "desk") -> "Profile":
    """Return the profile in the system's own place for a program's data; `demo` has one apart."""
    from platformdirs import user_data_path

    return Profile(user_data_path("coalition-desk", appauthor=False) / name)


def prepare(profile: "Profile") -> None:
    """Make the profile's folders, open to this person only.

    A folder that was there before keeps its permissions: `--profile` may name a shared one.
    """
    with plain_disk_errors(_("your data")):
        profile.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for folder in (profile.backups, profile.files, profile.sessions):
            folder.mkdir(mode=0o700, exist_ok=True)
            folder.chmod(0o700)


def check_folder(path: Path, *, allow: bool = False) -> tuple[str, ...]:
    """Return what a person should know before keeping data at `path`.

    Refused where another computer may change the files under us, unless `allow`:
    synced copies and network locks have destroyed databases that SQLite itself kept whole.
    """
    shared = _shared(path)
    if shared and not allow:
        raise Refused(shared[0], code="shared_folder")
    with plain_disk_errors(_("your data")):
        return (*shared, *_open_to_others(path), *_nearly_full(path))


def _shared(path: Path) -> tuple[str, ...]:
    if service := cloud_folder(path):
        sentence = _(
            "This folder is copied to other places by {name}, which can damage your data. "
            "Choose a folder that stays on this computer; sync and backups keep it safe."
        )
        return (sentence.format(name=service),)
    if network := network_folder(path):
        sentence = _(
            "This folder is on another computer ({name}), where your data can be damaged. "
            "Choose a folder on this computer; sync and backups keep it safe."
        )
        return (sentence.format(name=network),)
    return ()


def _open_to_others(path: Path) -> tuple[str, ...]:
    if os.name == "nt" or not path.exists() or not path.stat().st_mode & 0o022:
        return ()
    return (
        _(
            "Other people who use this computer can change files in this folder. "
            "They can't read your data, but they could delete it: a folder of your own is safer."
        ),
    )


def _nearly_full(path: Path) -> tuple[str, ...]:
    existing = next(folder for folder in (path, *path.absolute().parents) if folder.exists())
    free = shutil.disk_usage(existing).free
    if free >= LEAST_SPACE:
        return ()
    return (_("This disk is nearly full: {count} MB are left.").format(count=free // 1024**2),)


@dataclass(frozen=True)
class Profile:
    """One person's data on this computer: one folder, one key, one database."""

    folder: Path

    @property
    def database(self) -> Path:
        """The encrypted SQLite file."""
        return self.folder / "coalition.db"

    @property
    def vault(self) -> Path:
        """The wrapped keys to the database."""
        return self.folder / "vault.json"

    @property
    def backups(self) -> Path:
        """Verified copies of the database, each with the vault of its day."""
        return self.folder / "backups"

    @property
    def files(self) -> Path:
        """Attachments, each named by the hash of its content."""
        return self.folder / "files"

    @property
    def lock(self) -> Path:
        """The file that the one program that may write holds."""
        return self.folder / "lock"

    @property
    def bell(self) -> Path:
        """The file through which a second start calls the window forward; there while one is open."""
        return self.folder / "window"

    @property
    def sessions(self) -> Path:
        """Attachments opened in other programs, in the clear until this session ends."""
        return self.folder / "sessions"
