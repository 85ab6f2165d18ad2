import os
import shutil
import stat
import subprocess
import sys
from dataclasses import FrozenInstanceError
from pathlib import Path
from types import SimpleNamespace

import pytest

from desktop import shared_folders
from desktop.paths import LEAST_SPACE, Profile, check_folder, default_profile, prepare
from sync.errors import Refused, Unavailable

ROOT = Path(__file__).parent.parent
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")


@pytest.fixture(autouse=True)
def room(monkeypatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: SimpleNamespace(free=LEAST_SPACE))


def test_a_profile_is_one_folder_and_never_changes(tmp_path: Path) -> None:
    profile = Profile(tmp_path)
    inside = [profile.database, profile.vault, profile.backups, profile.files, profile.lock, profile.sessions]
    assert len(set(inside)) == 6
    assert {path.parent for path in inside} == {tmp_path}
    with pytest.raises(FrozenInstanceError):
        profile.folder = tmp_path  # type: ignore[misc]


def test_the_demo_has_a_profile_apart_from_the_real_one() -> None:
    assert default_profile().folder != default_profile("demo").folder
    assert default_profile().folder.parent.name == "coalition-desk"
    assert default_profile().folder.is_absolute()


@POSIX
def test_preparing_makes_folders_for_this_person_only_and_can_be_repeated(tmp_path: Path) -> None:
    profile = Profile(tmp_path / "new" / "desk")
    before = os.umask(0)
    try:
        prepare(profile)
        prepare(profile)
    finally:
        os.umask(before)
    for folder in (profile.folder, profile.backups, profile.files, profile.sessions):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@POSIX
def test_preparing_leaves_the_permissions_of_a_folder_that_was_there(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    prepare(Profile(tmp_path))
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755
    assert stat.S_IMODE(Profile(tmp_path).files.stat().st_mode) == 0o700


def test_preparing_where_a_file_is_in_the_way_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Unavailable, match="your data"):
        prepare(Profile(tmp_path / "file" / "desk"))


def test_a_folder_of_one_s_own_needs_no_warning(tmp_path: Path) -> None:
    assert check_folder(tmp_path) == ()
    assert check_folder(tmp_path / "not" / "there" / "yet") == ()


def test_a_synced_folder_is_refused_unless_allowed_and_then_still_warned_of(tmp_path: Path) -> None:
    folder = tmp_path / "Dropbox" / "desk"
    with pytest.raises(Refused, match="copied to other places by Dropbox") as refused:
        check_folder(folder)
    assert refused.value.code == "shared_folder"
    assert check_folder(folder, allow=True) == (refused.value.sentence,)


def test_a_network_folder_is_refused_unless_allowed(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(shared_folders, "_mounts", lambda: [(str(tmp_path), "cifs")])
    monkeypatch.setattr(shared_folders, "_remote_on_windows", lambda _path: "Windows share")
    with pytest.raises(Refused, match="on another computer \\(Windows share\\)"):
        check_folder(tmp_path)
    assert len(check_folder(tmp_path, allow=True)) == 1


@POSIX
def test_a_folder_that_others_may_change_is_warned_of(tmp_path: Path) -> None:
    tmp_path.chmod(0o770)
    (warning,) = check_folder(tmp_path)
    assert "Other people" in warning


def test_a_nearly_full_disk_is_warned_of(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: SimpleNamespace(free=5 * 1024**2))
    assert check_folder(tmp_path / "new") == ("This disk is nearly full: 5 MB are left.",)


def test_platformdirs_is_not_loaded_before_it_is_asked() -> None:
    program = "import sys, desktop.paths; print('platformdirs' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=True)
    assert ran.stdout.split() == [b"False"]
