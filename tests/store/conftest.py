"""A profile with a store in it, made anew for every test from one that is made once."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.paths import Profile, prepare
from desktop.store.store import Store
from desktop.vault import Key
from tests.store.samples import Clock, fill, new_store, opened


@pytest.fixture
def key() -> Key:
    return Key(bytes(range(32)))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with some records, closed."""
    profile = Profile(tmp_path_factory.mktemp("filled"))
    store = new_store(profile, Key(bytes(range(32))), Clock())
    fill(store)
    store.close()
    return profile.database


@pytest.fixture
def profile(tmp_path: Path, filled: Path) -> Profile:
    """A profile whose database is filled and closed."""
    profile = Profile(tmp_path / "desk")
    prepare(profile)
    shutil.copyfile(filled, profile.database)
    return profile


@pytest.fixture
def store(profile: Profile, key: Key, clock: Clock) -> Iterator[Store]:
    """That database, open."""
    store = opened(profile, key, clock)
    yield store
    store.close()
