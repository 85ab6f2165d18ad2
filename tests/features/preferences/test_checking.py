from sqlalchemy import delete

from desktop.features.preferences.checking import is_whole, look, mend
from desktop.features.preferences.queries import Place, count_since, place_of
from desktop.session import Session
from desktop.store import schema
from sync.records.people import Person


def test_data_that_nothing_happened_to_is_whole(asking: Session):
    assert look(asking.store) == []
    assert is_whole([])


def test_a_search_index_that_lost_something_is_mended(asking: Session):
    with asking.store.edit("Add") as draft:
        draft.add(Person(name="Luis"))
    asking.store.index_all()
    with asking.store.writing() as connection:
        connection.execute(delete(schema.found))
    found = look(asking.store)
    assert not is_whole(found)
    assert [finding.code for finding in found if finding.repairable] == ["search"]
    assert mend(asking.store, asking.profile) == []


def test_a_link_that_leads_elsewhere_is_no_damage(asking: Session):
    with asking.store.edit("Add") as draft:
        draft.add(Person(name="Luis", household="01900000-0000-7000-8000-00000000000a"))
    found = look(asking.store)
    assert [finding.code for finding in found] == ["links"]
    assert is_whole(found)


def test_whose_computer_it_is(asking: Session):
    assert place_of(asking.store) == Place("Riverside Coalition", "Ana Ruiz", "leader", "")


def test_changes_are_counted_from_a_number_on(asking: Session):
    assert count_since(asking.store, 0) == (1, 1)
    assert count_since(asking.store, 1) == (0, 0)
