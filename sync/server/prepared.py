"""Statements of a round, spelled once for each database and run by its driver.

A round asks a dozen small questions. Put through SQLAlchemy's execution, each
takes ten times as long as the database needs to answer it.
"""

from collections import namedtuple
from collections.abc import Iterable
from typing import Any

import orjson
from sqlalchemy import ColumnElement, Connection, Dialect, Select, Update, bindparam
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from sync.bulk import unnamed

_Spelled = tuple[str, tuple[str, ...], dict[str, Any]]
"""The words, the names of their parameters in order, and the values that are always the same."""


class Prepared:
    """One statement of SQLAlchemy's; its rows come from the driver as they are."""

    def __init__(self, statement: Select[Any] | Update) -> None:
        self.statement = statement
        self._spelled: dict[str, _Spelled] = {}
        names = statement.selected_columns.keys() if isinstance(statement, Select) else ()
        self._named: Any = namedtuple("Found", names)  # type: ignore[misc]

    def all(self, connection: Connection, **values: Any) -> list[tuple[Any, ...]]:
        """Return every row, its values in the order of the columns."""
        found: list[tuple[Any, ...]] = self._do(connection, values).fetchall()
        return found

    def named(self, connection: Connection, **values: Any) -> list[Any]:
        """Return every row, its values by name."""
        return list(map(self._named._make, self._do(connection, values).fetchall()))

    def first(self, connection: Connection, **values: Any) -> Any:
        """Return the first row, its values by name, or None if there is none."""
        found = self._do(connection, values).fetchone()
        return None if found is None else self._named._make(found)

    def run(self, connection: Connection, **values: Any) -> None:
        """Do what changes rows and returns none."""
        self._do(connection, values)

    def _do(self, connection: Connection, values: dict[str, Any]) -> Any:
        words, places, fixed = self._spelled.get(connection.dialect.name) or self._spell(connection.dialect)
        given = fixed | values if fixed else values
        driver: Any = connection.connection.driver_connection
        try:
            return driver.execute(words, [given[name] for name in places])
        except connection.dialect.loaded_dbapi.Error as error:
            raise DBAPIError(words, None, error) from error

    def _spell(self, dialect: Dialect) -> _Spelled:
        compiled = self.statement.compile(dialect=unnamed(dialect))
        fixed = {name: bind.value for bind, name in compiled.bind_names.items() if not bind.required}
        self._spelled[dialect.name] = str(compiled), tuple(compiled.positiontup or ()), fixed
        return self._spelled[dialect.name]


def is_one_of(column: ColumnElement[str], name: str) -> ColumnElement[bool]:
    """Return whether a column is in the list that a parameter brings, spelled by `listing`."""
    return column.op("IN", is_comparison=True)(_Listed(bindparam(name)))


def is_none_of(column: ColumnElement[str], name: str) -> ColumnElement[bool]:
    """Return whether a column is not in the list that a parameter brings, spelled by `listing`."""
    return column.op("NOT IN", is_comparison=True)(_Listed(bindparam(name)))


def listing(words: Iterable[str]) -> str:
    """Return a list as one parameter, so that one statement does for lists of any length."""
    return orjson.dumps(list(words)).decode()


class _Listed(FunctionElement[str]):
    """The members of a list that is a parameter."""

    inherit_cache = True


@compiles(_Listed, "sqlite")
def _listed_in_sqlite(listed: _Listed, compiler: SQLCompiler, **options: Any) -> str:
    return f"(SELECT value FROM json_each({compiler.process(listed.clauses, **options)}))"  # noqa: S608


@compiles(_Listed, "postgresql")
def _listed_in_postgres(listed: _Listed, compiler: SQLCompiler, **options: Any) -> str:
    return f"(SELECT json_array_elements_text(CAST({compiler.process(listed.clauses, **options)} AS json)))"
