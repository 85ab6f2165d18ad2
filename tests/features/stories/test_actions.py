import pytest

from desktop.features.stories.actions import (
    add_story,
    publish_story,
    read_story,
    review_story,
    take_down,
    trash_story,
)
from desktop.features.stories.queries import stories_in
from desktop.features.stories.words import answer_chip, state_label, taken_back_on
from desktop.publishing import lack_words, standing_of
from desktop.store.store import Store
from sync.errors import Malformed, Refused
from sync.records.consents import Channel
from sync.records.library import PublishState
from sync.records.people import AgeBand, Person
from tests.features.stories.conftest import Say, add


def standing(store: Store, story: str):
    return standing_of(store, read_story(store, story))


def missing(store: Store, story: str) -> list[str]:
    found = standing(store, story)
    return [lack_words(found, each) for each in found.lacks]


def test_a_story_needs_a_title(store: Store) -> None:
    with pytest.raises(Malformed):
        add_story(store, "  ")


def test_it_is_published_once_its_teller_agrees_and_keeps_on_which_word(
    store: Store, story: str, rosa: str, say: Say
) -> None:
    with pytest.raises(Refused, match="Rosa Delgado has not agreed yet"):
        publish_story(store, story)
    agreed = say(rosa)
    publish_story(store, story)
    told = read_story(store, story)
    assert (told.state, told.consents) == (PublishState.PUBLISHED, (agreed,))
    assert standing(store, story).is_told
    assert store.undo() == "Publish “The late bus”"
    assert read_story(store, story).state == PublishState.DRAFT


def test_consent_that_is_taken_back_says_that_it_must_come_down(
    store: Store, story: str, rosa: str, say: Say
) -> None:
    say(rosa)
    publish_story(store, story)
    say(rosa, answer="withdrawn", day=2)
    found = standing(store, story)
    assert found.must_come_down and str(taken_back_on(found)) == "2026-11-02"
    assert missing(store, story) == ["Rosa Delgado took back their consent."]
    assert answer_chip(found, rosa, Channel.STORY) == ("Took it back", "bad")
    take_down(store, story)
    assert not standing(store, story).must_come_down
    assert state_label(read_story(store, story).state) == "Taken down"


def test_a_photo_is_asked_about_for_itself(store: Store, story: str, rosa: str, say: Say) -> None:
    say(rosa)
    with store.edit("Photo") as draft:
        draft.set("story", story, {"photo": rosa})
    assert missing(store, story) == ["Rosa Delgado has not agreed to the photo yet."]
    say(rosa, "photo", "refused")
    assert missing(store, story) == ["Rosa Delgado said no to the photo."]
    say(rosa, "photo", day=2)
    assert missing(store, story) == []


def test_a_minor_is_shown_with_a_guardians_word_only(store: Store, rosa: str, say: Say) -> None:
    kid = add(store, Person(name="Sam", age_band=AgeBand.MINOR))
    story = add_story(store, "The club", kid)
    assert missing(store, story) == ["Sam has not agreed yet."]
    say(kid, guardian=rosa)
    assert missing(store, story) == []


def test_somebody_who_turns_out_to_be_a_minor_needs_a_guardian(
    store: Store, story: str, rosa: str, say: Say
) -> None:
    say(rosa)
    with store.edit("Age") as draft:
        draft.set("person", rosa, {"age_band": "minor"})
    assert missing(store, story) == ["Rosa Delgado is a minor. A guardian has not agreed yet."]


def test_everybody_in_it_has_to_agree(store: Store, story: str, rosa: str, say: Say) -> None:
    other = add(store, Person(name="Ben"))
    with store.edit("People") as draft:
        draft.add_members("story", story, "people", [rosa, other])
    say(rosa)
    assert missing(store, story) == ["Ben has not agreed yet."]


def test_stories_are_read_by_how_far_they_are(store: Store, story: str) -> None:
    assert [each.id for each in stories_in(store, "draft")] == [story]
    review_story(store, story)
    assert stories_in(store, "draft") == []
    assert [each.id for each in stories_in(store, "reviewed")] == [story]
    trash_story(store, story)
    assert stories_in(store, "reviewed") == []
