import pytest

from desktop.features.people.filters import Filter, Standing, read_saved, saved
from desktop.features.people.groups import (
    delete_group,
    groups,
    groups_of,
    make_group,
    put_into,
    save_search,
    take_out_of,
)
from desktop.features.people.reading import read
from desktop.features.people.roll import read_roll
from sync.errors import Malformed, Refused
from sync.records.people import Group, Person


def names(store, given):
    listing = read_roll(store, given).narrowed("")
    return [line.state["fields"]["name"] for line in listing.page(0)]


def test_a_group_holds_whom_somebody_put_into_it(store, maria, luis):
    group = make_group(store, "Drivers", [maria])
    put_into(store, group, [luis])
    assert names(store, Filter(group=group)) == ["Luis Ortega", "Maria Diaz"]
    take_out_of(store, group, [maria])
    assert names(store, Filter(group=group)) == ["Luis Ortega"]
    assert store.undo() == "Take out of Drivers"
    assert [each.name for each in groups_of(store, maria)] == ["Drivers"]


def test_a_saved_search_finds_those_who_fit_today(store, put, maria):
    group = save_search(store, "Librarians", Filter(sector="libraries"))
    assert names(store, Filter(group=group)) == ["Maria Diaz"]
    put(Person(name="Ada Byron", sector="libraries"))
    assert names(store, Filter(group=group)) == ["Ada Byron", "Maria Diaz"]


def test_a_saved_search_keeps_what_was_typed(store, put, maria):
    put(Person(name="Maria Ortega"))
    group = save_search(store, "Diaz", Filter(words="diaz"))
    assert names(store, Filter(group=group)) == ["Maria Diaz"]


def test_nobody_is_put_into_a_saved_search_by_hand(store, maria):
    group = save_search(store, "Librarians", Filter(sector="libraries"))
    with pytest.raises(Refused, match="whoever fits is in it"):
        put_into(store, group, [maria])


def test_deleting_a_group_leaves_its_people(store, maria):
    delete_group(store, make_group(store, "Drivers", [maria]))
    assert groups(store) == []
    assert read(store, Person, maria).name == "Maria Diaz"


def test_a_filter_survives_being_saved():
    given = Filter(standing=Standing.DUE, sector="libraries", role="parents", tag="a & b=c", words="ana ñ")
    assert read_saved(saved(given)) == given


def test_a_search_within_a_group_is_not_saved_as_a_group(store, maria):
    with pytest.raises(Malformed, match="Take the group out"):
        save_search(store, "Drivers in libraries", Filter(group=make_group(store, "Drivers")))


@pytest.mark.parametrize("text", ["", "colour=blue", "sector=libraries&colour=blue", "standing=asleep", "x"])
def test_a_saved_search_that_is_not_understood_finds_nobody_in_silence(store, put, text):
    group = put(Group(name="Newer", membership="smart", query=text))
    with pytest.raises(Malformed, match="newer program"):
        read_roll(store, Filter(group=group))
