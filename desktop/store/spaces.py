"""Spaces that begin on one computer alone, and what becomes of them when it joins the office."""

from collections.abc import Iterator

from sqlalchemy import Connection, Table, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from desktop.i18n import _
from desktop.store import schema
from desktop.store.reading import as_record, read_state
from desktop.store.store import Store, add_space
from sync.invitation import Membership
from sync.records.base import Entry, natural_id, new_id
from sync.records.fields import fields_of
from sync.records.spaces import Coalition

_spaces = schema.spaces
_FRESH = {"epoch": 0, "cursor": 0, "digest": "0" * 32, "durable": 0, "level": 1}


def found_coalition(store: Store, name: str, role: str) -> str:
    """Begin a coalition on this computer alone and return its space; undo does not take this back."""
    space = new_id()
    add_space(store, space, "coalition", name, role, home=True)
    with store.edit(_("Start the coalition")) as draft:
        draft.add(Coalition(id=space, name=name))
    with store.writing() as connection:
        newest = select(func.max(schema.edits.c.number)).scalar_subquery()
        connection.execute(update(schema.edits).where(schema.edits.c.number == newest).values(undone=1))
    return space


def home_of(store: Store) -> str:
    """Return the space in which new records go, "" where there is none yet."""
    return store.author.home


def home_name(store: Store) -> str:
    """Return what the office, or whoever began it here, called the home space; "" where there is none."""
    with store.reading() as connection:
        return connection.execute(select(_spaces.c.name).where(_spaces.c.home == 1)).scalar() or ""


def spaces_of(store: Store, sort: str) -> list[str]:
    """Return the spaces of a sort that this computer knows."""
    with store.reading() as connection:
        known = select(_spaces.c.space).where(_spaces.c.sort == sort)
        return list(connection.execute(known).scalars())


def take_space(store: Store, given: Membership, *, home: bool) -> None:
    """Know a space that the office opened, or what it now says of one known already."""
    words = {"sort": given.sort, "name": given.name, "role": given.role}
    with store.writing() as connection:
        if home:
            connection.execute(update(_spaces).values(home=0))
        row = upsert(_spaces).values(space=given.space, **words, **_FRESH, home=int(home))
        kept = {**words, "home": int(home)} if home else words
        connection.execute(row.on_conflict_do_update(index_elements=["space"], set_=kept))
    store.forget_author()


def adopt_space(store: Store, old: str, new: str) -> None:
    """Move everything of a space that began here into the office's; all of it is unsent."""
    with store.writing() as connection:
        _move(connection, store, old, new)
        _rename(connection, store, old, new)  # a coalition's own record has the id of its space
        for was, now in list(_derived(connection, store, new)):
            _rename(connection, store, was, now)
        home = connection.execute(select(_spaces.c.home).where(_spaces.c.space == old)).scalar() or 0
        # What the office does not know of the packs that began here is set aside once it has spoken.
        connection.execute(update(_spaces).where(_spaces.c.space == new).values(home=home or 0, level=0))
        connection.execute(delete(_spaces).where(_spaces.c.space == old))
    store.forget_author()


def _move(connection: Connection, store: Store, old: str, new: str) -> None:
    for table in store.tables.all_rows():
        here = table.c["_space"] == old
        told = schema.confirmed.c.id.in_(select(table.c.id).where(here))
        connection.execute(delete(schema.confirmed).where(told))
        connection.execute(update(table).where(here).values(_space=new))
    for held in (schema.changes, schema.files, schema.set_aside):
        connection.execute(update(held).where(held.c.space == old).values(space=new))


def _rename(connection: Connection, store: Store, old: str, new: str) -> None:
    """Give a record another id, and everything that names it the same one."""
    for table in store.tables.all_rows():
        named = func.instr(table.c["_state"], old) > 0
        renamed = {name: func.replace(table.c[name], old, new) for name in _texts(table)}
        connection.execute(update(table).where(named).values(renamed))
        connection.execute(update(table).where(table.c.id == old).values(id=new))
    for held in (schema.found, schema.search_due, schema.attention):
        connection.execute(update(held).where(held.c.id == old).values(id=new))
    changes = schema.changes
    for text in (changes.c.record, changes.c.body, changes.c.before):
        named = func.instr(text, old) > 0
        connection.execute(update(changes).where(named).values({text: func.replace(text, old, new)}))


def _texts(table: Table) -> list[str]:
    """Return the columns that may name a record: the state, and what is copied out of it."""
    return [column.name for column in table.c if column.name not in ("id", "kind", "_space")]


def _derived(connection: Connection, store: Store, space: str) -> Iterator[tuple[str, str]]:
    """Yield the ids, before and after, that were derived from the id of the coalition."""
    for kind in store.vocabulary.kinds.values():
        if any(fields_of(kind)[name].target == "coalition" for name in kind.key):
            table = store.tables.of(kind.kind)
            rows = connection.execute(
                select(table.c.id, table.c["_state"]).where(table.c["_space"] == space)
            ).all()
            yield from ((row.id, _natural_id(kind, row[1])) for row in rows)


def _natural_id(kind: type[Entry], state: str) -> str:
    values = as_record(kind, new_id(), read_state(state))
    return natural_id(kind.kind, *(str(getattr(values, name)) for name in kind.key))
