import json
import zipfile

import icalendar
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from desktop.store.reading import as_json
from desktop.transfer.csv_file import csv_bytes
from desktop.transfer.exporting import export_all, export_kind
from desktop.transfer.json_file import json_bytes
from desktop.transfer.plan import plan_import
from desktop.transfer.table import cells_of, columns_of, read_cells
from desktop.transfer.xlsx_file import xlsx_bytes
from sync.errors import Malformed, Refused, Unavailable, Unknown
from sync.records.consents import Suppression
from sync.records.fields import fields_of
from sync.records.meetings import Meeting
from sync.records.partners import Partner
from sync.records.payments import Expense
from sync.records.people import Person
from sync.records.reference import Account
from sync.records.values import Address
from tests.strategies import records

TRICKY = (
    "=SUM(A1)",
    "+1 847 555 0100",
    "-1",
    "@x",
    "'=x",
    "007",
    "two\nlines",
    "a,b;c\t|",
    '"quoted"',
    "😀 ñ",
)


def add(store, *made):
    with store.edit("add") as draft:
        for record in made:
            draft.add(record)


def written(kind, record, ending):
    """The bytes of one record's file."""
    body = as_json(kind, record.id, {"fields": record.model_dump(mode="json", exclude={"id"}), "born": ""})
    if ending == "json":
        return json_bytes([body])
    if ending == "csv":
        return csv_bytes(columns_of(kind), [cells_of(kind, body)])
    return xlsx_bytes(kind.kind, columns_of(kind), [cells_of(kind, body)])[0]


def owned(record):
    """What an import can take in: all but links to other records, and notes as they come to lie."""
    links = {name for name, spec in fields_of(type(record)).items() if spec.type in ("id", "ids")}
    return {name: value for name, value in without_blanks(record).items() if name not in links}


def without_blanks(record):
    """A record's JSON in which an embedded value with nothing in it is none; cells know no difference."""
    body = record.model_dump(mode="json", exclude={"id"})
    return {
        name: None if isinstance(value, dict) and not any(value.values()) else value
        for name, value in body.items()
    }


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(person=records(Person))
def test_a_person_written_to_a_file_is_read_back(store, tmp_path, ending, person):
    path = tmp_path / f"person.{ending}"
    path.write_bytes(written(Person, person, ending))
    (row,) = plan_import(store, "person", path).rows
    assert row.verdict == "new", row.why
    assert owned(Person.model_validate(row.values)) == owned(person)


@settings(max_examples=10)
@given(data=st.data())
@pytest.mark.parametrize(
    "kind", [Partner, Meeting, Expense, Account, Suppression], ids=lambda kind: kind.kind
)
def test_the_cells_of_any_record_hold_all_of_it(kind, data):
    record = data.draw(records(kind))
    body = record.model_dump(mode="json")
    read = read_cells(kind, dict(zip(columns_of(kind), cells_of(kind, body), strict=True)))
    assert without_blanks(kind.model_validate({"id": record.id, **read})) == without_blanks(record)


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
@pytest.mark.parametrize("text", TRICKY)
def test_tricky_text_survives_both_ways(store, tmp_path, ending, text):
    add(store, Person(name=text, notes=text, tags=(text,), goes_by=text))
    path = tmp_path / f"person.{ending}"
    export_kind(store, "person", path)
    store.undo()
    (row,) = plan_import(store, "person", path).rows
    assert {name: row.values[name] for name in ("name", "notes", "goes_by", "tags")} == {
        "name": text,
        "notes": text,
        "goes_by": text,
        "tags": [text],
    }


def test_our_own_file_brought_in_again_is_known_by_its_ids(store, tmp_path):
    add(store, Person(name="Ana Ruiz"), Person(name="Ana Ruiz", goes_by="Annie"))
    export_kind(store, "person", tmp_path / "a.csv")
    plan = plan_import(store, "person", tmp_path / "a.csv")
    assert (plan.matched, plan.new, plan.changed) == (2, 0, 0)


def test_a_workbook_has_no_formula_and_the_same_bytes_each_time(store, tmp_path):
    add(store, Person(name="=HYPERLINK(1)"))
    export_kind(store, "person", tmp_path / "a.xlsx")
    export_kind(store, "person", tmp_path / "b.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.xlsx") as parts:
        assert b"<f" not in parts.read("xl/worksheets/sheet1.xml").replace(b"<fo", b"")
    rows = CalamineWorkbook.from_path(tmp_path / "a.xlsx").get_sheet_by_index(0).to_python()
    assert rows[1][1] == "=HYPERLINK(1)"


def test_a_cell_too_long_for_excel_is_cut_and_said(store, tmp_path):
    add(store, Person(name="Ana", notes="x" * 40_000))
    done = export_kind(store, "person", tmp_path / "a.xlsx")
    assert done.cut == 1 and "JSON" in done.sentence()


def test_no_cell_of_a_csv_file_is_a_formula(store, tmp_path):
    add(store, Person(name="=cmd|' /C calc'!A0"))
    export_kind(store, "person", tmp_path / "a.csv")
    assert b",'=cmd" in (tmp_path / "a.csv").read_bytes()


def test_json_is_what_list_shows(store, tmp_path):
    add(store, Person(name="Ana", tags=("b", "a")))
    export_kind(store, "person", tmp_path / "a.json")
    (record,) = json.loads((tmp_path / "a.json").read_bytes())
    assert (
        record["name"] == "Ana" and record["tags"] == ["a", "b"] and record["phone"] == "" and "id" in record
    )


def test_minors_are_left_out_unless_asked_for(store, tmp_path):
    add(store, Person(name="Ana"), Person(name="Kid", age_band="minor"))
    done = export_kind(store, "person", tmp_path / "a.csv")
    assert (done.written, done.minors) == (1, 1)
    assert done.sentence() == "Wrote 1 to a.csv. 1 minor was left out."
    assert b"Kid" not in (tmp_path / "a.csv").read_bytes()
    assert export_kind(store, "person", tmp_path / "a.csv", minors=True).written == 2


def test_those_not_to_be_contacted_get_no_card_but_stay_in_full_exports(store, tmp_path):
    add(
        store,
        Person(name="Ana", email="ana@example.org", do_not_contact=True),
        Person(name="Ben", email="b@example.org"),
    )
    done = export_kind(store, "person", tmp_path / "a.vcf")
    assert (done.written, done.not_to_contact) == (1, 1)
    assert b"ana@" not in (tmp_path / "a.vcf").read_bytes()
    export_kind(store, "person", tmp_path / "a.csv")
    assert b"ana@example.org" in (tmp_path / "a.csv").read_bytes()


def test_a_suppressed_address_is_left_off_a_card(store, tmp_path):
    add(
        store,
        Suppression(address="b@example.org"),
        Person(name="Ben", email="b@example.org", other_emails=("c@example.org",)),
    )
    done = export_kind(store, "person", tmp_path / "a.vcf", version="4.0")
    text = (tmp_path / "a.vcf").read_text()
    assert done.addresses == 1 and "b@example.org" not in text and "EMAIL:c@example.org" in text


def test_meetings_become_a_calendar_whose_entries_keep_their_names(store, tmp_path):
    meeting = Meeting(
        title="Council, autumn", starts_at="2026-11-22T18:00:00-06:00", duration=90, revision=2, place="Hall"
    )
    add(
        store,
        meeting,
        Meeting(title="Some day"),
        Meeting(title="Closed", starts_at="2026-11-22T18:00:00-06:00", closed=True),
    )
    done = export_kind(store, "meeting", tmp_path / "a.ics")
    assert (done.written, done.closed) == (1, 2)
    (event,) = icalendar.Calendar.from_ical((tmp_path / "a.ics").read_bytes()).walk("VEVENT")
    assert (str(event["UID"]), event["SEQUENCE"], str(event["SUMMARY"])) == (meeting.id, 2, "Council, autumn")
    assert (
        event["DTSTART"].to_ical() == b"20261123T000000Z" and event["DTEND"].to_ical() == b"20261123T013000Z"
    )
    content = (tmp_path / "a.ics").read_bytes()
    export_kind(store, "meeting", tmp_path / "b.ics")
    assert (tmp_path / "b.ics").read_bytes() == content


def test_everything_comes_out_with_a_description(store, tmp_path):
    add(store, Person(name="Ana"), Meeting(title="Council"))
    export_all(store, tmp_path / "out")
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert names == {"README.md", "person.csv", "person.json", "meeting.csv", "meeting.json"}
    words = (tmp_path / "out" / "README.md").read_text()
    assert "## person (1)" in words and "- `address.postal_code`: " in words
    assert "- `time_zone`: one line of at most 500 characters; IANA name, e.g. America/Chicago." in words


def test_what_cannot_be_written_is_refused_in_a_plain_sentence(store, tmp_path):
    with pytest.raises(Malformed, match="csv, xlsx"):
        export_kind(store, "person", tmp_path / "a.doc")
    with pytest.raises(Refused, match="Only people"):
        export_kind(store, "meeting", tmp_path / "a.vcf")
    with pytest.raises(Refused, match="Only meetings"):
        export_kind(store, "person", tmp_path / "a.ics")
    with pytest.raises(Unknown):
        export_kind(store, "persn", tmp_path / "a.csv")
    with pytest.raises(Unavailable):
        export_kind(store, "person", tmp_path / "gone" / "a.csv")


def test_a_list_of_only_some_people_holds_no_address_that_must_not_be_used(store, tmp_path):
    home = Address(street="12 Oak Ave", city="Galena")
    ana = Person(name="Ana Ruiz", email="ana@example.org", phone="847-555-0100", address=home)
    shy = Person(name="Bo Lee", email="bo@example.org", address=home, do_not_contact=True)
    child = Person(name="Cy Kim", age_band="minor")
    add(store, ana, shy, child, Person(name="Not Shown"))
    add(store, Suppression(channel="phone", address="847-555-0100"))
    done = export_kind(store, "person", tmp_path / "a.json", only=[ana.id])
    assert [each["name"] for each in json.loads((tmp_path / "a.json").read_bytes())] == ["Ana Ruiz"]
    assert done.written == 1
    for ending in ("csv", "xlsx"):
        done = export_kind(store, "person", tmp_path / f"a.{ending}", only=[ana.id, shy.id, child.id])
        assert (done.written, done.minors, done.addresses) == (2, 1, 2)
    rows = (tmp_path / "a.csv").read_text("utf-8-sig")
    assert "ana@example.org" in rows and "Bo Lee" in rows
    assert not any(word in rows for word in ("bo@example.org", "847-555-0100", "Cy Kim", "Not Shown"))
    assert rows.count("12 Oak Ave") == 1


def test_a_copy_of_all_the_data_keeps_every_address(store, tmp_path):
    add(store, Person(name="Bo Lee", email="bo@example.org", do_not_contact=True))
    done = export_kind(store, "person", tmp_path / "a.csv")
    assert "bo@example.org" in (tmp_path / "a.csv").read_text("utf-8-sig")
    assert done.addresses == 0
