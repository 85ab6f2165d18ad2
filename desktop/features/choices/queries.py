"""Which records wait for a person."""

from sqlalchemy import select

from desktop.store import schema
from desktop.store.store import Store


def waiting_records(store: Store) -> list[tuple[str, str]]:
    """Return the kind and id of each record in which something is to be chosen, oldest first."""
    table = schema.attention
    with store.reading() as connection:
        rows = connection.execute(select(table.c.kind, table.c.id).order_by(table.c.id))
        return [(row.kind, row.id) for row in rows]
