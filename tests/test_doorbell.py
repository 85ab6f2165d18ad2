"""A second start on one profile calls the first window forward, and opens none of its own."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from desktop.cli import main
from desktop.doorbell import ring, word
from desktop.instance import hold
from desktop.paths import Profile

ROOT = Path(__file__).parent.parent
PASSPHRASE = "correct horse battery"


def window(folder: Path) -> "subprocess.Popen[bytes]":
    words = {"COALITION_DESK_PASSPHRASE": PASSPHRASE, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "desktop.cli", "--profile", str(folder)]
    return subprocess.Popen(command, cwd=ROOT, env={**os.environ, **words})


def test_a_second_window_leaves_it_to_the_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COALITION_DESK_PASSPHRASE", PASSPHRASE)
    profile = Profile(tmp_path / "desk")
    assert main(["--profile", str(profile.folder), "init", "--name", "Riverside"]) == 0
    first = window(profile.folder)
    try:
        until = time.monotonic() + 60
        while not profile.bell.exists() and time.monotonic() < until:
            time.sleep(0.1)
        with window(profile.folder) as second:
            assert second.wait(30) == 0
        assert first.poll() is None and profile.bell.read_text() == word()
    finally:
        first.kill()
        first.wait()


def test_a_bell_that_was_left_by_a_window_that_died_holds_nobody_up(tmp_path: Path) -> None:
    profile = Profile(tmp_path)
    profile.bell.write_text(word())
    assert not ring(profile)


def test_a_command_or_a_window_that_is_stuck_does_not_answer(tmp_path: Path) -> None:
    profile = Profile(tmp_path)
    profile.bell.write_text(word())
    with hold(profile):
        assert not ring(profile, wait=0.2)
    assert profile.bell.read_text() == word()


def test_a_window_on_another_computer_is_not_called(tmp_path: Path) -> None:
    profile = Profile(tmp_path)
    profile.bell.write_text("window on another")
    with hold(profile):
        assert not ring(profile, wait=5.0)
    assert profile.bell.read_text() == "window on another"
