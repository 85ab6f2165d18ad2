"""What this computer knows of itself, and what a backup does not hold."""

from dataclasses import dataclass

from sqlalchemy import func, select

from desktop.store import schema
from desktop.store.store import Store

_changes, _spaces = schema.changes, schema.spaces


@dataclass(frozen=True)
class Place:
    """Whose computer this is, and where it stands."""

    coalition: str
    me: str
    role: str
    server: str
    """Of the office that was joined, "" for none."""


def place_of(store: Store) -> Place:
    """Return whose computer this is, and which office it has joined."""
    facts = store.facts()
    home = select(_spaces.c.name, _spaces.c.role).where(_spaces.c.home == 1)
    with store.reading() as connection:
        row = connection.execute(home).first()
    name, role = (row.name, row.role) if row else ("", "")
    return Place(name, facts.get("me", ""), role, facts.get("server", ""))


def count_since(store: Store, number: int) -> tuple[int, int]:
    """Return how many changes were made here after change `number`, and how many of them are unsent."""
    made = select(func.count()).select_from(_changes).where(_changes.c.n > number)
    with store.reading() as connection:
        unsent = connection.execute(made.where(_changes.c.standing == "unsent")).scalar_one()
        return connection.execute(made).scalar_one(), unsent
