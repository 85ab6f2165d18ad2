"""Finding records by their words: an FTS5 index with diacritics folded and prefixes.

The index keeps no text of its own; `found` says which record each row is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import orjson
from sqlalchemy import Connection, bindparam, delete, insert, select, text

from desktop.store import schema
from desktop.store.tables import Tables
from sync.records.fields import searchable

_ADD = text("INSERT INTO search_index(rowid, words) VALUES (:row, :words)")
_REMOVE = text("DELETE FROM search_index WHERE rowid = :row")
_LAST = text("SELECT max(row) FROM found")
_FIND = text(
    "SELECT found.id, found.kind FROM search_index JOIN found ON found.row = search_index.rowid "
    "WHERE search_index MATCH :query ORDER BY rank LIMIT :most"
)
_COUNT = text("SELECT count(*) FROM (SELECT 1 FROM search_index WHERE search_index MATCH :query LIMIT :most)")
_NEWEST = text(
    "SELECT found.id, found.kind FROM search_index JOIN found ON found.row = search_index.rowid "
    "WHERE search_index MATCH :query ORDER BY search_index.rowid DESC LIMIT :most"
)
RANKED_UP_TO = 1000
"""Matches."""
_FIND_KIND = text(
    "SELECT found.id FROM search_index JOIN found ON found.row = search_index.rowid "
    "WHERE search_index MATCH :query AND found.kind = :kind"
)
_DUE = select(schema.search_due.c.id).limit(bindparam("most"))
_STEP = 500


@dataclass(frozen=True, slots=True)
class Hit:
    """One record that a search found."""

    id: str
    kind: str


def find(connection: Connection, words: str, most: int = 50) -> list[Hit]:
    """Return the records that hold all the words (or words beginning so), best first."""
    query = match_query(words)
    if not query:
        return []
    # Ranking reads every match; where there are thousands, the newest say as much as the best.
    many = connection.execute(_COUNT, {"query": query, "most": RANKED_UP_TO}).scalar_one() == RANKED_UP_TO
    statement = _NEWEST if many else _FIND
    return [Hit(*row) for row in connection.execute(statement, {"query": query, "most": most})]


def find_kind(connection: Connection, words: str, kind: str) -> list[str]:
    """Return the ids of one kind's records that hold all the words."""
    query = match_query(words)
    return list(connection.execute(_FIND_KIND, {"query": query, "kind": kind}).scalars()) if query else []


def match_query(words: str) -> str:
    """Return the FTS5 query for what a person typed; nothing in it is an operator."""
    terms = re.findall(r"\w+", words, re.UNICODE)
    return " ".join(f'"{term}"*' for term in terms)


def index(connection: Connection, tables: Tables, records: list[tuple[str, str, str]]) -> None:
    """Bring the index rows of (id, kind, state) up to date."""
    if not records:
        return
    rows = _rows_of(connection, [record for record, _, _ in records])
    if rows:
        connection.execute(_REMOVE, [{"row": row} for row in rows.values()])
    new = [(record, kind) for record, kind, _ in records if record not in rows]
    if new:
        first = (connection.execute(_LAST).scalar() or 0) + 1
        found = [{"row": row, "id": record, "kind": kind} for row, (record, kind) in enumerate(new, first)]
        connection.execute(insert(schema.found), found)
        rows |= {record: row for row, (record, _) in enumerate(new, first)}
    words = [{"row": rows[record], "words": words_of(tables, kind, state)} for record, kind, state in records]
    connection.execute(_ADD, words)


def _rows_of(connection: Connection, ids: list[str]) -> dict[str, int]:
    """Return the index row of each record that has one."""
    rows: dict[str, int] = {}
    for start in range(0, len(ids), _STEP):
        some = select(schema.found.c.id, schema.found.c.row).where(
            schema.found.c.id.in_(ids[start : start + _STEP])
        )
        rows.update({each.id: each.row for each in connection.execute(some)})
    return rows


def drop(connection: Connection, ids: list[str]) -> None:
    """Take records out of the index."""
    stale = list(_rows_of(connection, ids).values())
    if stale:
        connection.execute(_REMOVE, [{"row": row} for row in stale])
        gone = delete(schema.found).where(schema.found.c.row == bindparam("stale"))
        connection.execute(gone, [{"stale": row} for row in stale])


def count_due(connection: Connection, most: int = 1) -> int:
    """Return how many records are not in the index as they are shown, at most `most`."""
    return len(connection.execute(_DUE, {"most": most}).all())


def catch_up(connection: Connection, tables: Tables) -> None:
    """Index the records that were written since the last search."""
    due = connection.execute(select(schema.search_due.c.id, schema.search_due.c.kind)).all()
    kinds = {row.kind for row in due}
    for kind in kinds:
        table = tables.of(kind)
        waiting = select(table.c.id, table.c._state).join(
            schema.search_due, schema.search_due.c.id == table.c.id
        )
        rows = connection.execute(waiting).all()
        index(connection, tables, [(row.id, kind, row._state) for row in rows])
    connection.execute(delete(schema.search_due))


def words_of(tables: Tables, kind: str, state: str) -> str:
    """Return the text under which a record is found; a deleted record has none."""
    read = orjson.loads(state)
    if "trash" in read:
        return ""
    fields = read["fields"]
    return " ".join(
        word for name in searchable(tables.vocabulary.kinds[kind]) for word in _texts(fields.get(name))
    )


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
        digits = re.sub(r"\D", "", value)
        if len(digits) >= 7 and len(value) < 32:
            yield from {digits, digits[-10:]}  # "+1 (847) 555-0100" is found by 8475550100 too
    elif isinstance(value, dict):
        yield from (word for part in value.values() for word in _texts(part))
    elif isinstance(value, list):
        yield from (word for part in value for word in _texts(part))
