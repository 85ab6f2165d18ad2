import pytest

from desktop.features.people.households import household_of, live_together, move_out, others_at_home
from desktop.features.people.reading import read
from sync.errors import Refused
from sync.records.people import Household, Person
from sync.records.values import Address

HOME = Address(street="12 Oak Ave", city="Belvidere", state="IL", postal_code="61008")


def test_who_lives_with_another_shares_a_household_and_the_address(store, put):
    ana, luis = put(Person(name="Ana Ruiz", address=HOME)), put(Person(name="Luis Ruiz"))
    household = live_together(store, luis, ana)
    assert read(store, Household, household).name == "Household of Ana Ruiz"
    assert read(store, Person, luis).address == HOME
    assert others_at_home(store, luis) == [(ana, "Ana Ruiz")]
    assert others_at_home(store, ana) == [(luis, "Luis Ruiz")]
    assert store.undo() == "Luis Ruiz lives with Ana Ruiz"
    assert (household_of(store, ana), household_of(store, luis)) == (None, None)


def test_a_third_person_joins_the_same_household_and_keeps_their_address(store, put, maria, luis):
    ana = put(Person(name="Ana Ruiz", address=HOME))
    household = live_together(store, maria, luis)
    assert live_together(store, ana, maria) == household
    assert read(store, Person, ana).address == HOME
    assert len(read(store, Household, household).people) == 3


def test_living_together_twice_changes_nothing(store, maria, luis):
    household = live_together(store, maria, luis)
    assert live_together(store, maria, luis) == household
    assert len(read(store, Household, household).people) == 2


def test_moving_in_with_somebody_else_leaves_the_first_household(store, put, maria, luis):
    ana = put(Person(name="Ana Ruiz"))
    live_together(store, maria, luis)
    live_together(store, maria, ana)
    assert others_at_home(store, luis) == []
    assert others_at_home(store, ana) == [(maria, "Maria Diaz")]


def test_who_moves_out_lives_with_nobody(store, maria, luis):
    live_together(store, maria, luis)
    move_out(store, maria)
    assert household_of(store, maria) is None
    assert others_at_home(store, luis) == []


def test_nobody_lives_with_themselves(store, maria):
    with pytest.raises(Refused, match="Choose somebody else"):
        live_together(store, maria, maria)


def test_a_household_that_was_deleted_is_none(store, maria, luis):
    household = live_together(store, maria, luis)
    with store.edit("Delete") as draft:
        draft.trash("household", household)
    assert household_of(store, maria) is None
