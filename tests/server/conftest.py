"""An office for the tests of the server, on each sort of database."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import text

from sync.server.migrate import migrate
from sync.server.office import Office
from sync.server.storage import Storage, open_storage
from tests.postgres import OWNER

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def postgres_url(postgres_url: str) -> str:
    """The address of a PostgreSQL server whose owner of databases may make the office's role."""
    with psycopg.connect(f"{postgres_url}/postgres", autocommit=True) as connection:
        connection.execute(sql.SQL("ALTER ROLE {} CREATEROLE").format(sql.Identifier(OWNER)))
    return postgres_url


@pytest.fixture
def empty_storage(database_url: str) -> Iterator[Storage]:
    """A database with nothing in it."""
    storage = open_storage(database_url.removeprefix("sqlite:///"))
    yield storage
    storage.close()


@pytest.fixture
def storage(empty_storage: Storage) -> Storage:
    """A database with the office's tables, and nothing in them."""
    migrate(empty_storage)
    return empty_storage


@pytest.fixture
def office(storage: Storage, tmp_path: Path) -> Office:
    """An office whose clock stands at noon."""
    return Office(storage, tmp_path / "files", now=lambda: NOON)


def run(storage: Storage, statement: str, **values: object) -> None:
    """Do to the database what its owner, or an intruder, could do by hand."""
    with storage.engine.connect() as connection:
        connection.execute(text(statement), values)
        connection.commit()
