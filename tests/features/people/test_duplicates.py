import pytest

from desktop.features.people.duplicates import call_different, find_duplicates
from desktop.features.people.merging import merge
from sync.errors import Refused
from sync.records.people import Person
from tests.features.people.seeded import Maker


def pairs(store):
    return [(pair.one.name, pair.other.name, pair.reasons) for pair in find_duplicates(store)]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_who_is_found_is_in_twice_nineteen_times_of_twenty(store, seed):
    coalition = Maker(seed).make(people=1200, twice=150)
    with store.edit("Fill") as draft:
        for record in coalition.records:
            draft.add(record)
    found = {(pair.one.id, pair.other.id) for pair in find_duplicates(store)}
    right = found & coalition.pairs
    assert len(right) / len(found) >= 0.95
    assert len(right) / len(coalition.pairs) >= 0.85


def test_a_pair_says_why(store, put):
    put(
        Person(name="Maria Díaz", email="maria@example.org"),
        Person(name="M. Diaz", email="MARIA@example.org"),
    )
    ((_one, _other, reasons),) = pairs(store)
    assert reasons == ("same e-mail", "similar name")


def test_somebody_without_anything_else_is_perhaps_the_only_other_of_that_name(store, put):
    put(Person(name="Maria Diaz", email="maria@example.org"), Person(name="Maria Diaz", provisional=True))
    ((_one, _other, reasons),) = pairs(store)
    assert reasons == ("same name", "nothing else is known of one")
    put(Person(name="Maria Diaz", phone="847-555-0100"))
    assert pairs(store) == []


def test_two_that_were_called_two_are_not_offered_again(store, put):
    one = put(Person(name="Ana Ruiz", phone="847-555-0100"))
    other = put(Person(name="Ana Ruiz", phone="847-555-0100"))
    assert len(pairs(store)) == 1
    call_different(store, other, one, ["same phone"])
    assert pairs(store) == []
    assert store.undo() == "Ana Ruiz and Ana Ruiz are two people"
    assert len(pairs(store)) == 1


def test_who_was_merged_is_not_offered_again(store, put):
    one = put(Person(name="Ana Ruiz", phone="847-555-0100"))
    merge(store, one, put(Person(name="Ana Ruiz", phone="847-555-0100")))
    assert pairs(store) == []


def test_looking_stops_when_it_is_told_to(store, put):
    put(Person(name="Ana Ruiz", phone="847-555-0100"), Person(name="Ana Ruiz", phone="847-555-0100"))
    assert find_duplicates(store, lambda: False) == []


def test_one_record_is_not_two_people(store, maria):
    with pytest.raises(Refused, match="one and the same"):
        call_different(store, maria, maria)
