import json
import os
import platform
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desktop import instance
from desktop.instance import hold
from desktop.paths import Profile
from sync.errors import Locked, Unavailable

ROOT = Path(__file__).parent.parent

HOLD = """
import sys, time
from pathlib import Path
from desktop.instance import hold
from desktop.paths import Profile
with hold(Profile(Path(sys.argv[1]))):
    print("held", flush=True)
    sys.stdin.read()
"""

TAKE_TURNS = """
import sys, time
from pathlib import Path
from desktop.instance import hold
from desktop.paths import Profile
folder = Path(sys.argv[1])
for _ in range(5):
    with hold(Profile(folder), wait=30):
        count = int((folder / "count").read_text())
        time.sleep(0.01)
        (folder / "count").write_text(str(count + 1))
"""


@contextmanager
def another_program(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A real process that holds the profile until its input ends."""
    command = [sys.executable, "-c", HOLD, str(folder)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout
        assert child.stdout.readline() == "held\n"
        try:
            yield child
        finally:
            child.kill()


def refused(profile: Profile, **how) -> str:
    with pytest.raises(Locked) as locked, hold(profile, **how):
        pass
    assert locked.value.code == "in_use"
    return locked.value.sentence


def leave_word(profile: Profile, **said) -> None:
    word = {"computer": "library-pc", "process": 77, "since": "2026-03-01T17:40:00+00:00"}
    profile.lock.write_text(json.dumps(word | said))


def test_a_second_program_is_told_which_process_has_it(tmp_path: Path) -> None:
    with another_program(tmp_path) as child:
        sentence = refused(Profile(tmp_path))
    assert sentence.startswith(f"Coalition Desk is already open on this computer (process {child.pid}).")


def test_after_kill_9_the_lock_is_free_at_once(tmp_path: Path) -> None:
    with another_program(tmp_path) as child:
        child.kill()
        child.wait()
        assert json.loads((tmp_path / "lock").read_text())["process"] == child.pid
        with hold(Profile(tmp_path)):
            assert json.loads((tmp_path / "lock").read_text())["process"] == os.getpid()


def test_the_lock_is_free_after_the_block_even_when_it_fails(tmp_path: Path) -> None:
    profile = Profile(tmp_path)
    with pytest.raises(KeyError), hold(profile):
        raise KeyError
    with hold(profile):
        pass
    assert profile.lock.read_bytes() == b""


def test_one_program_cannot_hold_it_twice(tmp_path: Path) -> None:
    profile = Profile(tmp_path)
    with hold(profile):
        assert f"process {os.getpid()}" in refused(profile)
        assert f"process {os.getpid()}" in refused(profile)


def test_two_profiles_do_not_meet(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    with hold(Profile(tmp_path / "a")), hold(Profile(tmp_path / "b")):
        pass


def test_a_short_command_waits_for_another_to_end(tmp_path: Path) -> None:
    with another_program(tmp_path) as child:
        assert child.stdin
        threading.Timer(0.3, child.stdin.close).start()
        began = time.monotonic()
        with hold(Profile(tmp_path), wait=20):
            assert 0.1 < time.monotonic() - began < 15


def test_waiting_ends_when_its_time_is_over(tmp_path: Path) -> None:
    with another_program(tmp_path):
        began = time.monotonic()
        refused(Profile(tmp_path), wait=0.3)
        assert 0.3 <= time.monotonic() - began < 5


def test_programs_that_wait_take_turns_and_lose_nothing(tmp_path: Path) -> None:
    (tmp_path / "count").write_text("0")
    command = [sys.executable, "-c", TAKE_TURNS, str(tmp_path)]
    programs = [subprocess.Popen(command, cwd=ROOT) for _ in range(3)]
    assert [program.wait(60) for program in programs] == [0, 0, 0]
    assert (tmp_path / "count").read_text() == "15"


def test_a_program_started_while_it_is_held_does_not_keep_it(tmp_path: Path) -> None:
    profile = Profile(tmp_path)
    with hold(profile):
        bystander = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    with hold(profile):
        pass
    bystander.communicate(b"\n", 20)


@pytest.mark.parametrize(
    "word", [b"", b"{", b"[]", b"5", b"{}", b"\xff", b'{"computer":1,"process":[],"since":2}']
)
def test_an_unreadable_word_is_no_obstacle_and_no_crash(tmp_path: Path, word: bytes) -> None:
    profile = Profile(tmp_path)
    profile.lock.write_bytes(word)
    with hold(profile):
        profile.lock.write_bytes(word)
        assert refused(profile).startswith("Coalition Desk is already open. ")


def test_on_a_shared_folder_the_word_of_another_computer_counts(tmp_path: Path) -> None:
    profile = Profile(tmp_path / "Dropbox")
    profile.folder.mkdir()
    leave_word(profile)
    sentence = refused(profile)
    assert "already open on the computer library-pc (process 77, since 2026-0" in sentence
    assert json.loads(profile.lock.read_text())["computer"] == "library-pc"
    with hold(profile, take_over=True):
        assert json.loads(profile.lock.read_text())["computer"] == platform.node()
    with hold(profile):
        pass


def test_on_a_shared_folder_the_word_that_a_crash_left_here_does_not_count(tmp_path: Path) -> None:
    profile = Profile(tmp_path / "Dropbox")
    profile.folder.mkdir()
    leave_word(profile, computer=platform.node())
    with hold(profile):
        pass


def test_on_a_disk_of_this_computer_only_the_lock_counts(tmp_path: Path) -> None:
    leave_word(Profile(tmp_path))
    with hold(Profile(tmp_path)):
        pass


def test_a_full_disk_does_not_keep_a_person_out(tmp_path: Path, monkeypatch) -> None:
    def full(*_given: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(instance.os, "write", full)
    with hold(Profile(tmp_path)):
        assert refused(Profile(tmp_path)).startswith("Coalition Desk is already open. ")


def test_a_folder_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(Unavailable) as unavailable, hold(Profile(tmp_path / "gone")):
        pass
    assert unavailable.value.code == "folder_gone"


@pytest.mark.skipif(sys.platform == "win32", reason="links and modes of POSIX")
def test_a_link_in_the_place_of_the_lock_is_not_followed(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_text("kept")
    Profile(tmp_path).lock.symlink_to(precious)
    with pytest.raises(Unavailable), hold(Profile(tmp_path)):
        pass
    assert precious.read_text() == "kept"


@pytest.mark.skipif(sys.platform == "win32", reason="links and modes of POSIX")
def test_only_this_person_may_open_the_lock(tmp_path: Path) -> None:
    with hold(Profile(tmp_path)):
        assert stat.S_IMODE(Profile(tmp_path).lock.stat().st_mode) == 0o600


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="signals of POSIX")
def test_a_program_that_hangs_keeps_the_lock(tmp_path: Path) -> None:
    with another_program(tmp_path) as child:
        child.send_signal(signal.SIGSTOP)
        assert f"process {child.pid}" in refused(Profile(tmp_path), wait=0.2)
