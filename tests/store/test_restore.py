import shutil

import pytest
from sqlalchemy import select, text

from desktop.paths import Profile, prepare
from desktop.store import schema
from desktop.store.backup import back_up, backups
from desktop.store.commit import next_number
from desktop.store.numbers import LAST, LEAP, start_new_numbers
from desktop.store.outbox import unsent
from desktop.store.restore import confirm_restored, is_paused, key_of_backup, restore
from desktop.store.store import open_store
from desktop.vault import Cost, Key, create_vault, open_vault, set_passphrase
from sync.errors import Damaged, Locked, Unavailable
from sync.records.people import Person
from tests.store.samples import SMALL, Clock, content, fill, new_store, opened

OTHER = Key(b"x" * 32)


def restored(profile, file, key, clock):
    return restore(profile, file, key, now=clock, vocabulary=SMALL)


def numbers(store):
    with store.reading() as connection:
        return list(connection.execute(select(schema.changes.c.n).order_by(schema.changes.c.n)).scalars())


def add(store, name):
    with store.edit("Add") as draft:
        return draft.add(Person(name=name))


def test_a_restore_brings_back_what_the_backup_held_and_keeps_what_was_here(profile, key, clock):
    store = opened(profile, key, clock)
    before, backup = content(store), back_up(store, profile)
    add(store, "Later")
    after = content(store)
    store.close()
    clock.pass_by(hours=1)
    result = restored(profile, backup, key, clock)
    again = opened(profile, key, clock)
    assert content(again) == before
    again.close()
    assert result.unsent == 1 and result.made == "2026-11-02T09:00:00+00:00"
    assert result.kept == backups(profile.backups)[0] and "before-restore" in result.kept.name
    restored(profile, result.kept, key, clock)
    back = opened(profile, key, clock)
    assert content(back) == after
    back.close()


def test_nothing_but_the_profile_is_left_behind(profile, key, clock):
    store = opened(profile, key, clock)
    backup = back_up(store, profile)
    store.close()
    restored(profile, backup, key, clock)
    assert sorted(path.name for path in profile.folder.iterdir()) == [
        "backups",
        "coalition.db",
        "files",
        "sessions",
    ]


def test_a_restored_copy_waits_to_be_confirmed_before_it_syncs(profile, key, clock):
    store = opened(profile, key, clock)
    backup = back_up(store, profile)
    assert is_paused(store) == ""
    store.close()
    clock.pass_by(hours=1)
    restored(profile, backup, key, clock)
    again = opened(profile, key, clock)
    assert is_paused(again) == "2026-11-02T10:00:00+00:00"
    confirm_restored(again)
    assert is_paused(again) == ""
    again.close()


def test_no_change_made_after_a_restore_has_a_number_that_was_given_before(profile, key, clock):
    store = opened(profile, key, clock)
    given, backup = numbers(store), back_up(store, profile)
    for word in "abcdefgh":
        add(store, word)
    lost = set(numbers(store)) - set(given)
    store.close()
    for _ in range(2):
        restored(profile, backup, key, clock)
        again = opened(profile, key, clock)
        add(again, "New")
        new = set(numbers(again)) - set(given)
        assert min(new) > LEAP and max(new) < LAST
        assert not new & lost
        lost |= new
        again.close()


def test_two_copies_of_one_backup_never_give_the_same_number(profile, key, clock, tmp_path):
    store = opened(profile, key, clock)
    backup, given = back_up(store, profile, to=tmp_path / "carried"), set(numbers(store))
    store.close()
    there = Profile(tmp_path / "other")
    seen = []
    for each in (profile, there):
        restored(each, backup, key, clock)
        copy = opened(each, key, clock)
        for word in "abc":
            add(copy, word)
        seen.append(set(numbers(copy)) - given)
        copy.close()
    assert not seen[0] & seen[1] and len(seen[0]) == len(seen[1]) == 3


def test_numbers_last_for_a_thousand_restores(store):
    with store.writing() as connection:
        for _ in range(1000):
            before = next_number(connection)
            start_new_numbers(connection)
            assert before + LEAP <= next_number(connection) < LAST


def test_unsent_changes_keep_their_names_so_that_the_office_knows_them_again(profile, key, clock):
    store = opened(profile, key, clock)
    with store.reading() as connection:
        before = unsent(connection)
    device, backup = store.facts()["device"], back_up(store, profile)
    store.close()
    restored(profile, backup, key, clock)
    again = opened(profile, key, clock)
    with again.reading() as connection:
        assert unsent(connection) == before
    assert again.facts()["device"] == device
    again.close()


def test_undo_still_takes_back_what_was_done_before_the_backup(profile, key, clock):
    store = opened(profile, key, clock)
    person = add(store, "Once")
    backup = back_up(store, profile)
    store.close()
    restored(profile, backup, key, clock)
    again = opened(profile, key, clock)
    again.undo()
    assert "trash" in again.state("person", person)
    again.close()


def test_a_backup_opens_on_another_computer_with_the_passphrase_or_the_recovery_code(tmp_path, clock):
    here, there = Profile(tmp_path / "here"), Profile(tmp_path / "there")
    prepare(here)
    cost = Cost(m=32, t=1, p=1)
    key, code = create_vault(here.folder, passphrase="correct horse battery", use_keyring=False, cost=cost)
    store = new_store(here, key, clock)
    fill(store)
    (here.files / "abcd").write_bytes(b"sealed")
    before, backup = content(store), back_up(store, here, to=tmp_path / "carried")
    store.close()
    with pytest.raises(Locked, match="passphrase"):
        key_of_backup(backup, passphrase="wrong horse battery", use_keyring=False)
    for offer in ({"passphrase": "correct horse battery"}, {"recovery": code}):
        restored(there, backup, key_of_backup(backup, **offer, use_keyring=False), clock)
        copy = opened(there, open_vault(there.folder, **offer, use_keyring=False), clock)
        assert content(copy) == before
        copy.close()
    assert (there.files / "abcd").read_bytes() == b"sealed"


def test_a_passphrase_that_was_changed_since_stays_the_new_one(tmp_path, clock):
    profile = Profile(tmp_path / "desk")
    prepare(profile)
    cost = Cost(m=32, t=1, p=1)
    key, _code = create_vault(
        profile.folder, passphrase="correct horse battery", use_keyring=False, cost=cost
    )
    store = new_store(profile, key, clock)
    backup = back_up(store, profile)
    store.close()
    set_passphrase(profile.folder, key, "another horse battery", cost=cost)
    restored(profile, backup, key, clock)
    assert (
        open_vault(profile.folder, passphrase="another horse battery", use_keyring=False).hex() == key.hex()
    )


def test_what_is_no_backup_changes_nothing(profile, key, clock, tmp_path):
    store = opened(profile, key, clock)
    before, backup = content(store), back_up(store, profile, to=tmp_path / "carried")
    store.close()
    whole = backup.read_bytes()
    rotten = bytearray(whole)
    rotten[len(rotten) // 2] ^= 1
    for words in (b"", b"not a backup", whole[: len(whole) // 2], bytes(rotten)):
        backup.write_bytes(words)
        with pytest.raises(Damaged):
            restored(profile, backup, key, clock)
    backup.write_bytes(whole)
    with pytest.raises(Locked):
        restored(profile, backup, OTHER, clock)
    with pytest.raises(Unavailable):
        restored(profile, tmp_path / "absent", key, clock)
    again = opened(profile, key, clock)
    assert content(again) == before and is_paused(again) == ""
    again.close()


def test_a_backup_of_a_newer_program_changes_nothing(profile, key, clock, tmp_path):
    store = opened(profile, key, clock)
    before = content(store)
    with store.writing() as connection:
        connection.exec_driver_sql("PRAGMA user_version = 99")
    backup = back_up(store, profile, to=tmp_path / "carried")
    with store.writing() as connection:
        connection.exec_driver_sql("PRAGMA user_version = 1")
    store.close()
    with pytest.raises(Damaged, match="newer"):
        restored(profile, backup, key, clock)
    again = opened(profile, key, clock)
    assert content(again) == before
    again.close()


def test_a_damaged_database_is_moved_aside_as_it_lies(profile, key, clock):
    store = opened(profile, key, clock)
    before, backup = content(store), back_up(store, profile)
    store.close()
    words = bytearray(profile.database.read_bytes())
    words[100:5000] = bytes(4900)
    profile.database.write_bytes(words)
    result = restored(profile, backup, key, clock)
    assert (result.kept / "coalition.db").read_bytes() == words
    again = opened(profile, key, clock)
    assert content(again) == before
    again.close()


def test_a_restore_waits_until_the_data_file_is_closed(profile, key, clock):
    store = opened(profile, key, clock)
    backup = back_up(store, profile)
    with pytest.raises(Locked, match="close it"):
        restored(profile, backup, key, clock)
    add(store, "Still here")
    store.close()


def test_a_full_disk_during_a_restore_leaves_the_data_as_it_was(profile, key, clock, monkeypatch):
    store = opened(profile, key, clock)
    before, backup = content(store), back_up(store, profile)
    store.close()

    def full(source, target, *_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfileobj", full)
    with pytest.raises(Unavailable, match="disk is full"):
        restored(profile, backup, key, clock)
    again = opened(profile, key, clock)
    assert content(again) == before
    again.close()


def test_the_drill_from_backup_to_wiped_disk_and_back(profile, key, clock, tmp_path):
    store = opened(profile, key, clock)
    before, backup = content(store), back_up(store, profile, to=tmp_path / "stick")
    store.close()
    shutil.rmtree(profile.folder)
    result = restored(profile, backup, key, clock)
    store = open_store(profile.database, key.hex(), now=Clock(), vocabulary=SMALL)
    assert content(store) == before and result.kept is None
    with store.reading() as connection:
        assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
    store.close()
