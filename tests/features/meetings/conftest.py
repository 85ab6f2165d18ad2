"""A coalition with sixteen people and a meeting to which they are called; its evening has come."""

import pytest

from desktop.store.store import Store
from tests.features.meetings.people import EVENING, add_people, plan


@pytest.fixture
def people(store: Store) -> list[str]:
    return add_people(store)


@pytest.fixture
def meeting(store: Store, people: list[str]) -> str:
    store.now.time = EVENING
    return plan(store, people)
