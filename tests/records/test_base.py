"""What all records have in common."""

from uuid import UUID

import pytest
from pydantic import ValidationError

from sync.records.attendance import Attendance
from sync.records.base import Value, merge_class, natural_id, new_id
from sync.records.ledger import JournalEntry
from sync.records.people import Person
from sync.records.reference import Sector
from sync.records.values import Address


def test_new_ids_are_unique_and_of_version_seven() -> None:
    made = [UUID(new_id()) for _ in range(1000)]
    assert len(set(made)) == 1000
    assert {(one.version, one.variant) for one in made} == {(7, "specified in RFC 4122")}


def test_ids_made_later_sort_later() -> None:
    made = [new_id()[:13] for _ in range(50)]
    assert made == sorted(made)


def test_the_parts_of_a_natural_key_are_kept_apart() -> None:
    assert natural_id("vote", "ab", "c") != natural_id("vote", "a", "bc")
    assert natural_id("vote", "a") != natural_id("attendance", "a")


def test_a_natural_id_follows_from_the_key_alone() -> None:
    meeting, person = new_id(), new_id()
    mark = Attendance(meeting=meeting, person=person)
    assert mark.id == natural_id("attendance", meeting, person)
    assert Attendance(meeting=meeting, person=person, walk_in=True).id == mark.id


def test_a_correction_has_an_id_of_its_own() -> None:
    mark = Attendance(meeting=new_id(), person=new_id())
    correction = mark.but(id=new_id(), corrects=mark.id)
    assert correction.id != mark.id
    assert correction.corrects == mark.id


def test_a_changed_copy_keeps_its_id_and_is_validated() -> None:
    person = Person(name="Ana")
    assert person.but(name="Ana Ruiz").id == person.id
    with pytest.raises(ValidationError):
        person.but(name="")


def test_a_record_refuses_fields_that_it_does_not_have_and_a_value_keeps_them() -> None:
    with pytest.raises(ValidationError):
        Person.model_validate({"name": "Ana", "colour": "red"})
    assert isinstance(Address(), Value)
    assert Address.model_validate({"floor": 2}).model_dump()["floor"] == 2


def test_a_record_cannot_be_changed_in_place() -> None:
    with pytest.raises(ValidationError):
        Person(name="Ana").name = "Eve"  # type: ignore[misc]


def test_the_headline_is_the_name_the_title_or_the_kind() -> None:
    assert Person(name="Ana").headline() == "Ana"
    assert JournalEntry(title="Snacks").headline() == "Snacks"
    assert Attendance(meeting=new_id(), person=new_id()).headline() == "attendance"


def test_each_kind_has_one_merge_class() -> None:
    assert [merge_class(kind) for kind in (Person, Attendance, Sector)] == ["record", "fact", "reference"]
