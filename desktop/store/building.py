"""Making the tables of a new file, and bringing those of an older one up to date.

The tables that are the same for all kinds have a version and migrations; the
tables of the kinds are compared with the vocabulary: they gain columns, and lose none.
"""

from hashlib import sha256

from sqlalchemy import Connection, Table, delete, insert, literal, select, text
from sqlalchemy.schema import CreateColumn, CreateIndex, CreateTable

from desktop.store import schema
from desktop.store.connection import APPLICATION_ID
from desktop.store.rows import put_rows
from desktop.store.tables import Tables, path_to, view_words
from sync.records import Vocabulary

_COMPUTED = text("SELECT 1 FROM pragma_table_xinfo(:table) WHERE hidden IN (2, 3)")
"""Columns that SQLite computes, as earlier programs had them: each edit rewrote all of their indexes."""
VERSION = 1
"""Of the tables in `schema.py`; SQLite keeps it as `user_version`."""


def build(connection: Connection, tables: Tables) -> None:
    """Make every table in an empty file."""
    schema.metadata.create_all(connection)
    connection.exec_driver_sql(schema.SEARCH_INDEX)
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {VERSION}")
    follow_vocabulary(connection, tables)


def follow_vocabulary(connection: Connection, tables: Tables) -> None:
    """Give each kind its table and each field its column; kinds that came alive move in."""
    mark = fingerprint(tables.vocabulary)
    stored = connection.execute(select(schema.meta.c.value).where(schema.meta.c.key == "vocabulary")).scalar()
    if stored == mark:
        return
    for kind in tables.vocabulary.kinds:
        _follow_kind(connection, tables, kind)
    connection.execute(delete(schema.meta).where(schema.meta.c.key == "vocabulary"))
    connection.execute(insert(schema.meta).values(key="vocabulary", value=mark))


def fingerprint(vocabulary: Vocabulary) -> str:
    """Return a mark that changes when a kind or a field is added."""
    words = ";".join(f"{name}:{','.join(kind.model_fields)}" for name, kind in vocabulary.kinds.items())
    return sha256(words.encode()).hexdigest()[:16]


def _follow_kind(connection: Connection, tables: Tables, kind: str) -> None:
    rows = tables.rows(kind)
    if connection.execute(_COMPUTED, {"table": rows.name}).first():
        _make_anew(connection, tables.of(kind), rows)
    _follow_rows(connection, rows)
    if _follow_view(connection, tables.of(kind), rows):  # the words of new fields are to be found too
        known = select(rows.c.id, literal(kind).label("kind"))
        anew = insert(schema.search_due).prefix_with("OR IGNORE")
        connection.execute(anew.from_select(["id", "kind"], known))
    _move_in(connection, tables, kind)


def _make_anew(connection: Connection, view: Table, rows: Table) -> None:
    """Give records a table whose columns are written, in place of one that computes them."""
    before, columns = f"{rows.name}_before", [column.name for column in rows.columns]
    said = ("id", "_space", "_state")
    paths = [name if name in said else path_to(name) for name in columns]
    connection.exec_driver_sql(f'DROP VIEW IF EXISTS "{view.name}"')
    connection.exec_driver_sql(f'ALTER TABLE "{rows.name}" RENAME TO "{before}"')
    connection.execute(CreateTable(rows))
    names = ", ".join(f'"{name}"' for name in columns)
    copy = f'INSERT INTO "{rows.name}" ({names}) SELECT {", ".join(paths)} FROM "{before}"'  # noqa: S608
    connection.exec_driver_sql(copy)
    connection.exec_driver_sql(f'DROP TABLE "{before}"')


def _follow_rows(connection: Connection, rows: Table) -> None:
    there = _columns(connection, rows.name)
    if not there:
        connection.execute(CreateTable(rows))
    for column in rows.columns:
        if there and column.name not in there:
            words = CreateColumn(column).compile(dialect=connection.dialect)
            connection.exec_driver_sql(f'ALTER TABLE "{rows.name}" ADD COLUMN {words}')
            copy = f'UPDATE "{rows.name}" SET "{column.name}" = {path_to(column.name)}'  # noqa: S608
            connection.exec_driver_sql(copy)
    for index in rows.indexes:
        connection.execute(CreateIndex(index, if_not_exists=True))


def _follow_view(connection: Connection, view: Table, rows: Table) -> bool:
    """Make the view anew where it lacks a field; return whether there was one before."""
    there = _columns(connection, view.name)
    if there >= {column.name for column in view.columns}:
        return False
    connection.exec_driver_sql(f'DROP VIEW IF EXISTS "{view.name}"')
    connection.exec_driver_sql(view_words(view, rows))
    return bool(there)


def _columns(connection: Connection, table: str) -> set[str]:
    named = text("SELECT name FROM pragma_table_xinfo(:table)")
    return set(connection.execute(named, {"table": table}).scalars())


def _move_in(connection: Connection, tables: Tables, kind: str) -> None:
    """Records that came before this program knew their kind get their own table."""
    held = schema.unknown
    waiting = select(held.c.id, held.c["_space"], held.c["_state"]).where(held.c.kind == kind)
    told = [(record, space, state) for record, space, state in connection.execute(waiting)]
    put_rows(connection, tables.vocabulary.kinds[kind], told)
    due = select(held.c.id, held.c.kind).where(held.c.kind == kind)
    connection.execute(insert(schema.search_due).from_select(["id", "kind"], due))
    connection.execute(delete(held).where(held.c.kind == kind))
