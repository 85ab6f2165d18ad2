"""A coalition with sixteen people and a meeting to which they are called; its evening has come."""

from collections.abc import Callable

import pytest

from desktop.features.meetings.agenda import add_item
from desktop.features.meetings.page import MeetingsPage, build
from desktop.store.store import Store
from desktop.ui.page import Page
from desktop.ui.shell import Shell
from tests.features.meetings.people import EVENING, add_people, plan
from tests.ui.conftest import bridge, window  # noqa: F401 - fixtures


class Room(Page):
    """Stands in for the room, which has tests of its own: keeps which meeting it was opened for."""

    meeting = ""

    def show_record(self, kind: str, record: str) -> None:
        self.meeting = record


@pytest.fixture
def people(store: Store) -> list[str]:
    return add_people(store)


@pytest.fixture
def meeting(store: Store, people: list[str]) -> str:
    store.now.time = EVENING
    return plan(store, people)


@pytest.fixture
def shell(window: Callable[..., Shell]) -> Shell:  # noqa: F811 - the fixture
    return window(("meetings", build, frozenset({"meeting", "series"})), ("room", Room, frozenset({"room"})))


@pytest.fixture
def page(meeting: str, shell: Shell) -> MeetingsPage:
    """The page, with a meeting of this evening in it."""
    made = shell.page("meetings")
    assert isinstance(made, MeetingsPage)
    return made


@pytest.fixture
def three(store: Store, meeting: str) -> list[str]:
    return [add_item(store, meeting, title, duration=10) for title in ("One", "Two", "Three")]
