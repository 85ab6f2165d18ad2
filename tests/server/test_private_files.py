"""What the office writes is for its own account to read, wherever it is written."""

import os
import stat

import pytest

from sync.server.archive import write_whole
from sync.server.backup import back_up
from tests.server.grown import grow

pytestmark = [
    pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes; a folder's rights are inherited"),
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
]


@pytest.fixture(autouse=True)
def careless():
    """An account that lets everybody read what it writes, as most do."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def mode_of(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_a_backup_is_read_by_nobody_else(office, tmp_path):
    grow(office)
    path = tmp_path / "office.backup"
    back_up(office, path)
    assert mode_of(path) == 0o600


def test_nor_where_something_was_left_in_its_place(office, tmp_path):
    left = tmp_path / "receipt.part"
    left.write_bytes(b"left")
    write_whole(tmp_path / "receipt", b"words")
    assert (tmp_path / "receipt").read_bytes() == b"words"
    assert mode_of(tmp_path / "receipt") == 0o600
