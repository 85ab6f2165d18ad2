"""A disk that cannot be written to, and one that is full."""

import errno
import os
import resource
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desktop.instance import hold
from desktop.paths import Profile
from desktop.store.reading_disk import open_read_only
from sync.errors import Damaged, Locked, Unavailable
from tests.store.samples import content, fill, opened

NOBODY = 65534


@contextmanager
def locked(profile: Profile, *more: str) -> Iterator[Profile]:
    """The profile's database in a folder that may be read only, also for an administrator."""
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        there = Profile(Path(folder))
        for path in profile.folder.glob("coalition.db*"):
            if not path.name.endswith("-shm"):
                (there.folder / path.name).write_bytes(path.read_bytes())
                (there.folder / path.name).chmod(0o444)
        for name in more:
            (there.folder / name).touch(0o444)
        there.folder.chmod(0o555)
        is_root = os.geteuid() == 0
        if is_root:
            os.seteuid(NOBODY)
        try:
            yield there
        finally:
            if is_root:
                os.seteuid(0)
            there.folder.chmod(0o755)


def copies() -> set[str]:
    return {path.name for path in Path(tempfile.gettempdir()).glob("coalition-desk-*")}


def test_the_folder_really_is_locked(profile):
    with locked(profile) as there, pytest.raises(PermissionError):
        (there.folder / "new").write_bytes(b"")


def test_a_locked_folder_is_read_in_place_and_not_written(profile, key, clock):
    store = opened(profile, key, clock)
    expected = content(store)
    store.close()
    before = copies()
    with locked(profile) as there:
        store = opened(there, key, clock)
        assert store.read_only and content(store) == expected and store.search("first")
        assert copies() == before
        with pytest.raises(Damaged, match="only be read here"):
            fill(store)
        store.close()


def test_a_log_that_was_left_behind_is_read_too(profile, key, clock):
    store = opened(profile, key, clock)
    fill(store, 3)
    expected = content(store)
    before = copies()
    with locked(profile) as there:
        assert (there.folder / "coalition.db-wal").stat().st_size
        reader = opened(there, key, clock)
        assert reader.read_only and content(reader) == expected
        assert len(copies() - before) == 1
        reader.close()
        assert copies() == before
    store.close()


def test_a_locked_folder_with_a_wrong_key_or_a_damaged_file_says_so(profile, key, clock):
    profile.database.write_bytes(b"x" * 8192)
    with locked(profile) as there, pytest.raises(Unavailable, match="key"):
        opened(there, key, clock)


@contextmanager
def full(size: int) -> Iterator[None]:
    """A disk that takes no file of more than `size` bytes, which it says as a full one does."""
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, usual[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)


def test_a_disk_too_full_for_what_lies_beside_the_file_is_read_and_not_written(profile, key, clock):
    store = opened(profile, key, clock)
    expected = content(store)
    store.close()
    with full(16 * 1024):
        store = opened(profile, key, clock)
        assert store.read_only and content(store) == expected and store.search("first")
        with pytest.raises(Unavailable, match="disk is full"):
            fill(store)
        store.close()
    store = opened(profile, key, clock)
    assert not store.read_only
    store.close()


def test_a_locked_folder_is_held_for_reading(profile):
    with locked(profile, "lock") as there, hold(there), pytest.raises(Locked), hold(there):
        pass


def test_a_disk_for_reading_only_needs_no_lock(profile, monkeypatch):
    profile.lock.unlink(missing_ok=True)

    def refuse(*_given: object) -> int:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(os, "open", refuse)
    with hold(profile):
        assert not profile.lock.exists()


def test_reading_only_never_writes_beside_the_file(profile, key):
    engine = open_read_only(profile.database, key.hex())
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM person").scalar() == 40
    assert [path.name for path in profile.folder.glob("coalition.db*")] == ["coalition.db"]
    engine.dispose()


def test_a_full_disk_loses_nothing_that_was_saved_and_reading_goes_on(profile, key, clock):
    store = opened(profile, key, clock)
    before = content(store)
    with store.reading() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
    store.engine.dispose()
    with store.engine.connect() as first:  # every later connection of the pool is this one
        first.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(Unavailable, match="disk is full") as trouble:
        fill(store, 2000)
    assert trouble.value.code == "disk_is_full"
    assert content(store) == before and store.search("first")
    store.engine.dispose()
    fill(store, 2)
    assert len(content(store)) > len(before)
    store.close()
