"""The office's database: SQLite by default, PostgreSQL by address.

A transaction names the spaces it will touch. On PostgreSQL row-level security
shows it nothing else; on SQLite `BEGIN IMMEDIATE` gives it the one write lock.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from sync.errors import Unavailable

WALLED_ROLE = "coalition_office"
"""The PostgreSQL role that transactions run as; it owns nothing, so the wall holds for it."""
_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "wal_autocheckpoint=8000",  # 32 MB: the first push of a large coalition is not copied back five times
    "busy_timeout=10000",
    "trusted_schema=0",
    "cell_size_check=1",
)


class Storage:
    """One database of one office."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.is_postgres = engine.dialect.name == "postgresql"

    @contextmanager
    def reading(self, spaces: Iterable[str]) -> Iterator[Connection]:
        """Open a transaction that sees one moment of `spaces` and writes nothing."""
        with self._begin("BEGIN", spaces) as connection:
            yield connection

    @contextmanager
    def writing(self, spaces: Iterable[str]) -> Iterator[Connection]:
        """Open a transaction on `spaces`; it is committed as a whole or not at all."""
        with self._begin("BEGIN IMMEDIATE", spaces) as connection:
            yield connection

    def show_memberships(self, connection: Connection, person: str) -> None:
        """Let a transaction see which spaces a person is in, before any wall can be raised by name."""
        if self.is_postgres:
            connection.exec_driver_sql(f"SET LOCAL app.person = '{UUID(person)}'")

    @contextmanager
    def _begin(self, sqlite_begin: str, spaces: Iterable[str]) -> Iterator[Connection]:
        try:
            with self.engine.connect() as connection:
                if self.is_postgres:
                    _raise_wall(connection, spaces, sqlite_begin == "BEGIN")
                else:
                    connection.exec_driver_sql(sqlite_begin)
                yield connection
                connection.commit()
        except DBAPIError as error:
            raise Unavailable(
                "The office's database did not answer. Nothing was half done; try again in a moment.",
                "database",
            ) from error

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()


def open_storage(address: str) -> Storage:
    """Open the database at an address: a file path, with or without sqlite:///, or a PostgreSQL URL."""
    if address.startswith("postgresql"):
        return Storage(
            create_engine(address, isolation_level="READ COMMITTED", pool_size=10, max_overflow=20)
        )
    return Storage(_sqlite(Path(address.removeprefix("sqlite:///"))))


def _sqlite(path: Path) -> Engine:
    import sqlcipher3.dbapi2  # the standard library's SQLite is too old to trust

    engine = create_engine(
        f"sqlite:///{path}",
        module=sqlcipher3.dbapi2,
        poolclass=QueuePool,
        pool_size=10,
        max_overflow=20,
        connect_args={"check_same_thread": False, "isolation_level": None},
    )
    event.listen(engine, "connect", _set_pragmas)
    return engine


def _set_pragmas(connection: Any, _record: object) -> None:
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _raise_wall(connection: Connection, spaces: Iterable[str], read_only: bool) -> None:
    # Citus carries SET LOCAL to its nodes, set_config() it does not; SET takes no parameters.
    names = ",".join(str(UUID(space)) for space in spaces)
    moment = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY;" if read_only else ""
    connection.exec_driver_sql(f"{moment}SET LOCAL ROLE {WALLED_ROLE};SET LOCAL app.spaces = '{names}'")
