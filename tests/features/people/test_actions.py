from datetime import date

import pytest

from desktop.features.people.actions import (
    Newcomer,
    add_person,
    contact_fields,
    delete_person,
    join_partner,
    leave_partner,
    settle,
)
from desktop.features.people.belongings import sentence
from desktop.features.people.consents import bar_contact
from desktop.features.people.queries import belongings
from desktop.features.people.reading import read
from desktop.transfer.queries import suppressed
from sync.errors import Malformed, Unknown
from sync.records.consents import Channel, Consent
from sync.records.partners import Affiliation, Partner
from sync.records.people import Person
from sync.records.values import Period

TODAY = date(2026, 11, 2)


def test_a_name_one_contact_and_a_sector_are_enough(store):
    person = read(
        store, Person, add_person(store, Newcomer("  Maria Diaz ", "maria@example.org", "libraries"))
    )
    assert (person.name, person.email, person.phone, person.sector) == (
        "Maria Diaz",
        "maria@example.org",
        "",
        "libraries",
    )


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ("ana@example.org", "email"),
        ("(847) 555-0100", "phone"),
        ("555-0100", "phone"),
        ("555", ""),
        ("Ana", ""),
    ],
)
def test_a_contact_goes_into_the_field_it_is_for(typed, field):
    assert contact_fields(typed) == ({field: typed} if field else {})


@pytest.mark.parametrize(
    ("newcomer", "words"),
    [(Newcomer(""), "Type a name"), (Newcomer("Ana", "call me"), "neither an e-mail address nor a phone")],
)
def test_what_cannot_be_a_person_is_refused_in_a_sentence(store, newcomer, words):
    with pytest.raises(Malformed, match=words):
        add_person(store, newcomer)


def test_somebody_new_their_organization_and_their_consent_are_one_edit(store, put):
    library = put(Partner(name="Library"))
    consent = Consent(person="", channel=Channel.EMAIL, day=TODAY, source="sign-in sheet")
    person = add_person(store, Newcomer("Maria Diaz", partner=library, consent=consent))
    assert [each.name for each in belongings(store, person, TODAY)] == ["Library"]
    assert store.get("consent", consent.id).person == person
    assert store.undo() == "Add Maria Diaz"
    with pytest.raises(Unknown):
        store.get("person", person)
    with pytest.raises(Unknown):
        store.get("consent", consent.id)


def test_whom_somebody_represents_is_said_with_the_day_it_began(store, put, maria):
    library = put(Partner(name="Library"))
    put(Affiliation(person=maria, partner=library, represents=True, period=Period(first=date(2024, 3, 1))))
    said = sentence(belongings(store, maria, TODAY), lambda day: day.strftime("%b %Y"))
    assert said == "Represents Library since Mar 2024"


def test_who_left_an_organization_speaks_for_it_no_longer_but_did(store, put, maria):
    library = put(Partner(name="Library"))
    leave_partner(store, join_partner(store, maria, library))
    (belonging,) = belongings(store, maria, date(2026, 11, 3))
    assert (belonging.first, belonging.last, belonging.is_current) == (TODAY, TODAY, False)
    assert sentence([belonging], str) == ""


def test_nobody_joins_an_organization_that_was_not_chosen(store, maria):
    with pytest.raises(Malformed, match="Choose an organization"):
        join_partner(store, maria, "")


def test_todays_organizations_come_before_those_of_the_past(store, put, maria):
    school, library = put(Partner(name="School")), put(Partner(name="Library"))
    put(Affiliation(person=maria, partner=school, period=Period(last=date(2020, 1, 1))))
    put(Affiliation(person=maria, partner=library, role="Director"))
    found = belongings(store, maria, TODAY)
    assert [(each.name, each.is_current) for each in found] == [("Library", True), ("School", False)]
    assert sentence(found, str) == "Director, Library"


def test_somebody_from_the_door_is_kept_as_a_person_of_their_own(store, put):
    person = put(Person(name="Jo", provisional=True))
    settle(store, person)
    assert not read(store, Person, person).provisional


def test_who_asked_not_to_be_contacted_stays_barred_when_deleted(store, maria):
    bar_contact(store, maria)
    delete_person(store, maria)
    assert suppressed(store)["email"] == {"maria@example.org"}


def test_a_mark_brought_in_by_an_import_bars_the_address_when_the_person_is_deleted(store, put):
    person = put(Person(name="Jo", phone="847-555-0123", do_not_contact=True))
    delete_person(store, person)
    assert suppressed(store)["phone"] == {"+18475550123"}
    store.undo()
    assert suppressed(store)["phone"] == frozenset()
    assert read(store, Person, person).name == "Jo"
