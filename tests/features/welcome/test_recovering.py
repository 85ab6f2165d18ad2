import pytest

from desktop.features.welcome.beginning import Founding, begin_profile, found
from desktop.features.welcome.recovering import (
    asks_for_passphrase,
    check_recovery,
    open_with_passphrase,
    recover,
)
from desktop.paths import Profile
from sync.errors import Locked, Refused
from tests.features.welcome.conftest import PASSPHRASE

NEW = "entirely other words now"


@pytest.fixture
def recovery(profile: Profile, no_key_store) -> str:
    """The recovery code of a coalition that asks for a passphrase, closed."""
    begun = begin_profile(profile, PASSPHRASE)
    found(begun, Founding("Riverside"))
    begun.session.close()
    return begun.recovery


def test_the_passphrase_opens(profile: Profile, recovery: str):
    session = open_with_passphrase(profile, PASSPHRASE)
    assert session.store.author.home
    session.close()


def test_a_wrong_passphrase_says_so(profile: Profile, recovery: str):
    with pytest.raises(Locked) as trouble:
        open_with_passphrase(profile, NEW)
    assert trouble.value.code == "wrong_passphrase"


def test_a_typing_mistake_in_the_code_names_the_group(profile: Profile, recovery: str):
    wrong = ("X" if recovery[0] != "X" else "Y") + recovery[1:]
    with pytest.raises(Locked, match="group 1"):
        check_recovery(profile, wrong)


def test_the_code_sets_a_new_passphrase_and_is_replaced_by_a_new_one(profile: Profile, recovery: str):
    check_recovery(profile, recovery.lower())
    session, fresh = recover(profile, recovery, NEW)
    session.close()
    open_with_passphrase(profile, NEW).close()
    check_recovery(profile, fresh)
    for spent in (
        lambda: check_recovery(profile, recovery),
        lambda: open_with_passphrase(profile, PASSPHRASE),
    ):
        with pytest.raises(Locked):
            spent()


def test_a_short_passphrase_changes_nothing(profile: Profile, recovery: str):
    with pytest.raises(Refused):
        recover(profile, recovery, "short")
    open_with_passphrase(profile, PASSPHRASE).close()


def test_a_profile_without_a_passphrase_asks_for_the_code(profile: Profile, key_store):
    begin_profile(profile).session.close()
    assert not asks_for_passphrase(profile)
