"""Opening the encrypted file: the key, the pragmas, and the checks that fail closed.

Forgetting the key silently makes a plain file, and a wrong key still answers
"ok" to the pragma; so every connection reads the schema, and every opening
looks at the file's first bytes.
"""

from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from desktop.i18n import _
from sync.errors import Damaged, Locked, Unavailable

PLAIN_HEADER = b"SQLite format 3\0"
PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": 2,
    "fullfsync": 1,
    "checkpoint_fullfsync": 1,
    "foreign_keys": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "mmap_size": 0,
    "temp_store": 2,
    "secure_delete": 1,
    "busy_timeout": 5000,
    "cache_size": -2000,  # kB for each connection; 8 MB as usual found nothing sooner, and there are four
}
"""Set on every connection; a test reads each of them back."""
SEAL, SEAL_BEFORE = "HMAC_SHA256", "HMAC_SHA512"
"""What seals each page. Processors compute the first in hardware: a page is read in three quarters
of the time. Files of the first versions have the second, which is the cipher's own choice, and keep it."""
APPLICATION_ID = 0x436F4465
"""Marks the file as ours, in SQLite's header field for that."""


def open_engine(path: Path, key: str, *, read_only: bool = False, immutable: bool = False) -> Engine:
    """Return an engine on the file at `path`; `key` is 64 hex digits.

    `immutable` promises that nobody writes the file meanwhile, see `reading_disk.py`.
    Raises Locked for a wrong key, Damaged for a file that is not ours.
    """
    check_header(path)
    engine = create_engine(
        "sqlite://",
        module=sqlcipher,
        creator=lambda: connect(path, key, read_only=read_only, immutable=immutable),
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=12,
        pool_use_lifo=True,  # the one that was used last still has its pages at hand
    )
    event.listen(engine, "begin", _begin)
    return engine


def check_header(path: Path) -> None:
    """Refuse a file that is plain, or too short to be a database."""
    if not path.exists():
        return
    with path.open("rb") as file:
        header = file.read(len(PLAIN_HEADER))
    if header == PLAIN_HEADER:
        raise Damaged(
            _(
                "The data file is not encrypted, so it is not the one this program wrote. "
                "Nothing was changed. Restore your last backup."
            ),
            "plain",
        )
    if len(header) < len(PLAIN_HEADER):
        raise Damaged(_("The data file is empty. Nothing was changed. Restore your last backup."), "empty")


def connect(path: Path, key: str, *, read_only: bool = False, immutable: bool = False) -> Any:
    """Return one keyed DB-API connection that has proved it can read the file."""
    mode = "ro&immutable=1" if immutable else "ro" if read_only else "rwc"
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    try:
        connection = _unlocked(uri, key)
    except sqlcipher.Error as error:
        raise explain(error) from error
    try:
        for name, value in PRAGMAS.items():
            if not (read_only and name == "journal_mode"):
                connection.execute(f"PRAGMA {name} = {value}").fetchall()
    except sqlcipher.Error as error:
        connection.close()
        raise explain(error) from error
    return connection


def _unlocked(uri: str, key: str) -> Any:
    """Return a connection that has read the file's schema, however its pages are sealed."""
    try:
        return _keyed(uri, key, SEAL)
    except sqlcipher.DatabaseError as error:
        if "not a database" not in str(error):
            raise
    return _keyed(uri, key, SEAL_BEFORE)


def _keyed(uri: str, key: str, seal: str) -> Any:
    connection = sqlcipher.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")  # it would speak to the terminal
        connection.execute(f"PRAGMA cipher_default_hmac_algorithm = {SEAL}")  # of the copies it makes
        connection.execute(f"PRAGMA key = \"x'{key}'\"")
        connection.execute(f"PRAGMA cipher_hmac_algorithm = {seal}")
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlcipher.Error:
        connection.close()
        raise
    return connection


def explain(error: Exception) -> Unavailable:
    """Return the plain sentence for what SQLite says of the world."""
    words = str(error).lower()
    for part, sentence in _SENTENCES.items():
        if part in words:
            kind = Locked if part == "not a database" else Damaged if part in _DAMAGE else Unavailable
            return kind(_(sentence), part.replace(" ", "_"))
    return Unavailable(
        _("The data file could not be used ({reason}). What was saved before is safe. Try again.").format(
            reason=words
        )
    )


_DAMAGE = ("malformed", "unsupported file format")
_SENTENCES = {
    "not a database": "The data file cannot be opened with this key. Nothing was changed. "
    "Check the passphrase, or restore a backup if the file is damaged.",
    "malformed": "Some of the saved data on this computer is damaged. Nothing more was written. "
    "Restore your last good backup.",
    "unsupported file format": "This file is not a data file of Coalition Desk. Nothing was changed.",
    "disk is full": "Your disk is full, so this isn't saved yet. Free some space and try again; "
    "everything saved before is safe.",
    "readonly": "This folder cannot be written to, so nothing was saved. You can read everything; "
    "move the folder or ask for write access to edit.",
    "unable to open": "The data file cannot be opened. Check that the folder is there and that you may "
    "read and write it. Nothing was changed.",
    "locked": "Another program is using the data file. Nothing was changed; try again in a moment.",
    "disk i/o error": "The disk does not answer. What was saved before is safe; check it and try again.",
}


def _begin(connection: Any) -> None:
    mode = connection.get_execution_options().get("begin", "DEFERRED")
    if mode:  # "" = outside any transaction, for what SQLite does only there
        connection.exec_driver_sql(f"BEGIN {mode}")
