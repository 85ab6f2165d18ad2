"""Power cuts, as far as they can be had without a file system of our own.

A desk at work is stopped (SIGSTOP) soon after it said that something was saved. What is in its log behind the
place where the log ended when that was said is known to be unsynced, or to be synced for nobody: of those
bytes a power cut may leave any 512-byte sector as it was written, as it was before, or not at all. So the
database and its log are copied, the log is torn there in many ways, and each copy has to open, to be whole
and to hold everything that was saved. If the log was begun anew meanwhile, all of it may be torn: SQLite
syncs the database before it writes over the log.

What this shows: nothing that was said to be saved depends on a byte written later, and a torn tail of the log
is never taken for a saved one. What it does not show: that the sync itself reached the disk (the page cache
of the system outlives SIGSTOP; `synchronous=FULL` is asserted on every connection by
tests/store/test_damage.py), or what happens to a database file torn in the middle of a checkpoint.
"""

import json
import os
import select
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

from desktop.paths import Profile
from tests.faults.desk_at_work import Saved
from tests.faults.desk_kills import check_desk, working
from tests.faults.log_file import Place, end_of_log, log_of
from tests.faults.tally import Tally

SECTOR = 512
TEARS_AT_ONCE = 5
"""Copies torn of each moment."""
MOST_TRIES = 20
"""For each cut: a desk is often stopped between two saves, where nothing can be torn."""


def cut_power(profile: Profile, work: str, seed: int, tally: Tally, *, stops: int = 3) -> None:
    """Stop a desk in the middle of a save again and again, and tear what is not saved in several ways."""
    print(f"power cuts, {work}, seed {seed}")
    chance, said, left = Random(seed), list[Saved](), stops  # noqa: S311 - thrown again, not secret
    with working(profile, work, 0, seed) as desk:
        lines = Lines(desk)
        for _ in range(MOST_TRIES * stops):
            if not left:
                break
            said += [json.loads(lines.next())]
            _stop_soon(desk, profile.database, said[-1], chance)
            said += [json.loads(line) for line in lines.waiting()]
            if list(end_of_log(profile.database)) != said[-1]["log"]:
                left -= 1
                for number in range(TEARS_AT_ONCE):
                    _tear_and_check(profile, said, chance, number, tally)
            os.kill(desk.pid, signal.SIGCONT)
        assert desk.poll() is None, "the desk worked until the end"
    assert not left, "the desk was hardly ever stopped in the middle of a save"


def _stop_soon(desk: "subprocess.Popen[str]", database: Path, saved: Saved, chance: Random) -> None:
    """Stop a desk a moment after its log began to hold more than what was saved."""
    _wait_for_more(database, saved)
    time.sleep(chance.uniform(0, 0.003))
    os.kill(desk.pid, signal.SIGSTOP)
    os.waitid(os.P_PID, desk.pid, os.WSTOPPED | os.WNOWAIT)


def _wait_for_more(database: Path, saved: Saved, seconds: float = 1.0) -> None:
    """Wait until the log holds more than what was saved."""
    end = time.monotonic() + seconds
    while list(end_of_log(database)) == saved["log"] and time.monotonic() < end:
        time.sleep(0.0005)


def copy_of(profile: Profile) -> Profile:
    """Copy what is on the disk of a desk that was stopped."""
    copy = Profile(profile.folder / "copy")
    shutil.rmtree(copy.folder, ignore_errors=True)
    copy.folder.mkdir()
    for path in (profile.database, log_of(profile.database)):
        shutil.copyfile(path, copy.folder / path.name)
    for part in ("files", "backups"):
        shutil.copytree(profile.folder / part, copy.folder / part)
    return copy


def _tear_and_check(profile: Profile, said: list[Saved], chance: Random, number: int, tally: Tally) -> None:
    copy = copy_of(profile)
    safe = tuple(said[-1]["log"])
    tally["power cuts"] += 1
    if tear(copy.database, (str(safe[0]), int(safe[1])), chance, TEARS[number % len(TEARS)]):
        tally["unsaved bytes torn"] += 1
    check_desk(copy, said, quick=number > 0)


def tear(database: Path, saved: Place, chance: Random, how: "Tear") -> bool:
    """Tear a log behind what was saved; tell whether any frame stood there."""
    log, end = log_of(database), end_of_log(database)
    start = saved[1] if end[0] == saved[0] else 0
    content = bytearray(log.read_bytes())
    fresh = end[1] > start
    how(content, start, chance)
    log.write_bytes(content)
    return fresh


Tear = Callable[[bytearray, int, Random], None]


def cut_off(content: bytearray, start: int, chance: Random) -> None:
    """The file never grew so far."""
    del content[chance.randint(start, max(start, len(content))) :]


def lose_sectors(content: bytearray, start: int, chance: Random) -> None:
    """Some sectors were never written."""
    for place in _sectors(content, start, chance):
        content[place : place + SECTOR] = bytes(len(content[place : place + SECTOR]))


def spoil_sectors(content: bytearray, start: int, chance: Random) -> None:
    """Some sectors were half written."""
    for place in _sectors(content, start, chance):
        content[place : place + SECTOR] = chance.randbytes(len(content[place : place + SECTOR]))


def swap_sectors(content: bytearray, start: int, chance: Random) -> None:
    """Some sectors hold what was meant for others."""
    places = [place for place in _sectors(content, start, chance) if place + SECTOR <= len(content)]
    for one, other in zip(places[::2], places[1::2], strict=False):
        first = bytes(content[one : one + SECTOR])
        content[one : one + SECTOR] = content[other : other + SECTOR]
        content[other : other + SECTOR] = first


TEARS: tuple[Tear, ...] = (cut_off, lose_sectors, spoil_sectors, swap_sectors)


def _sectors(content: bytearray, start: int, chance: Random) -> list[int]:
    """Return where some sectors begin; the one in which the saved part ends is torn from there."""
    whole = range((start // SECTOR + 1) * SECTOR, len(content), SECTOR)
    return [place for place in (start, *whole) if place < len(content) and chance.random() < 0.3]


class Lines:
    """What a process has said, line by line, without waiting for more than there is."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        assert process.stdout
        self.file, self.rest = process.stdout.fileno(), b""

    def next(self) -> str:
        """Return the next line, waiting for it."""
        while b"\n" not in self.rest:
            self._read()
        line, _, self.rest = self.rest.partition(b"\n")
        return line.decode()

    def waiting(self) -> list[str]:
        """Return the lines that are there."""
        while select.select([self.file], [], [], 0)[0]:
            self._read()
        return [self.next() for _ in range(self.rest.count(b"\n"))]

    def _read(self) -> None:
        more = os.read(self.file, 65_536)
        assert more, "the desk ended by itself"
        self.rest += more
