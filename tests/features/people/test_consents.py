from datetime import date

import pytest

from desktop.features.people.consents import (
    allow_contact,
    answers,
    bar_contact,
    history,
    record_consent,
    usable_addresses,
)
from desktop.features.people.reading import read
from desktop.transfer.queries import suppressed
from sync.errors import Malformed
from sync.records.consents import Channel, Consent, ConsentAnswer
from sync.records.people import AgeBand, Person


def said(store, person, channel=Channel.EMAIL, answer=ConsentAnswer.GIVEN, day="2026-11-02", **more):
    consent = Consent(person=person, channel=channel, answer=answer, day=date.fromisoformat(day), **more)
    return record_consent(store, consent)


def counting(store, person, channel):
    return next(each.consent for each in answers(store, person) if each.channel == channel)


def test_the_latest_answer_counts_and_the_others_stay(store, maria):
    said(store, maria, answer=ConsentAnswer.REFUSED, day="2026-05-01")
    said(store, maria, day="2026-06-01", source="sign-in sheet")
    assert counting(store, maria, Channel.EMAIL).source == "sign-in sheet"
    assert [each.answer for each in history(store, maria)] == ["given", "refused"]


def test_of_two_answers_on_one_day_the_no_counts(store, maria):
    said(store, maria, answer=ConsentAnswer.WITHDRAWN)
    said(store, maria)
    assert counting(store, maria, Channel.EMAIL).answer == ConsentAnswer.WITHDRAWN


def test_what_was_never_asked_has_no_answer(store, maria):
    assert all(each.consent is None for each in answers(store, maria))
    assert [each.channel for each in answers(store, maria)] == list(Channel)


def test_a_no_to_e_mail_bars_the_address_and_a_later_yes_frees_it(store, maria):
    said(store, maria, answer=ConsentAnswer.WITHDRAWN, source="by phone")
    assert suppressed(store) == {"email": {"maria@example.org"}, "phone": frozenset()}
    said(store, maria, day="2026-11-03")
    assert suppressed(store)["email"] == frozenset()


def test_a_no_that_comes_again_bars_the_address_again(store, maria):
    for answer in (ConsentAnswer.REFUSED, ConsentAnswer.GIVEN, ConsentAnswer.REFUSED):
        said(store, maria, answer=answer)
    assert suppressed(store)["email"] == {"maria@example.org"}


def test_a_bar_that_was_taken_back_can_be_set_again(store, maria):
    bar_contact(store, maria)
    store.undo()
    assert suppressed(store)["email"] == frozenset()
    bar_contact(store, maria)
    assert suppressed(store)["email"] == {"maria@example.org"}


def test_a_no_to_text_messages_leaves_calls_alone(store, luis):
    said(store, luis, Channel.TEXT_MESSAGE, ConsentAnswer.REFUSED)
    assert suppressed(store)["phone"] == frozenset()


def test_who_is_not_to_be_contacted_is_barred_by_every_address_however_it_is_spelled(store, put):
    person = put(
        Person(name="Jo", email="JO@Example.org", phone="(847) 555-0100", other_emails=("jo@work.example",))
    )
    bar_contact(store, person, "by letter")
    assert suppressed(store) == {"email": {"jo@example.org", "jo@work.example"}, "phone": {"+18475550100"}}
    assert read(store, Person, person).do_not_contact
    allow_contact(store, person)
    assert suppressed(store) == {"email": frozenset(), "phone": frozenset()}
    assert not read(store, Person, person).do_not_contact


def test_an_address_is_barred_once_although_several_people_have_it(store, put):
    one, other = (
        put(Person(name="Jo", email="home@example.org")),
        put(Person(name="Al", email="HOME@example.org")),
    )
    bar_contact(store, one)
    bar_contact(store, other)
    assert suppressed(store)["email"] == {"home@example.org"}


def test_a_no_to_photographs_marks_the_person(store, maria):
    said(store, maria, Channel.PHOTO, ConsentAnswer.REFUSED)
    assert read(store, Person, maria).do_not_photograph
    said(store, maria, Channel.PHOTO, ConsentAnswer.GIVEN)
    assert not read(store, Person, maria).do_not_photograph


def test_a_minor_needs_a_guardian_to_say_yes_but_not_to_say_no(store, put, luis):
    child = put(Person(name="Jo", age_band=AgeBand.MINOR))
    with pytest.raises(Malformed, match="Jo is a minor"):
        said(store, child, Channel.PHOTO)
    said(store, child, Channel.PHOTO, ConsentAnswer.REFUSED)
    said(store, child, Channel.PHOTO, day="2026-11-03", guardian=luis)
    assert counting(store, child, Channel.PHOTO).guardian == luis


def test_one_undo_takes_back_an_answer_and_all_that_followed_from_it(store, maria):
    said(store, maria, Channel.PHOTO, ConsentAnswer.REFUSED)
    assert store.undo() == "Record consent of Maria Diaz"
    assert not read(store, Person, maria).do_not_photograph
    assert history(store, maria) == []


def test_only_addresses_that_may_be_used_are_shown_to_be_used(store, put):
    person = put(Person(name="Jo", email="jo@example.org", phone="847-555-0100"))
    assert usable_addresses(store, read(store, Person, person)) == ["847-555-0100", "jo@example.org"]
    said(store, person, answer=ConsentAnswer.REFUSED)
    assert usable_addresses(store, read(store, Person, person)) == ["847-555-0100"]
    bar_contact(store, person)
    assert usable_addresses(store, read(store, Person, person)) == []
