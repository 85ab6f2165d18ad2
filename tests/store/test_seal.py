"""How the pages of the file are sealed: new files in one way, those of the first versions as they were."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.paths import Profile, prepare
from desktop.store import connection
from desktop.store.archive import unpack
from desktop.store.backup import back_up
from desktop.store.store import Store
from desktop.vault import Key
from sync.errors import Locked
from tests.store.samples import Clock, content, fill, new_store, opened


def seal_of(path: Path, key: Key) -> str:
    reading = connection.connect(path, key.hex())
    (said,) = reading.execute("PRAGMA cipher_hmac_algorithm").fetchone()
    reading.close()
    return str(said)


@pytest.fixture
def before(tmp_path: Path, key: Key, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Profile]:
    """A profile whose file was made by a program of the first versions."""
    profile = Profile(tmp_path / "before")
    prepare(profile)
    with monkeypatch.context() as then:
        then.setattr(connection, "SEAL", connection.SEAL_BEFORE)
        store = new_store(profile, key, clock)
        fill(store)
        store.close()
    return profile


def test_a_new_file_has_the_seal_that_processors_compute(store: Store, profile: Profile, key: Key) -> None:
    assert seal_of(profile.database, key) == connection.SEAL


def test_a_file_of_the_first_versions_is_read_and_written_as_ever(
    before: Profile, key: Key, clock: Clock
) -> None:
    store = opened(before, key, clock)
    was = content(store)
    fill(store, 3)
    assert len(content(store)) > len(was)
    store.close()
    assert seal_of(before.database, key) == connection.SEAL_BEFORE


def test_its_backup_holds_all_of_it(before: Profile, key: Key, clock: Clock, tmp_path: Path) -> None:
    store = opened(before, key, clock)
    unpack(back_up(store, before), tmp_path / "copy")
    copy = opened(Profile(tmp_path / "copy"), key, clock)
    assert content(copy) == content(store)
    copy.close()
    store.close()
    assert seal_of(Profile(tmp_path / "copy").database, key) == connection.SEAL


def test_it_is_not_opened_by_a_wrong_key(before: Profile) -> None:
    with pytest.raises(Locked):
        connection.connect(before.database, "00" * 32)
