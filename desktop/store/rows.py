"""Writing rows of a kind: the state, and beside it what lists are sorted by and looked up by.

SQLite rewrites the entry of every index that a statement might change. Most edits change
neither a name nor what a record belongs to, so those columns are set only where they
differ: a hundred corrected phone numbers touch a sixth of the pages that they would.
"""

from collections.abc import Iterable
from functools import cache

from sqlalchemy import Connection

from desktop.store.driver import run_each
from desktop.store.tables import copied, path_to, rows_of
from sync.records.base import Entry

Told = tuple[str, str, str]
"""Id, space and state of a record."""


def put_rows(connection: Connection, kind: type[Entry], rows: Iterable[Told]) -> None:
    """Insert or replace rows of a known kind."""
    each = list(rows)
    alike, otherwise = _spelled(kind)
    if run_each(connection, alike, each) < len(each):
        run_each(connection, otherwise, each)


@cache
def _spelled(kind: type[Entry]) -> tuple[str, str]:
    """Return what writes new rows and those that keep their places in indexes, and what writes others."""
    table, names = rows_of(kind.kind), [f'"{name}"' for name in copied(kind)]
    paths = [path_to(name) for name in copied(kind)]
    here = "(SELECT ? AS id, ? AS _space, ? AS _state)"
    alike = " AND ".join(f"{name} IS excluded.{name}" for name in names)
    put = (
        f'INSERT INTO "{table}" (id, _space, _state, {", ".join(names)})'  # noqa: S608, names of ours
        f" SELECT id, _space, _state, {', '.join(paths)} FROM {here} WHERE true ON CONFLICT (id)"
        f" DO UPDATE SET _space = excluded._space, _state = excluded._state WHERE {alike}"
    )
    moved = ", ".join(f"{name} = told.{name}" for name in names)
    told = ", ".join(f"{path} AS {name}" for path, name in zip(paths, names, strict=True))
    move = (
        f'UPDATE "{table}" SET _space = told._space, _state = told._state, {moved}'  # noqa: S608
        f" FROM (SELECT id, _space, _state, {told} FROM {here}) AS told"
        f' WHERE "{table}".id = told.id AND "{table}"._state <> told._state'
    )
    return put, move
