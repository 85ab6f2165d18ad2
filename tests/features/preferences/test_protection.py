import pytest

from desktop.features.preferences.protection import (
    Protection,
    change_passphrase,
    new_recovery_code,
    open_without_asking,
    protection_of,
)
from desktop.paths import Profile
from desktop.session import Session
from desktop.vault import open_vault
from sync.errors import Locked, Refused
from tests.features.preferences.conftest import PASSPHRASE

NEW = "entirely other words now"


def opens(profile: Profile, **given: str) -> bool:
    try:
        open_vault(profile.folder, use_keyring=False, **given).close()
    except Locked:
        return False
    return True


def test_a_new_passphrase_takes_the_place_of_the_old(asking: Session):
    change_passphrase(asking.profile, PASSPHRASE, NEW, each_time=True)
    assert opens(asking.profile, passphrase=NEW)
    assert not opens(asking.profile, passphrase=PASSPHRASE)


@pytest.mark.parametrize("current", ["", "not this one at all"])
def test_without_the_present_passphrase_nothing_changes(asking: Session, current: str):
    with pytest.raises(Locked):
        change_passphrase(asking.profile, current, NEW, each_time=True)
    assert opens(asking.profile, passphrase=PASSPHRASE)


def test_a_short_one_changes_nothing(asking: Session):
    with pytest.raises(Refused):
        change_passphrase(asking.profile, PASSPHRASE, "short", each_time=True)
    assert opens(asking.profile, passphrase=PASSPHRASE)


def test_the_key_store_may_go_on_opening_beside_a_passphrase(silent: Session):
    change_passphrase(silent.profile, "", NEW, each_time=False)
    assert protection_of(silent.profile) == Protection(by_keyring=True, by_passphrase=True)


def test_or_the_passphrase_is_asked_for_each_time(silent: Session):
    change_passphrase(silent.profile, "", NEW, each_time=True)
    assert protection_of(silent.profile) == Protection(by_keyring=False, by_passphrase=True)
    open_without_asking(silent.profile, NEW)
    open_vault(silent.profile.folder).close()


def test_a_computer_without_a_key_store_cannot_keep_the_key(asking: Session):
    with pytest.raises(Refused) as refusal:
        open_without_asking(asking.profile, PASSPHRASE)
    assert refusal.value.code == "no_keyring"


def test_a_new_recovery_code_takes_the_place_of_the_old(asking: Session):
    first = new_recovery_code(asking.profile, PASSPHRASE)
    second = new_recovery_code(asking.profile, PASSPHRASE)
    assert opens(asking.profile, recovery=second)
    assert not opens(asking.profile, recovery=first)
