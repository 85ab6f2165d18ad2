"""The whole database, over the wall between spaces: for the office's own work, never for a device's round.

Backup, restore, verify, the list of coalitions and the letting in of new members
need all spaces at once. They run as the owner of the tables, for whom the wall
does not hold.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from sync.errors import Damaged, Unavailable
from sync.server.storage import Storage


@contextmanager
def reading_whole(storage: Storage) -> Iterator[Connection]:
    """Open a transaction that sees one moment of everything and writes nothing."""
    moment = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY" if storage.is_postgres else "BEGIN"
    with _begin(storage, moment) as connection:
        yield connection


@contextmanager
def writing_whole(storage: Storage) -> Iterator[Connection]:
    """Open a transaction on everything; it is committed as a whole or not at all."""
    with _begin(
        storage, "SET LOCAL lock_timeout = '60s'" if storage.is_postgres else "BEGIN IMMEDIATE"
    ) as connection:
        yield connection


@contextmanager
def _begin(storage: Storage, first: str) -> Iterator[Connection]:
    try:
        with storage.engine.connect() as connection:
            connection.exec_driver_sql(first)
            yield connection
            connection.commit()
    except DBAPIError as error:
        raise _explained(error) from error


def _explained(error: DBAPIError) -> Unavailable:
    if any(words in str(error.orig) for words in ("malformed", "not a database")):
        return Damaged(
            "The office's database is damaged; nothing was changed. Bring the latest backup back with"
            " `coalition-office restore`; what devices sent since, they offer again.",
            "damaged",
        )
    return Unavailable(
        "The office's database did not answer. Nothing was half done; try again in a moment.", "database"
    )
