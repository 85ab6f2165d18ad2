import resource
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from desktop.paths import Profile
from desktop.store import backup as module
from desktop.store.archive import read_about, unpack
from desktop.store.backup import back_up, backups, is_due, thin
from desktop.store.connection import PLAIN_HEADER, connect
from desktop.vault import create_vault
from sync.errors import Damaged, Unavailable
from sync.records.people import Person
from tests.store.samples import MARKER, content, files_under, fill, opened


@contextmanager
def only_room_for(size: int) -> Iterator[Path]:
    """A folder on a disk of `size` bytes; where none can be mounted, files that may not grow past it."""
    with tempfile.TemporaryDirectory() as folder:
        mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder]
        is_mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        if not is_mounted:
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
        try:
            yield Path(folder)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
            if is_mounted:
                subprocess.run(["umount", "--lazy", folder], check=True)


def copy_in(backup, folder):
    unpack(backup, folder)
    return Profile(folder)


def test_a_backup_holds_everything_and_opens_with_the_same_key(store, profile, key, clock, tmp_path):
    copy = opened(copy_in(back_up(store, profile), tmp_path / "copy"), key, clock)
    assert content(copy) == content(store)
    assert copy.facts() | {"place": ""} == store.facts() | {"place": ""}  # it is another file
    copy.close()


def test_a_backup_holds_what_still_waits_in_the_log(store, profile, key, clock, tmp_path):
    fill(store, 3)
    assert profile.database.with_name("coalition.db-wal").stat().st_size
    copy = opened(copy_in(back_up(store, profile), tmp_path / "copy"), key, clock)
    assert content(copy) == content(store)
    copy.close()


def test_no_backup_is_readable_without_the_key(store, profile, tmp_path):
    back_up(store, profile)
    back_up(store, profile, to=tmp_path / "carried")
    for path in [*files_under(profile.folder), tmp_path / "carried"]:
        words = path.read_bytes()
        assert MARKER.encode() not in words and PLAIN_HEADER not in words


def test_the_vault_and_the_attachments_travel_with_a_backup_to_carry(store, profile, tmp_path):
    create_vault(profile.folder, passphrase="correct horse battery", use_keyring=False)
    attachment = profile.files / "ab" / ("ab" * 32)
    attachment.parent.mkdir()
    attachment.write_bytes(b"sealed")
    copy = copy_in(back_up(store, profile, to=tmp_path / "carried"), tmp_path / "copy")
    assert copy.vault.read_bytes() == profile.vault.read_bytes()
    assert (copy.files / "ab" / ("ab" * 32)).read_bytes() == b"sealed"


def test_backups_are_named_by_when_and_why_and_never_written_over(store, profile):
    made = [back_up(store, profile, why="before Import!") for _ in range(3)]
    assert made[0].name == "20261102T090000Z-before-import.coalition"
    assert backups(profile.backups) == made[::-1]
    assert read_about(made[0]).why == "before Import!"


def test_a_backup_made_while_others_write_is_one_moment(store, profile, key, clock, tmp_path):
    done = threading.Event()

    def work():
        while not done.is_set():
            with store.edit("Add two") as draft:
                draft.add(Person(name="left"))
                draft.add(Person(name="right"))

    writer = threading.Thread(target=work)
    writer.start()
    try:
        made = [back_up(store, profile) for _ in range(3)]
    finally:
        done.set()
        writer.join()
    for number, each in enumerate(made):
        copy = opened(copy_in(each, tmp_path / str(number)), key, clock)
        assert len(copy.search("left", 10_000)) == len(copy.search("right", 10_000))
        copy.close()


def test_a_full_disk_leaves_no_part_of_a_backup_and_the_data_as_it_was(store, profile):
    before = content(store)
    size = profile.database.stat().st_size
    for room in (size // 8, size // 2, size + size // 2):
        with only_room_for(room) as folder:
            with pytest.raises(Unavailable, match="disk"):
                back_up(store, profile, to=folder / "carried")
            assert list(folder.iterdir()) == []
    assert content(store) == before
    fill(store, 2)


def test_a_failed_backup_leaves_the_older_one_of_that_name(store, profile, tmp_path):
    target = back_up(store, profile, to=tmp_path / "carried")
    before = target.read_bytes()
    with pytest.raises(Unavailable):
        _damage_the_copy(store, profile, target)
    assert target.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["carried", "desk"]


def _damage_the_copy(store, profile, target):
    patch = pytest.MonkeyPatch()
    real = module.check_sealed

    def damage(copy):
        real(copy)
        words = bytearray(copy.read_bytes())
        words[len(words) // 2] ^= 1
        copy.write_bytes(words)

    patch.setattr(module, "check_sealed", damage)
    try:
        back_up(store, profile, to=target)
    finally:
        patch.undo()


def test_a_bit_that_flips_in_the_copy_is_noticed(store, profile):
    with pytest.raises(Damaged):
        _damage_the_copy(store, profile, None)
    assert backups(profile.backups) == []


def test_rows_that_are_missing_from_a_copy_are_noticed(store, profile, monkeypatch):
    real = module.count_rows

    def forget_one(connection, database="main"):
        counts = real(connection, database)
        return {**counts, "person_rows": counts["person_rows"] - 1} if database == "copy" else counts

    monkeypatch.setattr(module, "count_rows", forget_one)
    with pytest.raises(Damaged, match="everything"):
        back_up(store, profile)
    assert backups(profile.backups) == []


def test_a_backup_is_due_when_half_an_hour_has_passed_and_something_changed(store, profile, clock):
    assert is_due(store, profile)
    back_up(store, profile)
    clock.pass_by(minutes=31)
    assert not is_due(store, profile)
    fill(store, 1)
    assert is_due(store, profile)
    back_up(store, profile)
    fill(store, 1)
    assert not is_due(store, profile)
    clock.pass_by(minutes=30)
    assert is_due(store, profile)


def test_what_was_heard_from_the_office_makes_a_backup_due(store, profile, clock):
    back_up(store, profile)
    clock.pass_by(hours=1)
    with store.writing() as connection:
        connection.execute(text("UPDATE spaces SET cursor = 7"))
    assert is_due(store, profile)


def test_a_clock_that_was_put_back_does_not_stop_backups(store, profile, clock):
    back_up(store, profile)
    fill(store, 1)
    clock.pass_by(days=-3650)
    assert is_due(store, profile)


def test_thinning_keeps_the_one_just_made_even_if_the_clock_was_put_back(store, profile, clock):
    for _ in range(40):
        back_up(store, profile)
        clock.pass_by(days=1)
    clock.pass_by(days=-3650)
    made = back_up(store, profile)
    gone = thin(profile.backups, keep=made)
    there = backups(profile.backups)
    assert gone and made in there and len(there) + len(gone) == 41


def test_thinning_leaves_strange_files_alone(store, profile):
    strange = profile.backups / "mine.coalition"
    strange.write_bytes(b"")
    back_up(store, profile)
    assert thin(profile.backups) == [] and strange.exists()


def test_what_a_cut_off_program_left_is_cleared_away(store, profile):
    left = profile.backups / ".making-before"
    left.mkdir()
    (left / "copy").write_bytes(b"half")
    back_up(store, profile)
    assert not left.exists()


def test_an_archive_from_a_stranger_is_refused(profile, tmp_path):
    path = tmp_path / "strange"
    for words in (b"", b"PK\x03\x04 and no more", b"SQLite format 3\0"):
        path.write_bytes(words)
        with pytest.raises(Damaged, match="not a backup"):
            unpack(path, tmp_path / "into")


def test_a_copy_is_read_by_sqlcipher_with_the_raw_key_alone(store, profile, key, tmp_path):
    copy = copy_in(back_up(store, profile), tmp_path / "copy")
    connection = connect(copy.database, key.hex(), read_only=True)
    assert connection.execute("PRAGMA cipher_integrity_check").fetchall() == []
    assert connection.execute("SELECT count(*) FROM person").fetchone() == (40,)
    connection.close()
