"""A new kind of record is one class; everything else follows. And what a newer program knew moves in."""

import pytest
from sqlalchemy import text

from desktop.store.reading import stored
from sync.errors import Unknown
from sync.records import Vocabulary
from sync.records.people import Person
from sync.records.types import Count
from tests.store.samples import HOME, SMALL, Kite, content, opened

YOUNGER = Vocabulary((Person,))


def test_a_new_kind_gets_a_table_undo_and_search_with_no_other_line(store):
    with store.edit("Add kite") as draft:
        kite = draft.add(Kite(name="Red dragon", tags=("old",)))
    assert store.get("kite", kite) == Kite(id=kite, name="Red dragon", tags=("old",))
    assert [hit.id for hit in store.search("dragon")] == [kite]
    with store.edit("Paint") as draft:
        draft.set("kite", kite, {"colour": "blue"})
        draft.add_members("kite", kite, "tags", ["loud"])
    assert store.get("kite", kite) == Kite(id=kite, name="Red dragon", colour="blue", tags=("loud", "old"))
    assert store.undo() == "Paint"
    assert store.get("kite", kite) == Kite(id=kite, name="Red dragon", tags=("old",))
    store.undo()
    assert store.search("dragon") == []
    with pytest.raises(Unknown, match="deleted"):
        store.get("kite", kite)
    store.redo()
    assert [hit.id for hit in store.search("dragon")] == [kite]


def test_every_field_of_a_kind_is_a_column(store):
    with store.edit("Add") as draft:
        draft.add(Kite(name="Red", colour="red"))
    with store.reading() as connection:
        rows = connection.execute(text("SELECT name, colour, _space, _refused, _trash FROM kite")).all()
    assert rows == [("Red", "red", HOME, None, None)]


def test_an_older_program_keeps_records_of_kinds_it_does_not_know_and_they_come_alive(profile, key, clock):
    younger = opened(profile, key, clock, YOUNGER)
    state = '{"born":"d.1","fields":{"colour":"green","name":"Windy","wings":2}}'
    with younger.writing() as connection:
        connection.execute(
            text("INSERT INTO unknown VALUES ('k1', 'kite', :home, :state)"), {"home": HOME, "state": state}
        )
        connection.execute(text("INSERT INTO confirmed VALUES ('k1', 7, x'00')"))
    with pytest.raises(Unknown, match="kite"):
        younger.get("kite", "k1")
    assert b"Windy" in content(younger)
    younger.close()
    store = opened(profile, key, clock, SMALL)
    assert store.get("kite", "k1").colour == "green"
    assert store.state("kite", "k1")["fields"]["wings"] == 2
    assert [hit.id for hit in store.search("windy")] == ["k1"]
    with store.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM unknown")).scalar() == 0
        assert stored(connection, store.tables, [("kite", "k1")])["k1"].seq == 7
    store.close()


def test_a_field_that_is_new_is_a_column_over_the_old_rows(profile, key, clock):
    class Taller(Kite):
        kind = "kite"
        height: Count = 0

    store = opened(profile, key, clock)
    with store.edit("Add") as draft:
        kite = draft.add(Kite(name="Old"))
    store.close()
    wider = Vocabulary((*(kind for kind in SMALL.kinds.values() if kind is not Kite), Taller))
    store = opened(profile, key, clock, wider)
    assert store.get("kite", kite).height == 0
    with store.edit("Grow") as draft:
        draft.set("kite", kite, {"height": 3})
    with store.reading() as connection:
        assert connection.execute(text("SELECT name, height FROM kite")).all() == [("Old", 3)]
    store.close()
    older = opened(profile, key, clock)
    assert older.get("kite", kite) == Kite(id=kite, name="Old")
    with older.edit("Paint") as draft:
        draft.set("kite", kite, {"colour": "red"})
    assert older.state("kite", kite)["fields"]["height"] == 3
    older.close()
