"""No file that a person names takes the place of one of the program's own."""

import pytest

from desktop.paths import Profile
from desktop.writing_out import refuse_own, write_out
from sync.errors import Refused


@pytest.fixture
def desk(tmp_path):
    """A folder that looks like a profile, and a link to it."""
    profile = Profile(tmp_path / "desk")
    profile.backups.mkdir(parents=True)
    profile.files.mkdir()
    for file in (profile.database, profile.vault, profile.lock):
        file.write_bytes(b"ours")
    (tmp_path / "link").symlink_to(profile.folder)
    (tmp_path / "vault").symlink_to(profile.vault)
    return profile


@pytest.mark.parametrize(
    "name",
    [
        "desk",
        "desk/coalition.db",
        "desk/vault.json",
        "desk/new.csv",
        "desk/files/x",
        "desk/none/x",
        "desk/backups/../vault.json",
        "link/vault.json",
        "link",
        "vault",
        "other/../desk/lock",
    ],
)
def test_a_file_in_the_programs_own_folder_is_refused_however_it_is_spelled(desk, tmp_path, name):
    with pytest.raises(Refused, match="keeps your data"):
        write_out(tmp_path / name, b"theirs")
    assert desk.database.read_bytes() == desk.vault.read_bytes() == desk.lock.read_bytes() == b"ours"


def test_the_key_is_kept_where_the_data_file_is_gone(desk):
    desk.database.unlink()
    with pytest.raises(Refused):
        refuse_own(desk.vault)


@pytest.mark.parametrize("name", ["x.csv", "desk/backups/x.csv", "link/backups/x.csv", "desk/../x.csv"])
def test_any_other_place_and_the_backups_are_written(desk, tmp_path, name):
    write_out(tmp_path / name, b"theirs")
    assert (tmp_path / name).read_bytes() == b"theirs"
