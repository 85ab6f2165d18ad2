"""Field descriptions, and reading one field's value."""

import sys
from types import ModuleType
from typing import Any

import pytest
from pydantic import ValidationError

from sync.errors import Malformed, Unknown
from sync.records.annotations import EXPECTED, TYPES, type_word
from sync.records.base import Value
from sync.records.docs import doc_of
from sync.records.fields import field_of, fields_of, parse_field, parse_text
from sync.records.ledger import JournalEntry
from sync.records.meetings import Meeting
from sync.records.money import Stipend
from sync.records.motions import ActionItem
from sync.records.partners import Tie
from sync.records.people import AgeBand, Person
from sync.records.projects import Project
from sync.records.reference import Sector
from sync.records.results import Measurement
from sync.records.values import Address


def test_each_alias_has_a_word_of_its_own() -> None:
    assert len({word for _, word, _ in TYPES}) == len(TYPES)
    for alias, word, _ in TYPES:
        assert type_word(alias) == word


def test_every_word_has_an_expectation_in_plain_words() -> None:
    assert all(EXPECTED[word].strip() for _, word, _ in TYPES)


def test_an_annotation_outside_the_vocabulary_is_our_bug() -> None:
    with pytest.raises(TypeError):
        type_word(bytes)


def test_a_field_says_type_merge_target_default_and_choices() -> None:
    specs = fields_of(Person)
    assert "id" not in specs
    assert specs["name"].required and specs["name"].type == "title"
    assert (specs["tags"].type, specs["tags"].merge) == ("tags", "set")
    assert (specs["notes"].type, specs["notes"].merge) == ("prose", "prose")
    assert (specs["watchers"].type, specs["watchers"].merge, specs["watchers"].target) == (
        "ids",
        "set",
        "person",
    )
    assert (specs["sector"].type, specs["sector"].target) == ("code", "sector")
    assert specs["age_band"].choices == ("adult", "minor", "unknown")
    assert specs["age_band"].default == "unknown"
    assert (specs["other_emails"].type, specs["other_emails"].item) == ("list", "email")
    assert (specs["address"].type, specs["address"].shape, specs["address"].nullable) == (
        "value",
        Address,
        True,
    )


def test_an_embedded_value_has_fields_of_its_own() -> None:
    assert fields_of(Address)["city"].type == "line"
    shape = fields_of(JournalEntry)["postings"].shape
    assert shape is not None and issubclass(shape, Value)
    assert fields_of(shape)["cents"].type == "money"


def test_the_words_under_a_field_are_its_help() -> None:
    assert field_of(Meeting, "note_taker").doc == "Who holds the pen; one at a time."
    assert field_of(Meeting, "place").doc == ""
    assert field_of(Sector, "number").doc == "Its place in the list."


def test_without_the_source_there_is_no_help(monkeypatch: pytest.MonkeyPatch) -> None:
    bare = ModuleType("bare")
    bare.__file__ = "bare.pyc"
    monkeypatch.setitem(sys.modules, "bare", bare)
    assert doc_of(type("Bare", (), {"__annotations__": {"name": str}, "__module__": "bare"}), "name") == ""


def test_a_field_that_does_not_exist_is_refused_with_those_that_do() -> None:
    with pytest.raises(Unknown, match=r"no field 'mail'.*email"):
        parse_field(Person, "mail", "ana@example.org")


@pytest.mark.parametrize(
    ("kind", "name", "given", "kept"),
    [
        (Person, "name", "  Ana ", "Ana"),
        (Person, "tags", ["night", "library", "night"], ["library", "night"]),
        (Person, "address", None, None),
        (Person, "address", {"city": "Elgin", "floor": 2}, {"city": "Elgin", "floor": 2}),
        (Meeting, "starts_at", "2026-11-22T18:00:00-06:00", "2026-11-22T18:00:00-06:00"),
        (ActionItem, "due", "2026-11-22", "2026-11-22"),
        (Measurement, "value", 12, 12.0),
        (Stipend, "requested", -1, -1),
    ],
)
def test_a_value_is_kept_in_its_canonical_form(kind: Any, name: str, given: Any, kept: Any) -> None:
    found = parse_field(kind, name, given)
    assert {**found, **kept} == found if isinstance(kept, dict) else found == kept


@pytest.mark.parametrize(
    ("kind", "name", "given"),
    [
        (Person, "name", ""),
        (Person, "name", None),
        (Person, "name", 5),
        (Person, "name", "\ud800"),
        (Person, "tags", "night"),
        (Person, "do_not_contact", "yes"),
        (Person, "household", "Ana"),
        (Person, "languages", {"en": 1}),
        (Tie, "strength", 4),
        (Tie, "strength", True),
        (Stipend, "requested", "100"),
        (Stipend, "requested", 1.5),
        (Stipend, "requested", 10**15),
        (Measurement, "value", "12.5"),
        (Measurement, "value", float("nan")),
        (Meeting, "starts_at", "2026-11-22T18:00:00"),
        (Meeting, "starts_at", "1700000000"),
        (Meeting, "starts_at", 1700000000),
        (ActionItem, "due", "1699920000"),
        (ActionItem, "due", "2026-11-31"),
        (Meeting, "title", object()),
    ],
)
def test_a_value_of_another_type_is_refused_in_a_plain_sentence(kind: Any, name: str, given: Any) -> None:
    with pytest.raises(Malformed) as refused:
        parse_field(kind, name, given)
    sentence = refused.value.sentence
    assert f"'{name}' of a '{kind.kind}'" in sentence
    assert any(expected in sentence for expected in EXPECTED.values())


def test_a_value_nested_without_end_is_refused_like_any_other() -> None:
    nested: list[Any] = []
    for _ in range(3000):
        nested = [nested]
    with pytest.raises(Malformed):
        parse_field(Person, "tags", nested)


def test_a_long_value_is_shortened_in_the_sentence() -> None:
    with pytest.raises(Malformed) as refused:
        parse_field(Person, "name", "x" * 100_000)
    assert len(refused.value.sentence) < 200


def test_a_word_of_a_newer_program_survives_reading_and_writing() -> None:
    person = Person.model_validate_json('{"name": "Ana", "age_band": "elder"}')
    assert type(person.age_band) is AgeBand
    assert not person.age_band.known
    assert person.model_dump(mode="json")["age_band"] == "elder"
    assert Person.model_validate_json(person.model_dump_json()) == person
    assert Person(name="Ana").age_band.known


@pytest.mark.parametrize("given", ['""', "5", "null", f'"{"x" * 65}"'])
def test_what_could_be_no_word_of_any_program_is_not_read(given: str) -> None:
    with pytest.raises(ValidationError):
        Person.model_validate_json(f'{{"name": "Ana", "age_band": {given}}}')


@pytest.mark.parametrize(
    ("kind", "name", "given"),
    [(Person, "age_band", "elder"), (Meeting, "quorum", {"basis": "elder"})],
)
def test_a_word_that_a_closed_list_does_not_have_is_refused_when_typed(
    kind: Any, name: str, given: Any
) -> None:
    with pytest.raises(Malformed):
        parse_field(kind, name, given)


def test_a_refused_word_comes_with_those_there_are() -> None:
    with pytest.raises(Malformed, match="one of: adult, minor, unknown"):
        parse_field(Person, "age_band", "elder")


@pytest.mark.parametrize(
    ("kind", "name", "typed", "kept"),
    [
        (Tie, "strength", "3", 3),
        (Stipend, "requested", "125000", 125000),
        (Stipend, "requested", "-1", -1),
        (Measurement, "value", "12.5", 12.5),
        (Person, "do_not_contact", "yes", True),
        (Person, "do_not_contact", "False", False),
        (Person, "tags", "night, library", ["library", "night"]),
        (Person, "tags", '["a, b"]', ["a, b"]),
        (Person, "tags", "", []),
        (Person, "goes_by", "12", "12"),
        (Person, "roles", "parents", ["parents"]),
        (ActionItem, "due", "", None),
        (Project, "period", '{"first": "2026-07-01", "last": null}', {"first": "2026-07-01", "last": None}),
    ],
)
def test_words_on_the_command_line_become_values(kind: Any, name: str, typed: str, kept: Any) -> None:
    assert parse_text(kind, name, typed) == kept


@pytest.mark.parametrize(
    ("kind", "name", "typed"),
    [
        (Stipend, "requested", "12.50"),
        (Stipend, "requested", "$12"),
        (Stipend, "requested", ""),
        (Tie, "strength", "three"),
        (Person, "do_not_contact", "maybe"),
        (Person, "tags", "[night"),
        (Project, "period", "July"),
        (Project, "period", '{"first": "July"}'),
        (JournalEntry, "postings", '[{"cents": 1.5}]'),
    ],
)
def test_words_that_are_no_value_are_refused(kind: Any, name: str, typed: str) -> None:
    with pytest.raises(Malformed):
        parse_text(kind, name, typed)
