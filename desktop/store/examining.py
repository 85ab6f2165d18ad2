"""Looking at what the data says: every record whole, in its place, and adding up."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

import orjson
from sqlalchemy import Column, ColumnElement, Connection, Select, Table, exists, func, literal, select, text

from desktop.store import schema
from desktop.store.tables import Tables
from desktop.store.writing import needs_person
from sync.changes import digest
from sync.records.fields import fields_of

_UNBALANCED = text(
    "SELECT count(*) FROM journal_entry WHERE _trash IS NULL AND "
    "(SELECT coalesce(sum(json_extract(value, '$.cents')), 0) "
    "FROM json_each(_state, '$.fields.postings')) <> 0"
)
_WAITING = schema.changes.c.standing.in_(("unsent", "acked"))


def count_faults(connection: Connection, tables: Tables) -> Counter[str]:
    """Return how many of each fault the content has, by the codes of `doctor.SENTENCES`."""
    faults = Counter(_records(connection, tables))
    faults["orphans"] = len(orphans(connection))
    faults["lost_changes"] = sum(_lost_changes(connection, tables))
    faults["links"] = sum(_broken_links(connection, tables))
    faults["search"] = _search_faults(connection, tables)
    faults["attention"] = len(needing_person(connection, tables) ^ _marked(connection))
    if "journal_entry" in tables.vocabulary.kinds:
        faults["money"] = connection.execute(_UNBALANCED).scalar_one()
    return +faults


def orphans(connection: Connection) -> list[str]:
    """Return the records of which a state is kept under changes of mine that are no longer there."""
    on_top = exists().where(schema.changes.c.record == schema.pulled.c.id, _WAITING)
    return list(connection.execute(select(schema.pulled.c.id).where(~on_top)).scalars())


def needing_person(connection: Connection, tables: Tables) -> set[tuple[str, str]]:
    """Return (id, kind) of every record in which something waits for a person."""
    return {
        (record, kind)
        for kind, table in _kinds(tables)
        for record, state in connection.execute(select(table.c.id, table.c["_state"]))
        if needs_person(tables, kind, state)
    }


def _kinds(tables: Tables) -> Iterator[tuple[str, Table]]:
    yield from ((kind, tables.of(kind)) for kind in tables.vocabulary.kinds)


def _records(connection: Connection, tables: Tables) -> Iterator[str]:
    """Yield a code for each record that is not what was written, and each space that does not add up."""
    held: dict[str, str] = {row.id: row.state for row in connection.execute(select(schema.pulled))}
    sums: dict[str, int] = defaultdict(int)
    known = ((tables.rows(kind), literal(kind)) for kind in tables.vocabulary.kinds)
    for table, kind in (*known, (schema.unknown, schema.unknown.c.kind)):
        for row in connection.execute(_with_word_of_office(table, kind)).mappings():
            if not is_state(row["_state"]):
                yield "states"
            if row["seq"]:
                yield from _hash_fault(row["kind"], row, held.get(row["id"], row["_state"]))
                sums[row["_space"]] = digest.add(sums[row["_space"]], [], [row["hash"]])
    for row in connection.execute(select(schema.spaces)).mappings():
        if digest.spell(sums[row["space"]]) != row["digest"]:
            yield "digest"


def _with_word_of_office(table: Table, kind: ColumnElement[str]) -> Select[Any]:
    told = schema.confirmed
    columns = (table.c.id, kind.label("kind"), table.c["_space"], table.c["_state"], told.c.seq, told.c.hash)
    return select(*columns).select_from(table.outerjoin(told, told.c.id == table.c.id))


def _hash_fault(kind: str, row: Any, pulled: str) -> Iterator[str]:
    if digest.record_hash(kind, row["id"], row["seq"], pulled.encode()) != row["hash"]:
        yield "hashes"


def is_state(words: str) -> bool:
    """Return whether a stored text is the state of a record."""
    try:
        state = orjson.loads(words)
    except orjson.JSONDecodeError:
        return False
    return (
        isinstance(state, dict)
        and isinstance(state.get("fields"), dict)
        and isinstance(state.get("born"), str)
    )


def _lost_changes(connection: Connection, tables: Tables) -> Iterator[int]:
    """Yield, for each kind, how many of my waiting changes are of records that are not there."""
    changes = schema.changes.c
    for kind in connection.execute(select(changes.kind).where(_WAITING).distinct()).scalars().all():
        table = tables.of(kind)
        there = exists().where(table.c.id == changes.record)
        lost = select(func.count()).where(_WAITING, changes.kind == kind, ~there)
        yield connection.execute(lost).scalar_one()


def _broken_links(connection: Connection, tables: Tables) -> Iterator[int]:
    """Yield, for each field that links to a kind, how many live records link to nothing."""
    for kind, table in _kinds(tables):
        for spec in fields_of(tables.vocabulary.kinds[kind]).values():
            if spec.type == "id" and spec.target in tables.vocabulary.kinds:
                yield _count_broken(connection, table, table.c[spec.name], tables.of(spec.target).alias())


def _count_broken(connection: Connection, table: Table, link: Column[Any], target: Any) -> int:
    there = exists().where(target.c.id == link)
    broken = select(func.count()).where(table.c["_trash"].is_(None), link.is_not(None), link != "", ~there)
    return connection.execute(broken).scalar_one()


def _search_faults(connection: Connection, tables: Tables) -> int:
    """Count records that a search does not know, and what it knows that is not there."""
    there = {
        record for _, table in _kinds(tables) for record in connection.execute(select(table.c.id)).scalars()
    }
    due = set(connection.execute(select(schema.search_due.c.id)).scalars())
    named = {row.id: row.row for row in connection.execute(select(schema.found))}
    indexed = set(connection.execute(text("SELECT rowid FROM search_index")).scalars())
    return len((there - due) ^ (named.keys() - due)) + len(indexed ^ set(named.values()))


def _marked(connection: Connection) -> set[tuple[str, str]]:
    return {(row.id, row.kind) for row in connection.execute(select(schema.attention))}
