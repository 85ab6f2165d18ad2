"""I8: no readable word of a record is on the disk at any moment, whatever the desk is doing.

While it works, somebody reads every file of the profile and of the folder for temporary files, again and
again.
"""

import os
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desktop.opening import now
from desktop.paths import Profile
from desktop.store.attachments import Attachments
from desktop.store.backup import back_up
from desktop.store.restore import restore
from desktop.transfer.carrying import carry_out
from desktop.transfer.plan import plan_import
from desktop.vault import Key
from sync.records.people import Person
from sync.server.app import make_app
from tests.client.serving import served
from tests.faults.desk_kills import new_desk, opened
from tests.faults.laptops import PLENTY, founded, invited
from tests.simulation import KEY

MARKER = "Quetzalcoatlus"
SPELLINGS = tuple(MARKER.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-32-le"))


class Reader:
    """Reads files again and again and keeps the names of those in which it could read the word."""

    def __init__(self, *folders: Path) -> None:
        self.folders, self.end = folders, threading.Event()
        self.readable: set[str] = set()
        self.read = self.rounds = 0

    def work(self) -> None:
        """Read until told to end, and once more."""
        while not self.end.is_set():
            self.look()
        self.look()

    def look(self) -> None:
        """Read every file once."""
        for path in self.files():
            content = _content(path)
            self.read += len(content)
            if any(spelling in content for spelling in SPELLINGS):
                self.readable.add(path.name)
        self.rounds += 1

    def files(self) -> Iterator[Path]:
        """Yield the files that are there; folders may come and go meanwhile."""
        for top in self.folders:
            for folder, _, names in os.walk(top):
                yield from (Path(folder, name) for name in names)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes() if path.is_file() else b""
    except FileNotFoundError:  # gone meanwhile
        return b""


@contextmanager
def somebody_reading(*folders: Path) -> Iterator[Reader]:
    reader = Reader(*folders)
    thread = threading.Thread(target=reader.work)
    thread.start()
    try:
        yield reader
    finally:
        reader.end.set()
        thread.join()


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for temporary files."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    for name in ("TMPDIR", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_no_word_is_readable_on_the_disk_at_any_moment(tmp_path: Path, temporary: Path) -> None:
    profile = new_desk(tmp_path / "desk")
    with somebody_reading(profile.folder, temporary) as reader:
        work(profile, tmp_path)
    print(f"{reader.rounds} looks, {reader.read:,} bytes")
    assert reader.rounds > 3
    assert reader.read > 10**6
    assert reader.readable == set()


def test_a_readable_word_would_be_noticed(tmp_path: Path) -> None:
    with somebody_reading(tmp_path) as reader:
        (tmp_path / "draft.txt").write_text(MARKER, encoding="utf-16")
    assert reader.readable == {"draft.txt"}


def work(profile: Profile, elsewhere: Path) -> None:
    """Do everything that writes: edit, undo, import, attach, search, sync, back up, restore."""
    with opened(profile) as store:
        with store.edit(f"Add {MARKER}") as draft:
            for number in range(300):
                draft.add(Person(name=f"{MARKER} {number}", notes=f"{MARKER} came by. " * 20))
        store.undo()
        store.redo()
        assert store.search(MARKER)
        listed = elsewhere / "people.csv"
        listed.write_text("Name,Email\n" + "".join(f"{MARKER} Row{n},r{n}@example.org\n" for n in range(200)))
        carry_out(store, plan_import(store, "person", listed))
        photo = elsewhere / "photo.txt"
        photo.write_text(MARKER * 50_000)
        Attachments(store, profile, store.file_key).attach(photo)
        _sync(profile, elsewhere)
        made = back_up(store, profile)
    restore(profile, made, Key(bytes.fromhex(KEY)), now=now)


def _sync(profile: Profile, elsewhere: Path) -> None:
    from desktop.features.syncing.actions import join, sync_now

    folder = elsewhere / "office"
    folder.mkdir()
    with (
        founded(str(folder / "office.sqlite"), folder) as (office, space),
        served(make_app(office, PLENTY)) as address,
        opened(profile) as store,
    ):
        join(store, invited(office, space, 1)[0], address, MARKER)
        assert sync_now(store, until_level=True, timeout=60).level
