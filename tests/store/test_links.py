import pytest

from desktop.store.links import all_ids_of, records_naming, space_of, without_corrected
from sync.records.attendance import Attendance
from sync.records.base import Fact, Record, new_id
from sync.records.meetings import Meeting
from sync.records.people import Duplicate, Group, Person
from tests.desks import HOME, new_desk, put


@pytest.fixture
def store(tmp_path):
    with new_desk(tmp_path) as store:
        yield store


def test_whatever_names_a_record_is_found_with_the_fields_that_do(store):
    ana = Person(name="Ana")
    put(store, ana, Group(name="Drivers", people=(ana.id,)), Person(name="Bo", notes=ana.id, guardian=ana.id))
    meeting = Meeting(title="Meeting", chair=ana.id, voters=(ana.id,))
    put(store, meeting, Attendance(meeting=meeting.id, person=ana.id))
    found = {(each.kind, each.names) for each in records_naming(store, "person", ana.id)}
    assert found == {
        ("group", ("people",)),
        ("person", ("guardian",)),
        ("meeting", ("chair", "voters")),
        ("attendance", ("person",)),
    }
    assert {each.kind for each in records_naming(store, "person", ana.id, Fact)} == {"attendance"}
    assert {each.kind for each in records_naming(store, "person", ana.id, Record)} == {
        "group",
        "person",
        "meeting",
    }
    assert {each.space for each in records_naming(store, "person", ana.id)} == {HOME}


def test_an_id_that_only_stands_in_a_text_names_nothing(store):
    ana, bo = Person(name="Ana"), Person(name="Bo")
    put(store, ana, bo.but(notes=f"see {ana.id}"))
    assert list(records_naming(store, "person", ana.id)) == []


def test_deleted_records_name_nobody(store):
    ana = Person(name="Ana")
    (group,) = put(store, Group(name="Drivers", people=(ana.id,)))
    with store.edit("Delete") as draft:
        draft.trash("group", group)
    assert list(records_naming(store, "person", ana.id)) == []


def test_the_ids_of_all_that_were_merged_into_a_record(store):
    one, two, three, four = (new_id() for _ in range(4))
    put(store, Duplicate(one=one, other=two, kept=one), Duplicate(one=three, other=two, kept=two))
    put(store, Duplicate(one=one, other=four))
    assert all_ids_of(store, one) == [one, two, three]
    assert all_ids_of(store, three) == [three]


def test_corrected_facts_are_left_out_until_the_correction_goes(store):
    first = Attendance(meeting=new_id(), person=new_id())
    (again,) = put(store, first.but(id=new_id(), corrects=first.id))
    put(store, first)
    facts = list(records_naming(store, "person", first.person))
    assert [each.id for each in without_corrected(store, facts)] == [again]
    with store.edit("Delete") as draft:
        draft.trash("attendance", again)
    facts = list(records_naming(store, "person", first.person))
    assert [each.id for each in without_corrected(store, facts)] == [first.id]


def test_the_space_of_a_record_is_told(store):
    (ana,) = put(store, Person(name="Ana"))
    assert space_of(store, "person", ana) == HOME
