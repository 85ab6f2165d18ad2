"""Files that leave the program: put anywhere but among its own.

One export over the data file or the key, and nothing of a coalition can be read again. So every
file that a person names is looked at before it is written, whoever asks: a command or a window.
"""

from collections.abc import Iterable
from os.path import realpath
from pathlib import Path

from desktop.i18n import _
from desktop.paths import Profile
from desktop.safe_files import plain_disk_errors, write_pieces
from sync.errors import Refused


def write_out(path: Path, content: bytes, what: str = "") -> None:
    """Put `content` where a person asked for it; Refused among the program's own files."""
    write_out_pieces(path, (content,), what)


def write_out_pieces(path: Path, pieces: Iterable[bytes], what: str = "") -> None:
    """Put what comes piece by piece where a person asked for it, as `write_out` does."""
    refuse_own(path)
    write_pieces(path, pieces, what)


def refuse_own(path: Path) -> None:
    """Refuse a file or folder inside any profile but its `backups` and `sessions`, however it is spelled."""
    with plain_disk_errors(path.name):
        # A link itself would be replaced, what it leads to would not; neither is for others.
        own = any(map(_is_own, (Path(realpath(path.parent), path.name), Path(realpath(path)))))
    if own:
        words = _(
            "'{name}' is in the folder in which this program keeps your data, so nothing was written. "
            "Choose another folder."
        )
        raise Refused(words.format(name=str(path)[:200]), "own_folder")


def _is_own(path: Path) -> bool:
    """Return whether the nearest profile around a path holds it, and not in one of those folders."""
    way = (path, *path.parents)
    for place, folder in enumerate(way):
        profile = Profile(folder)
        if _is_profile(profile):
            open_to_all = (profile.backups, profile.sessions)
            return place == 0 or not any(_is_same(way[place - 1], each) for each in open_to_all)
    return False


def _is_profile(profile: Profile) -> bool:
    return profile.database.exists() or (profile.vault.exists() and profile.lock.exists())


def _is_same(one: Path, other: Path) -> bool:
    """Return whether both names lead to one folder, on a disk that does not tell letters apart too."""
    return one.exists() and other.exists() and one.samefile(other)
