"""The sample, told once for all tests that only read it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desktop.sample.loading import load_sample
from desktop.store.store import Store, create_store
from tests.store.samples import Clock

TODAY = date(2026, 11, 24)


def told(path: Path, today: date) -> Store:
    """A new store with the sample in it."""
    store = create_store(path, "ab" * 32, now=Clock())
    load_sample(store, today)
    return store


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = told(tmp_path_factory.mktemp("sample") / "coalition.db", TODAY)
    yield store
    store.close()
