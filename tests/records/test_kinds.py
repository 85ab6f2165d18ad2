"""What holds for every kind of record."""

import inspect
import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sync.records import KINDS, VOCABULARY
from sync.records.base import Entry, Fact, Step, merge_class, new_id
from sync.records.fields import FieldSpec, fields_of, parse_field, searchable
from tests.strategies import bodies, records

FEW = settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
EVERY_FIELD = [(kind, spec) for kind in KINDS for spec in fields_of(kind).values()]


def plain_value(spec: FieldSpec) -> object:
    """Return something simple for a field."""
    if (spec.name, spec.type) == ("month", "line"):
        return "2026-11"
    words = {"title": "Ana", "line": "ana", "text": "Ana", "code": "ana", "file": "0" * 64}
    numbers = {"money": 100, "count": 7, "number": 1.0}
    return {**words, **numbers, "id": new_id(), "ids": [new_id()]}[spec.type]


def another_value(spec: FieldSpec) -> object:
    """Return something that is neither plain nor the default of a field of a natural key."""
    if (spec.name, spec.type) == ("month", "line"):
        return "2027-01"
    return {"line": "eve", "code": "eve", "count": 8, "id": new_id(), "choice": "post"}[spec.type]


def required_only(kind: type[Entry]) -> dict[str, object]:
    """Return the least from which a record can be made."""
    return {spec.name: plain_value(spec) for spec in fields_of(kind).values() if spec.required}


def test_kinds_are_in_the_order_of_their_names_and_each_has_one() -> None:
    names = [kind.kind for kind in KINDS]
    assert names == sorted(set(names))


def test_every_class_with_a_kind_is_in_the_list() -> None:
    found, waiting = set(), [Entry]
    while waiting:
        below = [cls for cls in waiting.pop().__subclasses__() if cls.__module__.startswith("sync.records.")]
        found |= {cls for cls in below if "kind" in cls.__dict__}
        waiting += below
    assert found == set(KINDS)


@every_kind
def test_a_record_needs_at_most_three_fields(kind: type[Entry]) -> None:
    assert len(required_only(kind)) <= 3


@every_kind
def test_a_record_of_required_fields_has_the_defaults_that_its_fields_say(kind: type[Entry]) -> None:
    given_fields = required_only(kind)
    shown = kind.model_validate(given_fields).model_dump(mode="json", exclude={"id"})
    assert shown == {name: given_fields.get(name, spec.default) for name, spec in fields_of(kind).items()}


@every_kind
def test_defaults_are_valid_values(kind: type[Entry]) -> None:
    for name, spec in fields_of(kind).items():
        if not spec.required:
            assert parse_field(kind, name, spec.default) == spec.default


@every_kind
@FEW
@given(data=st.data())
def test_a_record_survives_json(kind: type[Entry], data: st.DataObject) -> None:
    record = data.draw(records(kind))
    assert kind.model_validate_json(record.model_dump_json()) == record


@every_kind
@FEW
@given(data=st.data())
def test_canonical_values_stay_as_they_are(kind: type[Entry], data: st.DataObject) -> None:
    for name, value in data.draw(bodies(kind)).items():
        assert parse_field(kind, name, value) == value


@every_kind
@FEW
@given(data=st.data())
def test_a_headline_is_never_empty(kind: type[Entry], data: st.DataObject) -> None:
    assert data.draw(records(kind)).headline().strip()


@every_kind
def test_a_class_says_what_it_is_for(kind: type[Entry]) -> None:
    words = kind.__doc__ or ""
    assert words.endswith(".")
    assert words != inspect.getdoc(kind.__mro__[1])


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.key], ids=lambda kind: kind.kind)
def test_everyone_derives_the_same_id_from_the_same_natural_key(kind: type[Entry]) -> None:
    body = required_only(kind)
    assert kind.model_validate(body).id == kind.model_validate(body).id
    for part in kind.key:
        changed = {**body, part: another_value(fields_of(kind)[part])}
        assert kind.model_validate(changed).id != kind.model_validate(body).id


def test_every_link_and_code_points_at_a_kind_that_exists() -> None:
    strangers = {
        (kind.kind, spec.name): spec.target
        for kind, spec in EVERY_FIELD
        if spec.target and spec.target not in VOCABULARY.kinds
    }
    assert strangers == {}


def test_codes_come_from_reference_lists_and_links_from_none() -> None:
    for kind, spec in EVERY_FIELD:
        if spec.target:
            published = merge_class(VOCABULARY.named(spec.target)) == "reference"
            assert published == ("code" in spec.type or "code" in spec.item), f"{kind.kind}.{spec.name}"


@pytest.mark.parametrize("kind", [k for k in KINDS if issubclass(k, Step)], ids=lambda kind: kind.kind)
def test_a_step_names_its_case_its_move_and_a_note(kind: type[Entry]) -> None:
    specs = fields_of(kind)
    assert merge_class(VOCABULARY.named(specs["case"].target)) == "record"
    assert specs["step"].type == "choice"
    assert specs["step"].default == specs["step"].choices[0]
    assert specs["note"].type == "text"


@pytest.mark.parametrize("kind", [k for k in KINDS if issubclass(k, Fact)], ids=lambda kind: kind.kind)
def test_a_fact_holds_nothing_that_merges_as_text(kind: type[Entry]) -> None:
    assert all(spec.merge != "prose" for spec in fields_of(kind).values())


def test_corrections_point_at_their_own_kind() -> None:
    corrections = [(kind, spec) for kind, spec in EVERY_FIELD if spec.name == "corrects"]
    assert len(corrections) > 20
    assert all(spec.target == kind.kind for kind, spec in corrections)


def test_nothing_asks_for_a_tax_number_or_a_birthday() -> None:
    unwanted = {"ssn", "tin", "ein", "tax_number", "birthday", "born_on", "student_name", "account_number"}
    assert not unwanted & {spec.name for _, spec in EVERY_FIELD}


def test_most_kinds_can_be_searched() -> None:
    assert searchable(VOCABULARY.named("meeting")) == (
        "title",
        "time_zone",
        "place",
        "minutes",
        "tags",
    )
    assert "address" in searchable(VOCABULARY.named("person"))
    assert "other_emails" in searchable(VOCABULARY.named("person"))


def test_importing_the_vocabulary_brings_in_nothing_heavy() -> None:
    heavy = "phonenumbers", "sqlalchemy", "PySide6", "requests", "fastapi", "loro"
    asked = f"import sys, sync.records; print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
