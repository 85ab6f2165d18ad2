"""A coalition behind a passphrase, open; Argon2 at a cost that tests can pay."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.features.welcome.actions import start_alone
from desktop.opening import opened_or_begun
from desktop.paths import Profile
from desktop.session import Session, open_session
from desktop.vault import Cost, changing, opening
from tests.vault.conftest import MemoryStore, key_store, no_key_store

__all__ = ["MemoryStore", "key_store", "no_key_store"]

PASSPHRASE = "four unrelated words here"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (opening, changing):
        monkeypatch.setattr(module, "calibrate", lambda: Cost(m=32, t=1, p=1))


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    return Profile(tmp_path / "desk")


def begin(profile: Profile) -> Session:
    with opened_or_begun(profile, ask=lambda words: PASSPHRASE) as begun:
        start_alone(begun.store, "Riverside Coalition", "Ana Ruiz", "leader")
    return open_session(profile, lambda words: PASSPHRASE)


@pytest.fixture
def asking(profile: Profile, no_key_store: None) -> Iterator[Session]:
    """A coalition that its passphrase opens."""
    session = begin(profile)
    yield session
    session.close()


@pytest.fixture
def silent(profile: Profile, key_store: MemoryStore) -> Iterator[Session]:
    """A coalition that the computer's key store opens."""
    session = begin(profile)
    yield session
    session.close()
