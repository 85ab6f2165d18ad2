"""That no story is published without consent holds for every way of writing, undo and commands too."""

from datetime import date

import pytest

from desktop.consents import record_answer
from desktop.features.records.actions import add_record, set_fields
from desktop.features.records.assignments import Assignment
from desktop.features.welcome.actions import start_alone
from desktop.store.store import create_store
from sync.errors import Refused
from sync.records.consents import Channel, Consent, ConsentAnswer
from sync.records.library import Story
from sync.records.people import Duplicate, Person
from tests.store.samples import Clock


@pytest.fixture
def store(tmp_path):
    store = create_store(tmp_path / "coalition.db", "5a" * 32, now=Clock())
    start_alone(store, "Riverside", "Ana", "leader")
    yield store
    store.close()


def added(store, record):
    with store.edit("Add") as draft:
        return draft.add(record)


def said(store, person, answer=ConsentAnswer.GIVEN, day=1):
    record_answer(
        store, Consent(person=person, channel=Channel.STORY, answer=answer, day=date(2026, 11, day))
    )


def publish(store, story):
    set_fields(store, "story", story, [Assignment("state", "=", "published")])


@pytest.fixture
def rosa(store):
    return added(store, Person(name="Rosa"))


@pytest.fixture
def story(store, rosa):
    return added(store, Story(title="Bus", teller=rosa))


def test_a_command_publishes_nobody_unasked(store, rosa, story):
    with pytest.raises(Refused, match="Rosa has not agreed"):
        publish(store, story)
    assert store.get("story", story).state == "draft"
    said(store, rosa)
    publish(store, story)
    assert store.get("story", story).state == "published"


def test_a_story_is_not_added_as_published(store, rosa):
    given = [Assignment("title", "=", "Bus"), Assignment("state", "=", "published")]
    with pytest.raises(Refused, match="whose story"):
        add_record(store, "story", given)


def test_consent_in_the_same_edit_counts(store, rosa, story):
    with store.edit("Publish") as draft:
        draft.add(Consent(person=rosa, channel=Channel.STORY, day=date(2026, 11, 1)))
        draft.set("story", story, {"state": "published"})
    assert store.get("story", story).state == "published"


def test_undo_does_not_bring_back_what_was_taken_down_for_good_reason(store, rosa, story):
    said(store, rosa)
    publish(store, story)
    said(store, rosa, ConsentAnswer.WITHDRAWN, 2)
    set_fields(store, "story", story, [Assignment("state", "=", "withdrawn")])
    with pytest.raises(Refused, match="Rosa has not agreed"):
        store.undo()
    assert store.get("story", story).state == "withdrawn"


def test_what_was_said_under_an_id_that_was_merged_away_counts(store, rosa, story):
    other = added(store, Person(name="Rosa D."))
    said(store, other)
    added(store, Duplicate(one=rosa, other=other, kept=rosa))
    publish(store, story)
    assert store.get("story", story).state == "published"
