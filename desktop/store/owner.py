"""Whose computer this is, as a person among the people of the coalition."""

from sqlalchemy import select

from desktop.store.conditions import is_active
from desktop.store.store import Store


def owner_of(store: Store) -> str:
    """Return the id of the person record of whoever uses this computer, else of the account at the office.

    The office knows people by its accounts; the record is the one person here who is called so.
    """
    facts, person = store.facts(), store.tables.of("person")
    given = facts.get("person", "")
    named = person.c.name.collate("NOCASE") == facts.get("me", "")
    with store.reading() as connection:
        if connection.execute(select(person.c.id).where(person.c.id == given)).scalar():
            return given
        found = connection.execute(select(person.c.id).where(named, is_active(person)).limit(2)).scalars()
        ids = list(found)
    return str(ids[0]) if len(ids) == 1 else given
