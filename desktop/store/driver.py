"""Statements that every edit and every sync makes, handed to the driver as they are spelled.

The driver keeps them prepared. Of a statement that is composed, composing takes
longer than running it, and compiling it for the first time a hundred times as long.
"""

from collections.abc import Generator, Iterable
from functools import cache
from typing import Any, Literal, cast

import orjson
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

Otherwise = Literal["fail", "replace", "leave"]
"""What happens to a row whose primary key, the first column, is there already."""


def fetch(connection: Connection, words: str, *values: Any) -> list[tuple[Any, ...]]:
    """Return the rows of a query as plain tuples."""
    return list(each_of(connection, words, *values))


def each_of(connection: Connection, words: str, *values: Any) -> Generator[tuple[Any, ...]]:
    """Yield the rows of a query one by one, for whoever may stop early.

    Reading goes past the result that SQLAlchemy would make of it, which takes longer than the reading.
    """
    cursor = connection.connection.cursor()
    try:
        yield from cast(Any, cursor.execute(words, values))
    except sqlcipher.Error as error:
        raise DBAPIError.instance(words, values, error, sqlcipher.Error) from error
    finally:
        cursor.close()


def fetch_value(connection: Connection, words: str, *values: Any) -> Any:
    """Return the first value of the first row, None if there is no row."""
    rows = each_of(connection, words, *values)
    row = next(rows, None)
    rows.close()
    return row[0] if row else None


def run(connection: Connection, words: str, *values: Any) -> None:
    """Run one statement."""
    connection.exec_driver_sql(words, values)


def run_each(connection: Connection, words: str, rows: Iterable[tuple[Any, ...]]) -> int:
    """Run a statement once for each row; return how many rows of the table it wrote."""
    each = list(rows)
    return connection.exec_driver_sql(words, each).rowcount if each else 0


def write(
    connection: Connection,
    table: str,
    columns: tuple[str, ...],
    rows: Iterable[tuple[Any, ...]],
    otherwise: Otherwise = "fail",
) -> None:
    """Write rows that have the values of `columns`."""
    run_each(connection, _spelled(table, columns, otherwise), rows)


def listed(ids: Iterable[str]) -> str:
    """Return some ids, however many, as the one value of `IN (SELECT value FROM json_each(?))`."""
    return orjson.dumps(list(ids)).decode()


@cache
def _spelled(table: str, columns: tuple[str, ...], otherwise: Otherwise) -> str:
    names = [f'"{column}"' for column in columns]
    words = f'INSERT INTO "{table}" ({", ".join(names)}) VALUES ({", ".join("?" * len(names))})'  # noqa: S608
    given = ", ".join(f"{name} = excluded.{name}" for name in names[1:])
    does = f"DO UPDATE SET {given}" if otherwise == "replace" else "DO NOTHING"
    return words if otherwise == "fail" else f"{words} ON CONFLICT ({names[0]}) {does}"
