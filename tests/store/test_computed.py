"""A file of a program that had SQLite compute what it looks records up by goes on being written."""

from pathlib import Path

from desktop.store.dump import dump
from desktop.store.listing import open_listing
from desktop.store.store import Store, add_space, create_store, open_store
from sync.records.people import Person
from tests.desks import HOME, NOW

KEY = "ab" * 32
BEFORE = """
CREATE TABLE computed (
    id TEXT PRIMARY KEY, _space TEXT NOT NULL, _state TEXT NOT NULL,
    _trash TEXT AS (json_extract(_state, '$.trash')),
    name TEXT AS (json_extract(_state, '$.fields.name')));
INSERT INTO computed (id, _space, _state) SELECT id, _space, _state FROM person_rows;
DROP TABLE person_rows;
ALTER TABLE computed RENAME TO person_rows;
CREATE INDEX person_by_name ON person_rows (name);
DELETE FROM meta WHERE key = 'vocabulary';
"""
"""How the table of people once was, and that this program has not seen the file yet."""


def old_file(path: Path) -> list[str]:
    """Make a file as it once was; return the ids of three people, the last one deleted."""
    store = create_store(path, KEY, now=lambda: NOW, me="Ana")
    add_space(store, HOME, "coalition", "Riverbend", "leader", home=True)
    with store.edit("Add people") as draft:
        people = [draft.add(Person(name=name)) for name in ("Luis Díaz", "Ana Ruiz", "Maria García")]
    with store.edit("Delete Maria") as draft:
        draft.trash("person", people[2])
    with store.writing() as connection:
        connection.exec_driver_sql('DROP VIEW "person"')
        for statement in BEFORE.split(";")[:-1]:
            connection.exec_driver_sql(statement)
    store.close()
    return people


def names(store: Store) -> list[str]:
    lines = open_listing(store, "person", sort="name").page(0, 10)
    return [line.state["fields"]["name"] for line in lines if line is not None]


def test_it_is_read_and_written_as_if_it_had_always_been_so(tmp_path: Path) -> None:
    luis, _ana, _maria = old_file(tmp_path / "desk.sqlite")
    store = open_store(tmp_path / "desk.sqlite", KEY, now=lambda: NOW)
    assert names(store) == ["Ana Ruiz", "Luis Díaz"]
    with store.edit("Rename") as draft:
        draft.set("person", luis, {"name": "Aaron Díaz"})
    assert names(store) == ["Aaron Díaz", "Ana Ruiz"]
    assert [hit.id for hit in store.search("aaron")] == [luis]
    assert store.undo() == "Rename"
    store.close()
    again = open_store(tmp_path / "desk.sqlite", KEY, now=lambda: NOW)
    assert names(again) == ["Ana Ruiz", "Luis Díaz"]
    again.close()


def test_nothing_that_was_in_it_is_lost(tmp_path: Path) -> None:
    people = old_file(tmp_path / "desk.sqlite")
    store = open_store(tmp_path / "desk.sqlite", KEY, now=lambda: NOW)
    held = b"".join(dump(store)).decode()
    assert all(person in held for person in people)
    assert store.state("person", people[2])["trash"]
    store.close()
