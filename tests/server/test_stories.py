"""The office publishes nobody who has not agreed, whatever program asks for it."""

import pytest

from sync.changes import change_id
from sync.records.base import new_id
from sync.server.founding import add_space, found
from tests.server.grown import Laptop

REASON = "somebody in this story has not agreed to be shown in it"


@pytest.fixture
def ana(office):
    found(office, "Illinois", "admin@example.org")
    return Laptop(office, add_space(office, "coalition", "Lake County"), "leader")


@pytest.fixture
def rosa(ana):
    return ana.person_called("Rosa")


def add(laptop, kind, **values):
    record = new_id()
    (receipt,) = laptop.send((kind, record, {"set": values}))
    return record, receipt.reason


def publish(laptop, story):
    (receipt,) = laptop.send(("story", story, {"set": {"state": "published"}}))
    return receipt.reason


def agree(laptop, person, answer="given", day="2026-11-01", channel="story"):
    said = {"person": person, "channel": channel, "answer": answer, "day": day}
    assert add(laptop, "consent", **said)[1] == ""


def test_a_story_that_comes_published_without_consent_is_refused(ana, rosa):
    assert add(ana, "story", title="Bus", teller=rosa, state="published")[1] == REASON


def test_a_draft_is_anybodys_and_published_once_its_teller_agrees(ana, rosa):
    story, reason = add(ana, "story", title="Bus", teller=rosa)
    assert reason == ""
    assert publish(ana, story) == REASON
    agree(ana, rosa)
    assert publish(ana, story) == ""


def test_consent_in_the_same_round_counts(ana, rosa):
    said = {"person": rosa, "channel": "story", "day": "2026-11-01"}
    story = {"title": "Bus", "teller": rosa, "state": "published"}
    receipts = ana.send(("consent", new_id(), {"set": said}), ("story", new_id(), {"set": story}))
    assert [each.reason for each in receipts] == ["", ""]


def turn(laptop, story, state, seen):
    """Change how far a story is, having seen what the change of that number made of it."""
    body = {"set": {"state": state}, "base": {"state": change_id(laptop.device, seen)}}
    (receipt,) = laptop.send(("story", story, body))
    return receipt


def test_consent_taken_back_counts_and_what_is_public_can_come_down(ana, rosa):
    agree(ana, rosa)
    story = new_id()
    (told,) = ana.send(("story", story, {"set": {"title": "Bus", "teller": rosa, "state": "published"}}))
    agree(ana, rosa, "withdrawn", "2026-11-02")
    (edited,) = ana.send(("story", story, {"set": {"quote": "At last."}}))
    down = turn(ana, story, "withdrawn", told.n)
    assert (told.reason, edited.reason, down.reason) == ("", "", "")
    assert turn(ana, story, "published", down.n).reason == REASON


def test_nobody_is_added_to_a_published_story_unasked(ana, rosa):
    agree(ana, rosa)
    story, _ = add(ana, "story", title="Bus", teller=rosa, state="published")
    ben = ana.person_called("Ben")
    (added,) = ana.send(("story", story, {"add": {"people": [ben]}}))
    (photo,) = ana.send(("story", story, {"set": {"photo": new_id()}}))
    assert (added.reason, photo.reason) == (REASON, REASON)
    agree(ana, ben)
    (added,) = ana.send(("story", story, {"add": {"people": [ben]}}))
    assert added.reason == ""
