"""Files that are either the old one or the new one, whatever happens while they are written."""

import errno
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from desktop.i18n import _
from sync.errors import CoalitionError, Unavailable

if sys.platform == "darwin":
    import fcntl

UNFINISHED = ".part"
"""How the name of a file ends while it is being written."""

REASONS = {
    errno.ENOSPC: "disk_full",
    errno.EFBIG: "disk_full",
    errno.EDQUOT: "quota",
    errno.EROFS: "read_only",
    errno.EACCES: "not_allowed",
    errno.EPERM: "not_allowed",
    errno.EIO: "disk_error",
    errno.ENOENT: "folder_gone",
    errno.ENODEV: "folder_gone",
    errno.ENXIO: "folder_gone",
    errno.ESTALE: "folder_gone",
}


def write_atomically(path: Path, content: bytes, what: str = "") -> None:
    """Put `content` at `path`, readable by this person only, and return when it is on the disk.

    A power cut at any moment leaves the old file or the new one, never a part of it.
    `what` names it in the sentence of the `Unavailable` that a full or failing disk raises.
    """
    write_pieces(path, (content,), what)


def write_pieces(path: Path, pieces: Iterable[bytes], what: str = "") -> None:
    """Put at `path` what comes piece by piece, as `write_atomically` does what is in memory."""
    with plain_disk_errors(what or path.name):
        unfinished = _write_beside(path, pieces)
        try:
            unfinished.replace(path)
        except OSError:
            unfinished.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)


def free_folder(inside: Path, name: str) -> Path:
    """Return where a folder of this name can be made, with a number behind it where there is one already."""
    folder, again = inside / name, 1
    while folder.exists():
        again += 1
        folder = inside / f"{name}-{again}"
    return folder


def require_file(path: Path) -> None:
    """Unavailable, in words for whoever named a file to read, where there is none or it is a folder."""
    name = str(path)[:200]
    with plain_disk_errors(path.name):
        if path.is_dir():
            raise Unavailable(_("'{name}' is a folder, not a file; nothing was changed.").format(name=name))
        if not path.exists():
            words = _("There is no file '{name}'; nothing was changed.")
            raise Unavailable(words.format(name=name), "no_file")


@contextmanager
def plain_disk_errors(what: str) -> Iterator[None]:
    """Turn any failure of the disk inside the block into a sentence about `what`."""
    try:
        yield
    except OSError as error:
        raise explain_os_error(error, what) from error


def explain_os_error(error: OSError, what: str) -> Unavailable:
    """Return the plain sentence for a failure of the disk while saving or reading `what`."""
    code = REASONS.get(error.errno or 0, "disk_trouble")
    return Unavailable(_sentence(code).format(what=what, reason=error.strerror or error), code)


def sync_folder(folder: Path) -> None:
    """Return when the names in `folder`, not only the files, are on the disk."""
    if sys.platform != "win32":  # Windows has no such call; NTFS journals its names.
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def clear_unfinished(path: Path) -> None:
    """Remove what programs that were cut off while writing `path` left beside it.

    Only for the one who holds the profile's lock: it would cut off another writer.
    """
    for unfinished in path.parent.glob(f".{path.name}.*{UNFINISHED}"):
        unfinished.unlink(missing_ok=True)


def _write_beside(path: Path, pieces: Iterable[bytes]) -> Path:
    descriptor, name = tempfile.mkstemp(UNFINISHED, f".{path.name}.", path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            for piece in pieces:
                file.write(piece)
            file.flush()
            _sync_file(descriptor)
    except (OSError, CoalitionError):
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def _sync_file(descriptor: int) -> None:
    if sys.platform == "darwin":  # There, fsync leaves the bytes in the drive's own memory.
        with suppress(OSError):  # Not every disk can; then fsync is the most it does.
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
    os.fsync(descriptor)


def _sentence(code: str) -> str:
    sentences = {
        "disk_full": _(
            "Your disk is full, so {what} isn't saved yet. "
            "Free some space and try again; nothing saved before is lost."
        ),
        "quota": _(
            "Your share of this disk is used up, so {what} isn't saved yet. "
            "Delete files you no longer need, or ask whoever looks after this computer for more room; "
            "nothing saved before is lost."
        ),
        "read_only": _(
            "This disk can be read but not written, so {what} isn't saved yet. "
            "Unlock the disk or choose another folder; nothing saved before is lost."
        ),
        "not_allowed": _(
            "This computer doesn't let you use the folder or file for {what}. "
            "Close other programs that may have it open, or ask whoever looks after this computer; "
            "nothing saved before is lost."
        ),
        "disk_error": _(
            "The disk failed while we used it for {what}. "
            "Copy your latest backup to another disk now, and have this one looked at."
        ),
        "folder_gone": _(
            "The folder or file for {what} isn't there any more. "
            "If it is on a memory stick, plug it in again; then try again."
        ),
    }
    return sentences.get(
        code,
        _("The disk did not take or give {what}: {reason}. Try again; nothing saved before is lost."),
    )
