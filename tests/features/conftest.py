"""A coalition of one's own for every test: an encrypted store with the reference packs in it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.features.welcome.actions import start_alone
from desktop.paths import Profile, prepare
from desktop.store.store import Store, create_store, open_store
from desktop.vault import Key
from tests.store.samples import Clock

KEY = Key(bytes(range(32)))


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed database in which a coalition has begun."""
    profile = Profile(tmp_path_factory.mktemp("begun"))
    store = create_store(profile.database, KEY.hex(), now=Clock())
    start_alone(store, "Riverside Coalition", "Ana Ruiz", "leader")
    store.close()
    return profile.database


@pytest.fixture
def profile(tmp_path: Path, begun: Path) -> Profile:
    """A profile whose coalition has begun."""
    profile = Profile(tmp_path / "desk")
    prepare(profile)
    shutil.copyfile(begun, profile.database)
    return profile


@pytest.fixture
def store(profile: Profile) -> Iterator[Store]:
    """The store of that coalition, open."""
    store = open_store(profile.database, KEY.hex(), now=Clock())
    yield store
    store.close()
