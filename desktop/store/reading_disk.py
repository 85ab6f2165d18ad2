"""Reading a file that cannot be written to: a locked folder, a disk that is full or mounted for reading only.

SQLite wants to write beside a WAL database even to read it. Where it may not,
the file is read as one that nobody changes; and where changes wait in a `-wal`
beside it, which such a reading would pass over, both are copied and read there.
"""

import shutil
import tempfile
from pathlib import Path

from sqlalchemy import Engine, event

from desktop.i18n import _
from desktop.safe_files import REASONS, plain_disk_errors
from desktop.store.connection import open_engine
from sync.errors import Damaged, Unavailable

_FULL, _FAILED = "disk_is_full", "disk_i/o_error"
_UNWRITABLE = ("readonly", "unable_to_open", _FULL)
"""What SQLite says of a file that it may only read."""
_BESIDE = 128 * 1024
"""Bytes: more than SQLite wants to write beside a file before it reads the first page of it."""


def open_somehow(path: Path, key: str) -> tuple[Engine, str]:
    """Return an engine on the file at `path`, and why it may not write there, "" if it may."""
    engine = open_engine(path, key)
    try:
        engine.connect().close()
    except Unavailable as trouble:
        engine.dispose()
        why = _FULL if trouble.code == _FAILED and _is_full(path.parent) else trouble.code
        if why not in _UNWRITABLE:
            raise
        return open_read_only(path, key), why
    return engine, ""


def _is_full(folder: Path) -> bool:
    """Return whether there is no room for what SQLite writes; of that it says only that the disk failed."""
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(bytes(_BESIDE))
    except OSError as error:
        return REASONS.get(error.errno or 0) in ("disk_full", "quota")
    return False


def refuse_writing(why: str) -> Unavailable:
    """Return what is said to whoever would write a file that was opened for reading only."""
    if why == _FULL:
        words = _(
            "Your disk is full, so nothing was changed; all that was saved can be read. "
            "Free some space, then open this again to edit."
        )
        return Unavailable(words, why)
    return Damaged(
        _(
            "This file can only be read here, so nothing was changed. "
            "To edit, update the program or move the file to a folder that can be written to."
        )
    )


def open_read_only(path: Path, key: str) -> Engine:
    """Return an engine that reads a file nobody writes, and writes nothing beside it."""
    if _has_waiting(path):
        return _open_a_copy(path, key)
    return open_engine(path, key, read_only=True, immutable=True)


def _has_waiting(path: Path) -> bool:
    """Return whether a `-wal` with changes in it was left behind."""
    log = _log_of(path)
    return log.exists() and log.stat().st_size > 0


def _log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def _open_a_copy(path: Path, key: str) -> Engine:
    """Read a private copy, encrypted like the file itself and gone when the engine is disposed of."""
    folder = tempfile.TemporaryDirectory(prefix="coalition-desk-")
    with plain_disk_errors(_("a copy of your data to read")):
        for part in (path, _log_of(path)):
            shutil.copyfile(part, Path(folder.name) / part.name)
    engine = open_engine(Path(folder.name) / path.name, key)
    event.listen(engine, "engine_disposed", lambda _engine: folder.cleanup())
    return engine
