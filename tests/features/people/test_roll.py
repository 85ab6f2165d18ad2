import pytest

from desktop.features.people.filters import Filter, Standing
from desktop.features.people.queries import tags_in_use
from desktop.features.people.roll import glance, read_roll
from sync.records.people import AgeBand, Person


@pytest.fixture
def crowd(put):
    put(
        Person(name="Ana García", sector="libraries", roles=("parents",), tags=("driver", "bakes")),
        Person(name="Bo Lee", sector="police", inactive=True, notes="asked about Ana"),
        Person(name="carmen Diaz", do_not_contact=True, tags=("Driver",)),
        Person(name="Dan Abbott", provisional=True, age_band=AgeBand.MINOR, do_not_photograph=True),
    )


def names(listing):
    return [line.state["fields"]["name"] for line in listing.page(0) if line]


def shown(store, words="", **given):
    return names(read_roll(store, Filter(**given)).narrowed(words))


@pytest.mark.usefixtures("crowd")
def test_everybody_is_there_in_order_of_names(store):
    assert shown(store) == ["Ana García", "Bo Lee", "carmen Diaz", "Dan Abbott"]
    assert names(glance(store).narrowed("")) == shown(store)


@pytest.mark.usefixtures("crowd")
@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"sector": "libraries"}, ["Ana García"]),
        ({"role": "parents"}, ["Ana García"]),
        ({"tag": "driver"}, ["Ana García"]),
        ({"standing": Standing.INACTIVE}, ["Bo Lee"]),
        ({"standing": Standing.NOT_TO_CONTACT}, ["carmen Diaz"]),
        ({"standing": Standing.NOT_TO_PHOTOGRAPH}, ["Dan Abbott"]),
        ({"standing": Standing.PROVISIONAL}, ["Dan Abbott"]),
        ({"standing": Standing.MINOR}, ["Dan Abbott"]),
        ({"standing": Standing.INACTIVE, "sector": "libraries"}, []),
        ({"words": "ana"}, ["Ana García", "Bo Lee"]),
    ],
)
def test_a_filter_lets_through_whom_it_says(store, given, found):
    assert shown(store, **given) == found


@pytest.mark.usefixtures("crowd")
@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("garcia", ["Ana García"]),
        ("ana", ["Ana García", "Bo Lee"]),
        ("ana asked", ["Bo Lee"]),
        ("d", ["Dan Abbott"]),
        ("C", ["carmen Diaz"]),
        (" ", ["Ana García", "Bo Lee", "carmen Diaz", "Dan Abbott"]),
        ("nobody", []),
    ],
)
def test_typing_narrows_to_those_who_hold_the_words(store, words, found):
    assert shown(store, words) == found


@pytest.mark.usefixtures("crowd")
def test_typing_narrows_within_a_filter(store):
    assert shown(store, "ana", sector="police") == ["Bo Lee"]


@pytest.mark.usefixtures("crowd")
def test_tags_are_listed_once_and_in_order(store):
    assert tags_in_use(store) == ["bakes", "driver", "Driver"]


def test_who_was_merged_or_deleted_is_in_no_list(store, put, maria, luis):
    put(Person(name="Maria D", merged_into=maria))
    with store.edit("Delete") as draft:
        draft.trash("person", luis)
    assert shown(store) == ["Maria Diaz"]


@pytest.mark.parametrize("given", [Filter(sector="x"), Filter(words="x"), Filter(standing=Standing.DUE)])
def test_a_filter_that_narrows_is_not_open(given):
    assert not given.is_open
    assert Filter().is_open and Filter(sector="x").but(sector="").is_open


@pytest.mark.usefixtures("crowd")
def test_the_place_of_somebody_in_a_list_is_known_without_reading_it(store, maria):
    listing = read_roll(store, Filter()).narrowed("")
    assert listing.page(listing.place_of(maria), 1)[0].id == maria
    assert read_roll(store, Filter(sector="police")).narrowed("").place_of(maria) == -1
    assert listing.place_of("nobody") == -1
