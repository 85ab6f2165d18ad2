from datetime import date

import pytest

from desktop.reach import read_permissions
from desktop.transfer.queries import records_of
from sync.records.base import new_id
from sync.records.consents import Channel, Consent, ConsentAnswer, Suppression
from sync.records.people import Duplicate, Person
from sync.records.values import Address
from tests import desks


@pytest.fixture
def store(tmp_path):
    with desks.new_desk(tmp_path) as store:
        yield store


@pytest.fixture
def put(store):
    return lambda *records: desks.put(store, *records)[0]


def why_not(store, person, channel):
    record = next(each for each in records_of(store, "person") if each["id"] == person)
    return read_permissions(store).why_not(record, channel)


def usable(store, person, channel):
    record = next(each for each in records_of(store, "person") if each["id"] == person)
    return read_permissions(store).addresses(record, channel)


HOME = Address(street="12 Oak Ave", city="Belvidere", postal_code="61008")
FULL = {"name": "Jo", "email": "jo@example.org", "phone": "847-555-0100", "address": HOME}
CONTACT = [Channel.EMAIL, Channel.PHONE, Channel.TEXT_MESSAGE, Channel.POST]
SHOWN = [Channel.PHOTO, Channel.STORY, Channel.DIRECTORY]


@pytest.mark.parametrize("channel", list(Channel))
def test_people_are_written_to_unless_they_said_no_and_shown_only_if_they_said_yes(store, put, channel):
    person = put(Person(**FULL))
    assert why_not(store, person, channel) == ("was not asked yet" if channel in SHOWN else "")
    put(Consent(person=person, channel=channel, day=date(2026, 1, 1)))
    assert why_not(store, person, channel) == ""
    put(Consent(person=person, channel=channel, answer=ConsentAnswer.WITHDRAWN, day=date(2026, 1, 2)))
    assert why_not(store, person, channel) == "said no to this"


@pytest.mark.parametrize("channel", CONTACT)
def test_who_asked_not_to_be_contacted_is_reached_in_no_way(store, put, channel):
    person = put(Person(**FULL, do_not_contact=True))
    assert why_not(store, person, channel) == "asked not to be contacted"


def test_who_asked_not_to_be_photographed_is_not(store, put):
    person = put(Person(**FULL, do_not_photograph=True))
    put(Consent(person=person, channel=Channel.PHOTO, day=date(2026, 1, 1)))
    assert why_not(store, person, Channel.PHOTO) == "asked not to be photographed"


@pytest.mark.parametrize("channel", list(Channel))
def test_for_a_minor_a_guardian_has_to_agree(store, put, channel):
    child = put(Person(**FULL, age_band="minor"))
    put(Consent(person=child, channel=channel, day=date(2026, 1, 1)))
    assert why_not(store, child, channel) == "a minor; a guardian has to agree first"
    put(Consent(person=child, channel=channel, day=date(2026, 1, 2), guardian=new_id()))
    assert why_not(store, child, channel) == ""


@pytest.mark.parametrize("channel", CONTACT)
def test_without_an_address_nobody_is_reached(store, put, channel):
    assert why_not(store, put(Person(name="Jo")), channel) == "has no address that may be used"


def test_an_address_that_must_not_be_used_is_left_out_whoever_has_it(store, put):
    put(
        Suppression(channel=Channel.EMAIL, address="JO@example.org"),
        Suppression(channel="phone", address="8475550100"),
    )
    person = put(Person(**FULL, other_emails=("jo@work.example",)))
    assert usable(store, person, Channel.EMAIL) == ["jo@work.example"]
    assert usable(store, person, Channel.PHONE) == []
    assert why_not(store, person, Channel.PHONE) == "has no address that may be used"


def test_half_an_address_is_none(store, put):
    person = put(Person(name="Jo", address=Address(city="Belvidere"), other_addresses=(HOME,)))
    assert [each["street"] for each in usable(store, person, Channel.POST)] == ["12 Oak Ave"]


def test_an_answer_that_was_corrected_does_not_count(store, put):
    person = put(Person(**FULL))
    said = put(Consent(person=person, answer=ConsentAnswer.REFUSED, day=date(2026, 1, 2)))
    put(Consent(person=person, day=date(2026, 1, 1), corrects=said))
    assert why_not(store, person, Channel.EMAIL) == ""


def test_of_two_answers_on_one_day_the_no_counts(store, put):
    person = put(Person(**FULL))
    put(Consent(person=person, answer=ConsentAnswer.REFUSED, day=date(2026, 1, 1)))
    put(Consent(person=person, day=date(2026, 1, 1)))
    assert why_not(store, person, Channel.EMAIL) == "said no to this"


def test_what_somebody_said_under_another_record_counts_after_merging_twice(store, put):
    first, second, third = sorted(new_id() for _ in range(3))
    put(Person(id=first, **FULL), Person(id=second, name="Jo"), Person(id=third, name="Jo"))
    put(Consent(person=third, answer=ConsentAnswer.REFUSED, day=date(2026, 1, 1)))
    put(Duplicate(one=second, other=third, kept=second), Duplicate(one=second, other=first, kept=first))
    assert why_not(store, first, Channel.EMAIL) == "said no to this"
