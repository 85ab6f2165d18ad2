"""Insert or replace, on either database."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def upsert(connection: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    """Write rows; a row whose primary key is there already is replaced."""
    _insert(connection, table, list(rows), replace=True)


def insert_missing(connection: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    """Write rows; a row whose primary key is there already is left as it is."""
    _insert(connection, table, list(rows), replace=False)


def _insert(connection: Connection, table: Table, rows: list[dict[str, Any]], *, replace: bool) -> None:
    if not rows:
        return
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(table)
    keys = [column.name for column in table.primary_key]
    given = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    if replace and given:
        statement = statement.on_conflict_do_update(index_elements=keys, set_=given)
    else:
        statement = statement.on_conflict_do_nothing(index_elements=keys)
    connection.execute(statement, rows)
