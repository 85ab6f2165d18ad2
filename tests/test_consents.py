from datetime import date

import pytest

from desktop.consents import record_answer
from desktop.features.welcome.actions import start_alone
from desktop.store.store import create_store
from sync.errors import Malformed
from sync.records.consents import Channel, Consent, ConsentAnswer
from sync.records.people import AgeBand, Person
from tests.store.samples import Clock


@pytest.fixture
def store(tmp_path):
    store = create_store(tmp_path / "coalition.db", "5a" * 32, now=Clock())
    start_alone(store, "Riverside", "Ana", "leader")
    yield store
    store.close()


def add(store, **known):
    with store.edit("Add") as draft:
        return draft.add(Person(name="Rosa", **known))


def said(person, channel, answer=ConsentAnswer.GIVEN, **more):
    return Consent(person=person, channel=channel, answer=answer, day=date(2026, 11, 1), **more)


def test_what_somebody_says_of_photos_is_on_their_record_too(store):
    rosa = add(store)
    record_answer(store, said(rosa, Channel.PHOTO, ConsentAnswer.REFUSED))
    assert store.get("person", rosa).do_not_photograph
    record_answer(store, said(rosa, Channel.PHOTO))
    assert not store.get("person", rosa).do_not_photograph
    assert store.undo() == "Record consent of Rosa"
    assert store.get("person", rosa).do_not_photograph


def test_a_minor_says_yes_with_a_guardian_only(store):
    kid, mother = add(store, age_band=AgeBand.MINOR), add(store)
    with pytest.raises(Malformed, match="Name the guardian"):
        record_answer(store, said(kid, Channel.STORY))
    record_answer(store, said(kid, Channel.STORY, ConsentAnswer.REFUSED))
    kept = record_answer(store, said(kid, Channel.STORY, guardian=mother))
    assert store.get("consent", kept).guardian == mother
