"""Writing many rows with one statement, on either database.

The statement is spelled once for each table; rows go to the driver as they
are, which for thousands of them is twice as fast as through named parameters.
A row is named values, or a tuple with the value of every column in their order.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from operator import itemgetter
from typing import Any, Literal, cast

from sqlalchemy import Connection, Dialect, Table

Rows = Iterable[dict[str, Any]] | Iterable[tuple[Any, ...]]
Otherwise = Literal["fail", "replace", "leave"]
"""What happens to a row whose primary key is there already."""


def insert_all(connection: Connection, table: Table, rows: Rows) -> None:
    """Write new rows."""
    _write(connection, table, list(rows), "fail")


def upsert(connection: Connection, table: Table, rows: Rows) -> None:
    """Write rows; a row whose primary key is there already is replaced."""
    _write(connection, table, list(rows), "replace")


def insert_missing(connection: Connection, table: Table, rows: Rows) -> None:
    """Write rows; a row whose primary key is there already is left as it is."""
    _write(connection, table, list(rows), "leave")


def _write(connection: Connection, table: Table, rows: Sequence[Any], otherwise: Otherwise) -> None:
    if not rows:
        return
    named = isinstance(rows[0], dict)
    names = tuple(rows[0] if named else table.columns.keys())
    words, places = _spelled(connection.dialect, table, names, otherwise)
    in_order = list(map(itemgetter(*places), rows)) if named else rows
    connection.exec_driver_sql(words, cast(list[tuple[Any, ...]], in_order))


@cache
def _spelled(
    dialect: Dialect, table: Table, names: tuple[str, ...], otherwise: Otherwise
) -> tuple[str, tuple[str, ...]]:
    """Return the statement, and the order of its parameters."""
    statement = _inserting(dialect)(table)
    keys = [column.name for column in table.primary_key]
    given = {name: statement.excluded[name] for name in names if name not in keys}
    if otherwise == "replace" and given:
        statement = statement.on_conflict_do_update(index_elements=keys, set_=given)
    elif otherwise != "fail":
        statement = statement.on_conflict_do_nothing(index_elements=keys)
    compiled = statement.compile(dialect=unnamed(dialect), column_keys=list(names))
    return str(compiled), tuple(compiled.positiontup or ())


def _inserting(dialect: Dialect) -> Callable[[Table], Any]:
    """Return the `insert` of a database, which also knows what to do with a row that is there already."""
    if dialect.name == "postgresql":
        from sqlalchemy.dialects.postgresql import insert as into_postgres  # laptops never need it

        return into_postgres
    from sqlalchemy.dialects.sqlite import insert as into_sqlite

    return into_sqlite


def unnamed(dialect: Dialect) -> Dialect:
    """Return a dialect whose parameters have places and no names."""
    sort: Callable[..., Dialect] = type(dialect)
    return dialect if dialect.positional else sort(paramstyle="format")
