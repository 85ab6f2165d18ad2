"""Proving that a database can be read from its first page to its last."""

from pathlib import Path

from sqlalchemy import Connection, func, select, table, text

from desktop.i18n import _
from desktop.store.connection import PLAIN_HEADER
from sync.errors import Damaged

_TABLES = {
    "main": text("SELECT name FROM main.sqlite_schema WHERE type = 'table' AND rootpage > 0"),
    "copy": text("SELECT name FROM copy.sqlite_schema WHERE type = 'table' AND rootpage > 0"),
}


def page_faults(connection: Connection, database: str = "main") -> list[str]:
    """Return what is wrong with the pages of a database, first their seals, then their structure."""
    seals = connection.exec_driver_sql(f"PRAGMA {database}.cipher_integrity_check").scalars().all()
    if seals:  # reading on would only meet the same pages
        return [str(fault) for fault in seals]
    structure = connection.exec_driver_sql(f"PRAGMA {database}.integrity_check").scalars().all()
    return [str(fault) for fault in structure if fault != "ok"]


def check_pages(connection: Connection, database: str = "main") -> None:
    """Raise Damaged unless every page of a database is as it was written."""
    if page_faults(connection, database):
        raise Damaged(
            _("This file is damaged and was not used; nothing else was changed. Choose another backup."),
            "malformed",
        )


def check_sealed(path: Path) -> None:
    """Raise Damaged where a file that should be encrypted is not."""
    with path.open("rb") as file:
        if file.read(len(PLAIN_HEADER)) == PLAIN_HEADER:
            raise Damaged(_("This file is not encrypted, so it was not used; nothing was changed."), "plain")


def count_rows(connection: Connection, database: str = "main") -> dict[str, int]:
    """Return how many rows each table of a database has."""
    names = connection.execute(_TABLES[database]).scalars().all()
    return {
        name: connection.execute(select(func.count()).select_from(table(name, schema=database))).scalar_one()
        for name in names
    }
