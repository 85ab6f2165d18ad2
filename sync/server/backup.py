"""Backing an office up and bringing it back, the same on SQLite and PostgreSQL.

A backup holds rows, not pages: it restores to either database, and a page that
rotted cannot hide in it. A restored office starts a new epoch in every space,
so that devices offer again what the backup did not have.
"""

import secrets
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import Connection, LargeBinary, MetaData, Table, insert, select, update

from sync.errors import Damaged, Refused
from sync.server import schema
from sync.server.archive import Archive, open_archive, write_archive
from sync.server.migrate import (
    HEAD,
    REVISIONS,
    downgrade,
    require_current,
    stamped,
    upgrade,
    version_state,
)
from sync.server.office import Office
from sync.server.whole import reading_whole, writing_whole

_STAMP = "alembic_version"
_ROWS = 1000
"""Written with one statement."""


def back_up(office: Office, path: Path) -> dict[str, Any]:
    """Write a verified backup of one moment to `path`; return what it holds.

    Only when it is on the disk and was read back are devices told that it covers
    what they sent.
    """
    with reading_whole(office.storage) as connection:
        _check_pages(connection)
        manifest = _write(office, connection, path, office.folder)
    if manifest["revision"] == HEAD:
        _set_durable(office, manifest["spaces"])
    return {"file": str(path), "bytes": path.stat().st_size, "made": manifest["made"], **_counts(manifest)}


def restore(office: Office, path: Path, aside: Path) -> dict[str, Any]:
    """Put the office back to a backup; everything is checked before anything is changed.

    What is there now is kept in the folder `aside` and makes way in one transaction: if that
    fails, it is as it was. Devices revoked since then stay revoked. Files are only added.
    """
    archive = open_archive(path)
    _check_version(archive)
    kept = keep_copy(office, aside, "restore")
    archive.unpack_files(office.folder)
    with writing_whole(office.storage) as connection:
        epochs, revoked = _remember(connection)
        _replace_rows(connection, archive)
        _start_epochs(connection, epochs)
        for device in revoked:
            connection.execute(
                update(schema.devices).where(schema.devices.c.id == device["id"]).values(device)
            )
    return {"made": archive.manifest["made"], "aside": kept, **_counts(archive.manifest)}


def keep_copy(office: Office, aside: Path, before: str) -> str:
    """Keep the rows that are there now as a backup in the folder `aside`, or a damaged file as it is.

    Returns where, "" if there was nothing. `before` is the word for what comes next.
    """
    stem = f"before-{before}-{office.now():%Y%m%dT%H%M%S}-{secrets.token_hex(3)}"
    try:
        state = version_state(office.storage)
        if state == "empty":
            return ""
        if state == "newer":
            require_current(office.storage)
        aside.mkdir(mode=0o700, parents=True, exist_ok=True)
        with reading_whole(office.storage) as connection:
            _check_pages(connection)
            _write(office, connection, aside / f"{stem}.zip", aside / "no files")
    except Damaged:
        return _move_aside(office, aside / stem)
    return str(aside / f"{stem}.zip")


def _move_aside(office: Office, folder: Path) -> str:
    """Move a damaged SQLite file, and what belongs to it, out of the way."""
    database = Path(str(office.storage.engine.url.database))
    office.storage.close()
    folder.mkdir(parents=True)
    for part in database.parent.glob(f"{database.name}*"):
        part.rename(folder / part.name)
    return str(folder)


def _check_pages(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    verdict = connection.exec_driver_sql("PRAGMA integrity_check").scalar()
    if verdict != "ok":
        raise Damaged(
            "The office's database is damaged, so no backup was made of it; earlier backups are as they were."
            " Bring the latest one back with `coalition-office restore`."
        )


def _write(office: Office, connection: Connection, path: Path, files: Path) -> dict[str, Any]:
    spaces = {
        row.space: row.seq for row in connection.execute(select(schema.spaces.c.space, schema.spaces.c.seq))
    }
    manifest = {"revision": stamped(connection), "made": office.now().isoformat(), "spaces": spaces}
    write_archive(path, manifest, _all_rows(connection), files)
    return manifest


def _counts(manifest: dict[str, Any]) -> dict[str, int]:
    return {"spaces": len(manifest["spaces"]), "changes": sum(manifest["spaces"].values())}


def _check_version(archive: Archive) -> None:
    if archive.manifest.get("revision") not in REVISIONS:
        raise Refused(
            f"The backup '{archive.path.name}' is of a newer version than this program; nothing was changed."
            " Update the program first."
        )


def _all_rows(connection: Connection) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Yield each table that the database has, which may be older than this program, with its rows."""
    for table in _tables(connection):
        yield table.name, _lines(connection, table)


def _tables(connection: Connection) -> list[Table]:
    present = MetaData()
    present.reflect(connection)
    return [table for table in present.sorted_tables if table.name != _STAMP]


def _lines(connection: Connection, table: Table) -> Iterator[bytes]:
    wanted = select(table).order_by(*table.primary_key).execution_options(yield_per=_ROWS)
    names = [str(column.name) for column in table.columns]
    with connection.execute(wanted) as rows:
        for row in rows:
            line = dict(zip(names, row, strict=True))
            yield orjson.dumps(line, default=_spell, option=orjson.OPT_APPEND_NEWLINE)


def _spell(value: object) -> str:
    if isinstance(value, bytes | memoryview):
        return b64encode(value).decode()
    raise TypeError(type(value).__name__)


def _replace_rows(connection: Connection, archive: Archive) -> None:
    """Make the tables anew as they were at the time of the backup, fill them, bring them up to date."""
    if stamped(connection):
        downgrade(connection)
    upgrade(connection, archive.manifest["revision"])
    for table in _tables(connection):
        binary = [column.name for column in table.columns if isinstance(column.type, LargeBinary)]
        rows = archive.rows(table.name)
        while some := list(islice(rows, _ROWS)):
            connection.execute(insert(table), [_read(row, binary) for row in some])
    upgrade(connection)


def _read(row: dict[str, Any], binary: list[str]) -> dict[str, Any]:
    return {**row, **{name: b64decode(row[name]) for name in binary}}


def _remember(connection: Connection) -> tuple[dict[str, int], list[dict[str, Any]]]:
    """Return what must not go back in time: the epochs, and which devices are revoked."""
    if not stamped(connection):
        return {}, []
    upgrade(connection)
    table = schema.devices
    revoked = select(table.c.id, table.c.revoked, table.c.revoked_by).where(table.c.revoked != "")
    epochs = {row.space: row.epoch for row in connection.execute(select(schema.spaces))}
    return epochs, [dict(row) for row in connection.execute(revoked).mappings()]


def _start_epochs(connection: Connection, before: dict[str, int]) -> None:
    """Start a new epoch in every space: one that no device has met, covered by this very backup."""
    table = schema.spaces
    for row in connection.execute(select(table)).all():
        # A random step: one backup restored on two machines makes two different epochs.
        epoch = max(row.epoch, before.get(row.space, 0)) + 1 + secrets.randbelow(1000)
        anew = update(table).where(table.c.space == row.space)
        connection.execute(anew.values(epoch=epoch, durable=row.seq))


def _set_durable(office: Office, spaces: dict[str, int]) -> None:
    table = schema.spaces
    with writing_whole(office.storage) as connection:
        for space, seq in spaces.items():
            covered = update(table).where(table.c.space == space, table.c.durable < seq)
            connection.execute(covered.values(durable=seq))
