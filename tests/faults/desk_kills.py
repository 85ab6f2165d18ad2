"""kill -9 of a desk at work: whatever it said was saved is there afterwards, and nothing is there by half."""

import json
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import select

from desktop.opening import now
from desktop.paths import Profile, prepare
from desktop.store.archive import unpack
from desktop.store.attachments import Attachments
from desktop.store.backup import backups
from desktop.store.doctor import examine
from desktop.store.sealed_files import file_key
from desktop.store.store import Store, add_space, create_store, open_store
from desktop.store.verifying import check_pages
from sync.records.base import new_id
from tests.faults.desk_at_work import Saved, size_of
from tests.faults.tally import Tally
from tests.simulation import KEY

ROOT = Path(__file__).parents[2]


def kill_desk(profile: Profile, work: str, run: int, seed: int, tally: Tally) -> list[Saved]:
    """Let a desk work, kill it 20 to 300 ms after its first save, and look at what is left."""
    print(f"desk {work}, run {run}, seed {seed}")
    with working(profile, work, run, seed) as desk:
        assert desk.stdout
        first = desk.stdout.readline()
        time.sleep(Random(seed).uniform(0.02, 0.3))  # noqa: S311 - thrown again, not secret
        assert first and desk.poll() is None, "the desk worked until it was killed"
        desk.kill()
        said = [json.loads(line) for line in [first, *desk.stdout] if line.endswith("\n")]
    assert desk.returncode == -signal.SIGKILL
    tally[f"desk killed in {work}"] += 1
    tally["saves of desks"] += len(said)
    check_desk(profile, said)
    return said


@contextmanager
def working(profile: Profile, work: str, run: int, seed: int) -> Iterator["subprocess.Popen[str]"]:
    """Run a desk as a process of its own."""
    command = [sys.executable, "-m", "tests.faults.desk_at_work", str(profile.folder), work]
    words = [*command, str(run), str(seed)]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True) as desk:
        try:
            yield desk
        finally:
            desk.kill()


def check_desk(profile: Profile, said: list[Saved], *, quick: bool = False) -> None:
    """Every page and every record is whole, every save is there, none is there by half.

    A `quick` look reads the pages and the saves only.
    """
    with opened(profile) as store:
        with store.reading() as connection:
            check_pages(connection)
        assert quick or examine(store) == []
        many, changed = _saves_in(store)
        lost = {save for save in _told(said, "save") if many[save] != size_of(save)}
        assert not lost | (_told(said, "changed") - changed), f"lost: {lost or said}"
        halves = {save: found for save, found in many.items() if found != size_of(save)}
        assert not halves, f"saved by half: {halves}"
        files = Attachments(store, profile, store.file_key)
        assert all(files.open_file(file) for file in _told(said, "file"))
    copies = {path.name: path for path in backups(profile.backups)}
    assert _told(said, "backup") <= copies.keys()
    for path in list(copies.values())[:3]:  # the newest may not have been acknowledged
        _check_backup(path)


def _told(said: list[Saved], what: str) -> set[str]:
    return {each[what] for each in said if what in each}


def _check_backup(path: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        copy = Profile(Path(folder))
        unpack(path, copy.folder)
        with opened(copy) as store:
            assert examine(store) == []


def _saves_in(store: Store) -> tuple[Counter[str], set[str]]:
    """Return how many records of each save there are, and the saves whose later change is there."""
    people = store.tables.of("person")
    with store.reading() as connection:
        rows: list[Any] = list(connection.execute(select(people.c.notes, people.c.goes_by)))
    return Counter(notes for notes, _ in rows if notes), {goes_by for _, goes_by in rows}


@contextmanager
def opened(profile: Profile) -> Iterator[Store]:
    """A store as it is opened after a crash."""
    store = open_store(profile.database, KEY, now=now)
    store.file_key = file_key(bytes.fromhex(KEY))
    try:
        yield store
    finally:
        store.close()


def new_desk(folder: Path) -> Profile:
    """A profile in which one person works alone."""
    profile = Profile(folder)
    prepare(profile)
    store = create_store(profile.database, KEY, now=now, me="Ana")
    add_space(store, new_id(), "coalition", "Belvidere", "leader", home=True)
    store.close()
    return profile
