import zipfile

import orjson
import pytest

from desktop.store.archive import read_about, unpack
from sync.errors import Damaged

ABOUT = {"made": "2026-11-02T09:00:00+00:00", "why": "", "mark": "0.0.0", "format": 1}


def archive(path, members, about=ABOUT, compression=zipfile.ZIP_STORED):
    with zipfile.ZipFile(path, "w", compression) as file:
        file.writestr("about.json", orjson.dumps(about), zipfile.ZIP_STORED)
        for name, words in members.items():
            file.writestr(name, words)
    return path


def test_a_name_that_points_elsewhere_is_passed_over(tmp_path):
    names = [
        "../evil",
        "files/../../evil",
        "/evil/absolute",
        "files/C:\\evil",
        "coalition.db-wal",
        "files/.hidden",
    ]
    members = {"coalition.db": b"sealed", **dict.fromkeys(names, b"evil")}
    unpack(archive(tmp_path / "strange", members), tmp_path / "into")
    written = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert written == {"strange", "into/coalition.db"}


def test_nothing_that_is_compressed_is_unpacked(tmp_path):
    bomb = archive(tmp_path / "bomb", {"coalition.db": bytes(10**6)}, compression=zipfile.ZIP_DEFLATED)
    with pytest.raises(Damaged, match="not a backup"):
        unpack(bomb, tmp_path / "into")


def test_a_backup_without_a_database_is_none(tmp_path):
    with pytest.raises(Damaged, match="not a backup"):
        unpack(archive(tmp_path / "empty", {}), tmp_path / "into")


@pytest.mark.parametrize("about", [[], {}, {"made": 1, "x": 2}, "word", {**ABOUT, "format": "new"}])
def test_words_that_make_no_sense_make_no_backup(tmp_path, about):
    with pytest.raises(Damaged, match="not a backup"):
        read_about(archive(tmp_path / "strange", {}, about))


def test_a_newer_format_asks_for_an_update(tmp_path):
    with pytest.raises(Damaged, match="newer"):
        read_about(archive(tmp_path / "newer", {}, {**ABOUT, "format": 2}))


def test_a_flipped_bit_in_the_archive_is_noticed(tmp_path):
    path = archive(tmp_path / "rotten", {"coalition.db": b"sealed" * 100})
    path.write_bytes(path.read_bytes().replace(b"sealedsealed", b"sealedsealee", 1))
    with pytest.raises(Damaged, match="not a backup"):
        unpack(path, tmp_path / "into")
