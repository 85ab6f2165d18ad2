"""What lists are sorted by stands beside the state, and always says what the state says."""

from pathlib import Path
from typing import ClassVar

import orjson
import pytest

from desktop.store.driver import fetch
from desktop.store.spaces import adopt_space
from desktop.store.store import Store, add_space, create_store, open_store
from desktop.store.tables import copied, path_to, rows_of
from desktop.store.writing import Row, Writing
from sync.records import Vocabulary
from sync.records.base import Record, new_id
from sync.records.meetings import Meeting
from sync.records.motions import Motion
from sync.records.people import Person
from sync.records.types import Line

HERE, OFFICE = new_id(), new_id()
_BY_ID = 'SELECT {} FROM "{}" ORDER BY id'


class Swing(Record):
    """A kind as an older program knew it."""

    kind: ClassVar[str] = "swing"
    colour: Line = ""


class LabelledSwing(Swing):
    """The same kind with a field that lists are sorted by."""

    label: Line = ""


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = create_store(tmp_path / "desk.db", "ab" * 32, now=lambda: "2026-03-02T12:00:00+00:00", me="Luis")
    add_space(store, HERE, "coalition", "Belvidere", "leader", home=True)
    return store


def beside(store: Store, kind: str) -> list[tuple[object, ...]]:
    """What stands beside the states of a kind; it must be what they say."""
    cls, table = store.vocabulary.named(kind), rows_of(kind)
    names, paths = (", ".join(map(spell, copied(cls))) for spell in ('"{}"'.format, path_to))
    with store.reading() as connection:
        kept, said = (fetch(connection, _BY_ID.format(what, table)) for what in (names, paths))
        assert kept == said
    return kept


def test_a_new_name_and_a_deletion_are_beside_the_state_and_other_words_leave_it_alone(store: Store) -> None:
    with store.edit("Add") as draft:
        ana, bea = draft.add(Person(name="Ana")), draft.add(Person(name="Bea"))
    with store.edit("Correct") as draft:
        draft.set("person", ana, {"phone": "+1 779 555 0100"})
        draft.set("person", bea, {"name": "Beatriz"})
    assert {name for _, name in beside(store, "person")} == {"Ana", "Beatriz"}
    assert store.state("person", ana)["fields"]["phone"] == "+1 779 555 0100"
    with store.edit("Delete") as draft:
        draft.trash("person", ana)
    assert {name: trash is None for trash, name in beside(store, "person")} == {"Ana": False, "Beatriz": True}
    store.close()


def test_a_name_comes_back_when_an_edit_is_taken_back(store: Store) -> None:
    with store.edit("Add") as draft:
        ana = draft.add(Person(name="Ana"))
    with store.edit("Rename") as draft:
        draft.set("person", ana, {"name": "Anna"})
    store.undo()
    assert beside(store, "person") == [(None, "Ana")]
    store.close()


def test_what_names_a_record_by_another_id_is_found_by_the_new_one(store: Store) -> None:
    with store.edit("Add") as draft:
        meeting = draft.add(Meeting(id=HERE, title="First meeting", starts_at="2026-03-02T18:00:00+00:00"))
        draft.add(Motion(meeting=meeting, title="To meet again"))
    add_space(store, OFFICE, "coalition", "Belvidere", "leader")
    adopt_space(store, HERE, OFFICE)
    assert any(OFFICE in row for row in beside(store, "motion"))
    assert beside(store, "meeting")
    store.close()


def test_a_field_that_came_with_a_newer_program_is_beside_older_states_too(tmp_path: Path) -> None:
    path, key = tmp_path / "desk.db", "ab" * 32
    old = create_store(path, key, now=lambda: "", vocabulary=Vocabulary((Swing,)))
    state = orjson.dumps({"born": "x.1", "fields": {"label": "The high one"}}).decode()
    with old.writing() as connection:
        Writing(connection, old.tables).put([Row(new_id(), "swing", HERE, 0, state, b"")])
    old.close()
    new = open_store(path, key, now=lambda: "", vocabulary=Vocabulary((LabelledSwing,)))
    assert beside(new, "swing") == [(None, "The high one")]
    new.close()
