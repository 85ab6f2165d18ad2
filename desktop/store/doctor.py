"""Examining the local file, and repairing what can be worked out anew from the records."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select

from desktop.i18n import _
from desktop.paths import Profile
from desktop.store import schema, search
from desktop.store.backup import back_up
from desktop.store.examining import count_faults, needing_person, orphans
from desktop.store.store import Store
from desktop.store.verifying import page_faults
from sync.errors import Damaged

_STEP = 500
REPAIRABLE = frozenset({"search", "attention", "orphans"})
SENTENCES = {
    "pages": "Parts of the data file are damaged ({count}). Restore your last good backup; "
    "what the office has comes back with the next sync.",
    "references": "Rows point at rows that are not there ({count}). Restore your last good backup.",
    "states": "Records cannot be read ({count}). Restore your last good backup.",
    "hashes": "Records are not what the office sent ({count}). The next sync fetches them again.",
    "digest": "What is here of a space does not add up to what the office sent ({count}). "
    "The next sync fetches what differs.",
    "orphans": "Earlier versions of records are kept for changes that are gone ({count}). "
    "A repair clears them.",
    "lost_changes": "Changes wait to be sent for records that are not here ({count}). They are still sent.",
    "links": "Links lead to records that are not on this computer ({count}). Nothing needs to be done: "
    "they may be in a space you are not in.",
    "search": "The search index is not complete ({count}). A repair builds it anew.",
    "attention": "The list of what needs you is not complete ({count}). A repair makes it anew.",
    "money": "Journal entries do not sum to zero ({count}). Look at them with your treasurer.",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it should be."""

    code: str
    sentence: str
    repairable: bool
    count: int = 1


def examine(store: Store, *, deep: bool = True) -> list[Finding]:
    """Return what is wrong with the file; `deep` also reads every record, else only every page."""
    try:
        with store.reading() as connection:
            findings = list(_of_pages(connection))
            if deep and not findings:
                findings = _found(count_faults(connection, store.tables).items())
    except Damaged as damage:
        return [Finding("pages", damage.sentence, repairable=False)]
    return findings


def quick_check(store: Store) -> list[Finding]:
    """Read the first page of every table, in a few milliseconds; its seal shows whether it is whole."""
    try:
        with store.reading() as connection:
            for table in (*schema.metadata.tables.values(), *store.tables.all()):
                connection.execute(select(table).limit(1)).first()
    except Damaged as damage:
        return [Finding("pages", damage.sentence, repairable=False)]
    return []


def repair(store: Store, profile: Profile) -> list[Finding]:
    """Put right what can be worked out from the records, after a backup; return what was found before."""
    wrong = [finding for finding in examine(store) if finding.repairable]
    if wrong:
        back_up(store, profile, why="before repair")
        with store.writing() as connection:
            _rebuild_search(connection, store)
            _rebuild_attention(connection, store)
            _drop_orphans(connection, store)
    return wrong


def _of_pages(connection: Connection) -> Iterable[Finding]:
    faults = page_faults(connection)
    dangling = [] if faults else connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    return _found([("pages", len(faults)), ("references", len(dangling))])


def _found(faults: Iterable[tuple[str, int]]) -> list[Finding]:
    return [
        Finding(code, _(SENTENCES[code]).format(count=count), code in REPAIRABLE, count)
        for code, count in faults
        if count
    ]


def _rebuild_search(connection: Connection, store: Store) -> None:
    connection.exec_driver_sql("DROP TABLE search_index")
    connection.exec_driver_sql(schema.SEARCH_INDEX)
    connection.execute(delete(schema.found))
    connection.execute(delete(schema.search_due))
    for kind in store.vocabulary.kinds:
        table = store.tables.of(kind)
        rows = connection.execute(select(table.c.id, table.c["_state"])).all()
        for start in range(0, len(rows), _STEP):
            some = rows[start : start + _STEP]
            search.index(connection, store.tables, [(record, kind, state) for record, state in some])


def _rebuild_attention(connection: Connection, store: Store) -> None:
    connection.execute(delete(schema.attention))
    rows = [{"id": record, "kind": kind} for record, kind in needing_person(connection, store.tables)]
    if rows:
        connection.execute(insert(schema.attention), rows)


def _drop_orphans(connection: Connection, store: Store) -> None:
    """Forget states that are kept under nothing, where they are what is shown anyway."""
    for record in orphans(connection):
        kept = connection.execute(select(schema.pulled).where(schema.pulled.c.id == record)).one()
        table = store.tables.of(kept.kind)
        shown = connection.execute(select(table.c["_state"]).where(table.c.id == record)).scalar()
        if shown == kept.state:
            connection.execute(delete(schema.pulled).where(schema.pulled.c.id == record))
