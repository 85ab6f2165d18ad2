from pathlib import Path

import pytest

from desktop.features.preferences.backups import (
    Loss,
    back_up_now,
    belonging_here,
    go_back,
    is_from_elsewhere,
    kept_backups,
    loss_of,
    needs_passphrase,
)
from desktop.paths import Profile
from desktop.session import Session, open_session
from desktop.store.restore import is_paused
from sync.errors import Damaged, Locked, Refused
from sync.records.people import Person
from tests.features.preferences.conftest import PASSPHRASE, begin


def add(session: Session, name: str) -> str:
    with session.store.edit("Add") as draft:
        return draft.add(Person(name=name))


def test_a_backup_is_listed_with_its_size_and_is_whole(asking: Session):
    path = back_up_now(asking.store, asking.profile)
    (kept,) = kept_backups(asking.profile)
    assert kept.path == path
    assert kept.whole
    assert kept.size == path.stat().st_size


def test_one_bit_that_fell_over_is_noticed(asking: Session):
    path = back_up_now(asking.store, asking.profile)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    (kept,) = kept_backups(asking.profile)
    assert not kept.whole


def test_a_file_that_is_no_backup_is_listed_as_damaged(asking: Session):
    path = back_up_now(asking.store, asking.profile)
    path.write_bytes(b"nothing")
    (kept,) = kept_backups(asking.profile)
    assert not kept.whole
    with pytest.raises(Damaged):
        loss_of(asking.store, path)


def test_what_is_not_in_it_is_counted(asking: Session):
    path = back_up_now(asking.store, asking.profile)
    assert loss_of(asking.store, path) == Loss(0, 0)
    add(asking, "Luis")
    add(asking, "Mei")
    assert loss_of(asking.store, path) == Loss(2, 2)


def test_a_copy_elsewhere_is_not_among_the_own(asking: Session, tmp_path: Path):
    back_up_now(asking.store, asking.profile, tmp_path / "copy.coalition")
    assert kept_backups(asking.profile) == []
    assert loss_of(asking.store, tmp_path / "copy.coalition").changes == 0


def test_going_back_keeps_what_was_there(asking: Session):
    before = add(asking, "Luis")
    path = back_up_now(asking.store, asking.profile)
    after = add(asking, "Mei")
    job = go_back(asking.profile, path, PASSPHRASE)
    asking.close()
    assert job().unsent == 1
    session = open_session(asking.profile, lambda words: PASSPHRASE)
    assert session.store.get("person", before).headline() == "Luis"
    assert is_paused(session.store)
    with pytest.raises(Exception, match="no person"):
        session.store.get("person", after)
    assert [each.why for each in kept_backups(session.profile)].count("before restore") == 1
    session.close()


def test_a_wrong_passphrase_is_told_before_anything_is_closed(asking: Session):
    path = back_up_now(asking.store, asking.profile)
    with pytest.raises(Locked):
        go_back(asking.profile, path, "not this one at all")
    assert asking.store.author.home


def test_a_passphrase_is_asked_for_where_nothing_else_opens(asking: Session):
    assert needs_passphrase(asking.profile, back_up_now(asking.store, asking.profile))


def test_the_key_store_needs_no_passphrase(silent: Session):
    assert not needs_passphrase(silent.profile, back_up_now(silent.store, silent.profile))


def test_another_coalitions_backup_is_refused_until_that_is_wanted(asking: Session, tmp_path: Path):
    other = begin(Profile(tmp_path / "theirs"))
    path = back_up_now(other.store, other.profile, tmp_path / "theirs.coalition")
    assert is_from_elsewhere(asking.profile, path) and not is_from_elsewhere(other.profile, path)
    other.close()
    mine = belonging_here(asking.store)
    with pytest.raises(Refused, match="another coalition"):
        go_back(asking.profile, path, PASSPHRASE, mine=mine)
    add(asking, "Kept")
    job = go_back(asking.profile, path, PASSPHRASE, mine=mine, anyway=True)
    asking.close()
    kept = job().kept
    assert kept is not None and kept.suffix == ".coalition"
