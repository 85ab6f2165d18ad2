import pytest
from sqlalchemy import text

from desktop.store.listing import open_listing
from desktop.store.store import create_store
from sync.errors import Unknown
from sync.records.people import Person


@pytest.fixture
def ids(store):
    people = {"Ana": 30, "luis": 7, "Óscar": 0, "Bea": 90}
    with store.edit("Add") as draft:
        return {name: draft.add(Person(name=name, contact_every=days)) for name, days in people.items()}


@pytest.fixture
def whole(tmp_path):
    """A file with the tables of the whole vocabulary."""
    store = create_store(tmp_path / "whole.db", "ab" * 32, now=str)
    yield store
    store.close()


def names(lines):
    return [line and line.state["fields"]["name"] for line in lines]


def listed(store, **how):
    listing = open_listing(store, "person", **how)
    return [name for name in names(listing.page(0)) if name in ("Ana", "Bea", "luis", "Óscar")]


def test_people_stand_by_name_whatever_the_case(store, ids):
    assert listed(store) == ["Ana", "Bea", "luis", "Óscar"]
    assert listed(store, sort="-name") == ["Óscar", "luis", "Bea", "Ana"]


@pytest.mark.parametrize(
    ("asked", "index"),
    [
        ("SELECT id FROM person WHERE _trash IS NULL ORDER BY name COLLATE NOCASE, id", "person_by_name"),
        ("SELECT id FROM vote WHERE motion = 'm'", "vote_by_motion"),
        ("SELECT id FROM person WHERE _row IN (1, 2)", "INTEGER PRIMARY KEY"),
    ],
)
def test_what_is_read_through_a_view_is_found_by_the_index_behind_it(whole, asked, index):
    with whole.reading() as connection:
        ((*_, plan),) = connection.execute(text(f"EXPLAIN QUERY PLAN {asked}")).all()
    assert index in plan and "USE TEMP B-TREE" not in plan


def test_any_field_sorts_and_what_was_never_filled_in_counts_as_its_default(store, ids):
    assert listed(store, sort="contact_every") == ["Óscar", "luis", "Ana", "Bea"]
    assert listed(store, sort="id") == sorted(ids, key=ids.get)


def test_a_field_that_there_is_not_is_named(store):
    with pytest.raises(Unknown, match="shoe_size"):
        open_listing(store, "person", sort="shoe_size")


def test_pages_put_together_are_the_whole_list(store, ids):
    listing = open_listing(store, "person")
    pages = [line for first in range(0, len(listing), 3) for line in listing.page(first, 3)]
    assert pages == listing.page(0, len(listing))
    assert len({line.id for line in pages}) == len(listing) >= len(ids)


def test_a_page_past_the_end_is_empty(store, ids):
    listing = open_listing(store, "person")
    assert listing.page(len(listing)) == []


def test_the_deleted_are_not_listed(store, ids):
    with store.edit("Delete") as draft:
        draft.trash("person", ids["Bea"])
    assert listed(store) == ["Ana", "luis", "Óscar"]


def test_a_list_shows_who_holds_the_words_and_meets_the_conditions(store, ids):
    assert listed(store, words="osc") == ["Óscar"]
    table = store.tables.of("person")
    assert listed(store, where=[table.c.contact_every > 20]) == ["Ana", "Bea"]
    assert listed(store, words="osc", where=[table.c.contact_every > 20]) == []


def test_a_page_shows_a_record_as_it_is_now_and_a_gap_where_it_is_gone(store, ids):
    listing = open_listing(store, "person")
    before = names(listing.page(0))
    with store.edit("Rename") as draft:
        draft.set("person", ids["luis"], {"name": "Luis"})
    with store.writing() as connection:
        connection.exec_driver_sql("DELETE FROM person_rows WHERE id = ?", (ids["Ana"],))
    now = {"luis": "Luis", "Ana": None}
    assert names(listing.page(0)) == [now.get(name, name) for name in before]


def test_a_listing_of_nobody_has_no_pages(store):
    listing = open_listing(store, "person", words="nobody-is-called-so")
    assert len(listing) == 0 and listing.page(0) == []
