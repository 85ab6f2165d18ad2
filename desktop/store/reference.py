"""The reference packs that come with the program, for a coalition without an office."""

from collections.abc import Iterator

from desktop.store.store import Store, add_space
from desktop.store.writing import Row, Writing
from sync.changes import State, canonical
from sync.records.base import Reference, new_id
from sync.records.packs import Pack, bundled_packs


def load_packs(store: Store) -> int:
    """Put the bundled packs into a state space of this computer alone; return how many records.

    They are nobody's edits, so none is unsent; what an office sends takes their place.
    """
    space = new_id()
    add_space(store, space, "state", "", "reader")
    rows = {row.id: row for pack in bundled_packs() for row in _rows(pack, space)}  # the newest pack wins
    with store.writing() as connection:
        writing = Writing(connection, store.tables)
        writing.put(list(rows.values()))
    store.tell(writing)
    return len(rows)


def _rows(pack: Pack, space: str) -> Iterator[Row]:
    for record in pack.records:
        state = canonical(_state(record, pack.name)).decode()
        yield Row(record.id, record.kind, space, 0, state, b"")


def _state(record: Reference, pack: str) -> State:
    return State(fields=record.model_dump(mode="json", exclude={"id"}), born=f"pack.{pack}")
