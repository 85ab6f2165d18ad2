"""People with a story, and a window with the page of stories."""

from collections.abc import Callable
from datetime import date

import pytest

from desktop.consents import record_answer
from desktop.features.stories.actions import add_story
from desktop.features.stories.page import StoriesPage, build
from desktop.store.store import Store
from desktop.ui.shell import Shell
from sync.records.base import Record
from sync.records.consents import Channel, Consent, ConsentAnswer
from sync.records.people import Person
from tests.ui.conftest import bridge, window  # noqa: F401 - fixtures

Say = Callable[..., str]


def add(store: Store, record: Record) -> str:
    store.file_key = bytes(32)
    with store.edit("Add") as draft:
        return draft.add(record)


@pytest.fixture
def rosa(store: Store) -> str:
    return add(store, Person(name="Rosa Delgado"))


@pytest.fixture
def story(store: Store, rosa: str) -> str:
    return add_story(store, "The late bus", rosa)


@pytest.fixture
def say(store: Store) -> Say:
    """Keeps what somebody said: about the story, yes, on the first of November."""

    def keep(
        person: str, channel: str = "story", answer: str = "given", day: int = 1, guardian: str = ""
    ) -> str:
        said = Consent(
            person=person,
            channel=Channel(channel),
            answer=ConsentAnswer(answer),
            day=date(2026, 11, day),
            guardian=guardian,
        )
        return record_answer(store, said)

    return keep


@pytest.fixture
def page(window: Callable[..., Shell]) -> StoriesPage:  # noqa: F811 - the fixture
    """The page, shown in a window."""
    made = window(("stories", build, frozenset({"story"}))).page("stories")
    assert isinstance(made, StoriesPage)
    return made
