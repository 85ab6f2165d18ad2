import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.store.search import find_kind, match_query
from sync.records.people import Person
from tests.store.samples import fill


def names(store, words):
    return [store.get(hit.kind, hit.id).headline() for hit in store.search(words)]


@pytest.fixture
def people(store):
    with store.edit("Add") as draft:
        draft.add(Person(name="José Núñez", phone="847-555-0100"))
        draft.add(Person(name="Mary-Ann O'Neil", email="mary@example.org"))
    return store


@pytest.mark.parametrize("words", ["jose", "JOSÉ", "nun", "núñez jos", "8475550100", "847 555"])
def test_a_person_is_found_by_the_beginning_of_any_word_however_it_is_spelled(people, words):
    assert names(people, words) == ["José Núñez"]


@pytest.mark.parametrize("words", ["mary", "o'neil", "ann", "mary@example.org", "mary-ann"])
def test_punctuation_in_what_is_typed_is_no_operator(people, words):
    assert names(people, words) == ["Mary-Ann O'Neil"]


def test_all_the_words_must_be_there(people):
    assert names(people, "mary núñez") == [] and names(people, "") == [] and names(people, "  ") == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.sampled_from("\"*()^:-+'{}NEAR OR AND a\0é"), max_size=20) | st.text(max_size=20))
def test_nothing_that_can_be_typed_breaks_a_search(store, words):
    assert isinstance(store.search(words), list)
    assert match_query(words).count('"') % 2 == 0


def test_what_changes_is_found_by_its_new_words_only(people):
    person = people.search("mary")[0].id
    with people.edit("Rename") as draft:
        draft.set("person", person, {"name": "Ruth"})
    assert names(people, "ruth") == ["Ruth"] and names(people, "neil") == []


def test_the_deleted_are_not_found_until_they_are_back(people):
    person = people.search("mary")[0].id
    with people.edit("Delete") as draft:
        draft.trash("person", person)
    assert people.search("mary") == []
    people.undo()
    assert [hit.id for hit in people.search("mary")] == [person]


def test_a_search_keeps_to_one_kind_and_to_as_many_as_asked(store):
    assert len(store.search("quetzalcoatlus", most=5)) == 5
    with store.reading() as connection:
        assert len(find_kind(connection, "quetzalcoatlus", "person")) == 40
        assert len(find_kind(connection, "quetzalcoatlus", "meeting")) == 1


def test_what_came_in_bulk_is_found_at_the_next_search(store):
    fill(store, 200)
    assert len(store.search("quetzalcoatlus", most=1000)) == 242
