import errno
import os
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.safe_files import (
    clear_unfinished,
    explain_os_error,
    plain_disk_errors,
    write_atomically,
    write_pieces,
)
from sync.errors import Unavailable

ROOT = Path(__file__).parent.parent
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="limits and signals of POSIX")


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_what_is_written_is_there_alone_and_for_this_person_only(tmp_path: Path) -> None:
    path = tmp_path / "minutes.pdf"
    write_atomically(path, b"one")
    write_atomically(path, b"two")
    assert path.read_bytes() == b"two"
    assert names_in(tmp_path) == ["minutes.pdf"]
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_reader_meets_the_old_file_or_the_new_one_never_a_part(tmp_path: Path) -> None:
    path = tmp_path / "file"
    versions = [bytes([number]) * 200_000 for number in range(40)]
    write_atomically(path, versions[0])
    writer = threading.Thread(target=lambda: [write_atomically(path, version) for version in versions])
    writer.start()
    seen = set()
    while writer.is_alive():
        seen.add(path.read_bytes())
    writer.join()
    assert seen <= set(versions)
    assert path.read_bytes() == versions[-1]


FULL = """
import resource, sys
from pathlib import Path
from desktop.safe_files import write_atomically
from sync.errors import Unavailable
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write_atomically(Path(sys.argv[1]), b"x" * 5000, "the receipt")
except Unavailable as error:
    print(error.code, error.sentence)
"""


@POSIX
def test_a_file_that_finds_no_room_leaves_the_old_one_and_no_litter(tmp_path: Path) -> None:
    path = tmp_path / "receipt"
    write_atomically(path, b"old")
    command = [sys.executable, "-c", FULL, str(path)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout.startswith("disk_full Your disk is full, so the receipt isn't saved yet. ")
    assert path.read_bytes() == b"old"
    assert names_in(tmp_path) == ["receipt"]


def test_a_name_that_cannot_be_taken_leaves_no_litter(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(Unavailable):
        write_atomically(tmp_path / "folder", b"x")
    assert names_in(tmp_path) == ["folder"]


WRITE_FOREVER = """
import sys
from pathlib import Path
from desktop.safe_files import write_atomically
number = 0
while True:
    number += 1
    write_atomically(Path(sys.argv[1]), b"%d " % number * 20_000)
    print(number, flush=True)
"""


@POSIX
def test_killed_at_any_moment_the_file_is_the_last_acknowledged_or_the_next(tmp_path: Path) -> None:
    path = tmp_path / "file"
    for killed_after in (1, 5, 30):
        command = [sys.executable, "-c", WRITE_FOREVER, str(path)]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
            assert child.stdout
            acknowledged = [int(child.stdout.readline()) for _ in range(killed_after)]
            child.kill()
            acknowledged += [int(line) for line in child.stdout]
        numbers = path.read_bytes().split()
        assert len(numbers) == 20_000
        assert set(numbers) <= {b"%d" % acknowledged[-1], b"%d" % (acknowledged[-1] + 1)}
        assert len(set(numbers)) == 1


def test_clearing_takes_only_what_was_left_of_that_file(tmp_path: Path) -> None:
    for name in (".a.json.x1.part", "a.json", ".b.json.x1.part", "a.json.part"):
        (tmp_path / name).touch()
    clear_unfinished(tmp_path / "a.json")
    assert names_in(tmp_path) == [".b.json.x1.part", "a.json", "a.json.part"]


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk_full"),
        (errno.EDQUOT, "quota"),
        (errno.EROFS, "read_only"),
        (errno.EACCES, "not_allowed"),
        (errno.EPERM, "not_allowed"),
        (errno.EIO, "disk_error"),
        (errno.ENOENT, "folder_gone"),
        (errno.ELOOP, "disk_trouble"),
        (None, "disk_trouble"),
    ],
)
def test_each_failure_of_the_disk_has_its_sentence(number: int | None, code: str) -> None:
    error = OSError("odd") if number is None else OSError(number, os.strerror(number))
    explained = explain_os_error(error, "the meeting")
    assert explained.code == code
    assert explained.exit_code == 4
    assert "the meeting" in explained.sentence or code == "disk_error"
    assert explained.sentence.endswith(".")
    assert "Errno" not in explained.sentence
    assert "{" not in explained.sentence


def test_a_name_with_braces_is_shown_as_it_is() -> None:
    assert "{what} {0}" in explain_os_error(OSError(errno.ENOSPC, ""), "{what} {0}").sentence


def test_only_failures_of_the_disk_are_explained(tmp_path: Path) -> None:
    with pytest.raises(Unavailable) as explained, plain_disk_errors("the report"):
        (tmp_path / "none").read_bytes()
    assert isinstance(explained.value.__cause__, FileNotFoundError)
    with pytest.raises(KeyError), plain_disk_errors("the report"):
        raise KeyError("ours")


def test_what_comes_in_pieces_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "pieces"
    write_pieces(path, (b"one ", b"two"))
    assert path.read_bytes() == b"one two"

    def cut_off() -> Iterator[bytes]:
        yield b"three "
        raise Unavailable("The stick is gone.")

    with pytest.raises(Unavailable, match="stick is gone"):
        write_pieces(path, cut_off())
    assert path.read_bytes() == b"one two"
    assert names_in(tmp_path) == ["pieces"]
