"""A desk of one coalition, with nothing in it yet."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.store.store import Store, add_space, create_store
from sync.records.base import Entry

HOME = "01900000-0000-7000-8000-000000000001"
NOW = "2026-11-22T18:00:00-06:00"


@contextmanager
def new_desk(folder: Path) -> Iterator[Store]:
    """A store in a folder, open as long as it is used."""
    store = create_store(folder / "desk.sqlite", "ab" * 32, now=lambda: NOW, me="Ana")
    add_space(store, HOME, "coalition", "Riverbend", "leader", home=True)
    yield store
    store.close()


def put(store: Store, *records: Entry) -> list[str]:
    """Add records in one Edit; return their ids."""
    with store.edit("Put") as draft:
        return [draft.add(record) for record in records]
