"""Stored values in words, whatever the type of their field."""

from collections.abc import Callable
from typing import Any

import pytest

from desktop.store.store import Store
from desktop.ui.values import value_words
from sync.records import VOCABULARY
from sync.records.fields import FieldSpec, field_of
from sync.records.people import Person


def spec(kind: str, name: str) -> FieldSpec:
    return field_of(VOCABULARY.named(kind), name)


@pytest.fixture
def words(store: Store) -> Callable[[str, str, Any], str]:
    return lambda kind, name, value: value_words(store, spec(kind, name), value)


@pytest.mark.parametrize(
    ("kind", "name", "value", "said"),
    [
        ("person", "email", "", "(nothing)"),
        ("person", "email", None, "(nothing)"),
        ("person", "inactive", False, "No"),
        ("person", "tags", ["choir", "youth"], "choir, youth"),
        ("person", "sector", "families", "Families"),
        ("person", "address", {"city": "Joliet", "street": "1 Main St"}, "Street: 1 Main St, City: Joliet"),
        ("person", "address", {"planet": "Mars"}, "Mars"),
        ("meeting", "format", "in_person", "In person"),
        ("meeting", "starts_at", "soon", "soon"),
        ("donation", "cents", 1250, "$12.50"),
        ("meeting", "chair", "01900000-0000-7000-8000-000000000009", "01900000-0000-7000-8000-000000000009"),
    ],
)
def test_a_value_is_said_as_people_say_it(words, kind, name, value, said):
    assert words(kind, name, value) == said


def test_a_record_goes_by_its_name(words, store):
    with store.edit("Add") as draft:
        rosa = draft.add(Person(name="Rosa"))
    assert words("meeting", "chair", rosa) == "Rosa"
