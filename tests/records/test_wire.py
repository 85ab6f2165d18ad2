"""A column from the wire: right as a whole exactly when each of its values is."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.records import KINDS
from sync.records.base import Value
from sync.records.engagements import Engagement
from sync.records.fields import fields_of
from sync.records.people import Person
from sync.records.wire import column_faults

ADDRESS = {
    "street": "12 Main Street",
    "second_line": "",
    "city": "Belvidere",
    "county": "Boone",
    "state": "IL",
    "postal_code": "61008",
    "country": "US",
}
SHAPES = sorted(
    {spec.shape for kind in KINDS for spec in fields_of(kind).values() if spec.shape},
    key=lambda shape: shape.__name__,
)
odd = st.sampled_from(["Galena", "", " Galena", 7, True, None, ["Galena"], {}, "x" * 501])
touched = st.dictionaries(st.sampled_from([*ADDRESS, "planet"]), odd, max_size=2)
addresses = st.one_of(
    st.none(), st.just("12 Main Street"), touched.map(lambda some: ADDRESS | some), touched, st.just(ADDRESS)
)


@given(st.lists(addresses, max_size=6))
def test_addresses_are_judged_together_as_they_are_one_by_one(some: list[Any]) -> None:
    alone = {place for place, each in enumerate(some) if column_faults(Person, "address", [each])}
    assert column_faults(Person, "address", some).keys() == alone


def test_an_address_is_right_with_what_a_newer_program_says_of_it() -> None:
    assert column_faults(Person, "address", [ADDRESS, None, ADDRESS | {"planet": "Earth"}]) == {}


@pytest.mark.parametrize(
    "wrong",
    [ADDRESS | {"city": " Galena"}, ADDRESS | {"city": 7}, {"city": "Galena"}, "Galena", []],
    ids=["spelled otherwise", "no text", "not whole", "no object", "a list"],
)
def test_one_wrong_address_among_many_is_named_by_its_place(wrong: Any) -> None:
    said = column_faults(Person, "address", [ADDRESS, ADDRESS, wrong, ADDRESS])
    assert said == {2: "'address' is not a value"}


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_an_embedded_value_is_right_when_its_fields_are(shape: type[Value]) -> None:
    """A rule between them would be passed by, where they are looked at as columns."""
    rules = shape.__pydantic_decorators__
    assert not (rules.model_validators or rules.field_validators or rules.model_serializers)


@pytest.mark.parametrize(
    ("field", "right", "wrong"),
    [
        ("member_since", "2020-01-15", "2020-1-15"),
        ("tags", ["driver", "library"], ["library", "driver"]),
        ("tags", ["driver"], ["driver", "driver"]),
        ("roles", ["leader"], [1]),
        ("languages", ["en"], "en"),
    ],
)
def test_what_is_said_over_and_over_is_still_looked_at(field: str, right: Any, wrong: Any) -> None:
    assert column_faults(Person, field, [right] * 50) == {}
    assert column_faults(Person, field, [right, wrong, right, wrong]).keys() == {1, 3}


def test_a_number_is_not_a_yes_although_python_says_they_are_equal() -> None:
    assert column_faults(Person, "inactive", [True, 1, False, 0, 1.0]).keys() == {1, 3, 4}
    assert column_faults(Person, "contact_every", [30, True, 30.0]).keys() == {1, 2}


def test_a_column_of_nothing_is_right() -> None:
    for name in fields_of(Engagement):
        assert column_faults(Engagement, name, []) == {}
