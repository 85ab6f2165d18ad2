from datetime import date

import pytest

from desktop.mailing import directory, letters, mailing_labels
from desktop.postal import first_name
from desktop.reports.printing import pdf
from sync.errors import Malformed, Refused
from sync.records.base import new_id
from sync.records.consents import Channel, Consent
from sync.records.partners import Affiliation, Partner
from sync.records.people import Person
from sync.records.spaces import Coalition
from sync.records.values import Address
from tests import desks

HOME = Address(street="12 Oak Ave", second_line="Apt 2", city="Belvidere", state="IL", postal_code="61008")


@pytest.fixture
def store(tmp_path):
    with desks.new_desk(tmp_path) as store:
        desks.put(store, Coalition(id=desks.HOME, name="Riverbend Coalition", phone="815-555-0100"))
        yield store


@pytest.fixture
def put(store):
    return lambda *records: desks.put(store, *records)


def test_one_household_gets_one_label(store, put):
    house = new_id()
    ids = put(
        Person(name="Ana Ruiz", address=HOME, household=house),
        Person(name="Luis Ruiz", address=HOME, household=house),
        Person(name="Olga Kim", address=HOME),
    )
    labels, remark = mailing_labels(store, ids, first=4)
    assert labels.labels == (
        ("Ana and Luis Ruiz", "12 Oak Ave", "Apt 2", "Belvidere IL 61008"),
        ("Olga Kim", "12 Oak Ave", "Apt 2", "Belvidere IL 61008"),
    )
    assert (labels.first, remark) == (4, "")


def test_two_of_one_household_with_two_names_are_both_written_out(store, put):
    house = new_id()
    ids = put(
        *(Person(name=name, address=HOME, household=house) for name in ("Ana Ruiz", "Bo Lee", "Al Ruiz"))
    )
    labels, _remark = mailing_labels(store, ids)
    assert labels.labels[0][0] == "Ana Ruiz, Bo Lee and Al Ruiz"


def test_it_is_said_who_was_left_out_and_why(store, put):
    ids = put(
        Person(name="Ana Ruiz", address=HOME),
        Person(name="Bo Lee"),
        Person(name="Cy Kim", address=HOME, do_not_contact=True),
        Person(name="Di Kim", address=HOME, do_not_contact=True),
        Person(name="Ed Kim", address=HOME, age_band="minor"),
    )
    labels, remark = mailing_labels(store, ids)
    assert [lines[0] for lines in labels.labels] == ["Ana Ruiz"]
    assert remark.startswith("Left out: 2 asked not to be contacted; ")
    assert "1 has no address that may be used" in remark and "1 a minor" in remark


def test_where_nobody_is_left_nothing_is_printed(store, put):
    with pytest.raises(Refused, match=r"Nobody of this list is left for it\. Left out: 1 has no address"):
        mailing_labels(store, put(Person(name="Bo Lee")))


def test_each_letter_greets_one_person(store, put):
    ids = put(
        Person(name="Francisca Ruiz", goes_by="Kika", address=HOME), Person(name="Bo Lee", address=HOME)
    )
    written, _remark = letters(
        store, ids, "Dear {first_name} of {coalition},\n\nThank you.", "Ana Ruiz\nChair"
    )
    first, second = written.content()["letters"]
    assert first["to"] == ["Francisca Ruiz", "12 Oak Ave", "Apt 2", "Belvidere IL 61008"]
    assert first["paragraphs"][0] == "Dear Kika of Riverbend Coalition,"
    assert second["paragraphs"][0] == "Dear Bo of Riverbend Coalition,"
    assert (written.signed, written.sender) == (("Ana Ruiz", "Chair"), ("815-555-0100",))
    assert pdf(written).startswith(b"%PDF")


def test_a_letter_with_a_word_that_stands_for_nothing_is_not_printed(store, put):
    written, _remark = letters(store, put(Person(name="Bo Lee", address=HOME)), "Dear {nobody}")
    with pytest.raises(Malformed, match="first_name"):
        pdf(written)


def test_only_who_agreed_is_in_the_directory(store, put):
    library = Partner(name="Library")
    ana = Person(name="Ana Ruiz", email="ana@example.org", phone="847-555-0100")
    ids = put(ana, Person(name="Bo Lee"))
    put(library, Affiliation(person=ana.id, partner=library.id))
    put(Consent(person=ana.id, channel=Channel.DIRECTORY, day=date(2026, 1, 1)))
    made, remark = directory(store, ids)
    (entry,) = made.entries
    assert (entry.name, entry.organization, entry.email) == ("Ana Ruiz", "Library", "ana@example.org")
    assert remark == made.remark == "Left out: 1 was not asked yet."


def test_somebody_is_greeted_as_they_wish():
    assert first_name({"goes_by": "Kika", "name": "Francisca Ruiz"}) == "Kika"
    assert first_name({"goes_by": "", "name": "Francisca Ruiz"}) == "Francisca"
