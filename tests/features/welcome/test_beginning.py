import pytest

from desktop.exchanging import sync_now
from desktop.features.welcome.beginning import Founding, Joining, begin_profile, can_keep_key, come_in, found
from desktop.paths import Profile
from desktop.session import open_session
from desktop.vault import ways_to_open
from sync.errors import Locked, Malformed, Refused
from sync.records.people import Person
from tests.features.welcome.conftest import PASSPHRASE, Invited


def nothing(report: object) -> None:
    del report


def test_whether_the_computer_keeps_keys_is_found_out_by_asking_it(key_store):
    assert can_keep_key()
    assert key_store.kept == {}


def test_a_computer_without_a_key_store_keeps_none(no_key_store):
    assert not can_keep_key()


def test_with_a_key_store_nothing_is_asked_later(profile: Profile, key_store):
    begun = begin_profile(profile)
    found(begun, Founding("Riverside"))
    begun.session.close()
    assert ways_to_open(profile.folder) == ("keyring", "recovery")
    open_session(profile).close()


def test_a_passphrase_opens_instead_of_the_key_store(profile: Profile, key_store):
    begun = begin_profile(profile, PASSPHRASE)
    found(begun, Founding("Riverside"))
    begun.session.close()
    assert ways_to_open(profile.folder) == ("passphrase", "recovery")
    with pytest.raises(Locked):
        open_session(profile)
    open_session(profile, lambda words: PASSPHRASE).close()


def test_without_a_key_store_the_passphrase_opens(profile: Profile, no_key_store):
    begin_profile(profile, PASSPHRASE).session.close()
    assert ways_to_open(profile.folder) == ("passphrase", "recovery")


def test_without_either_nothing_begins(profile: Profile, no_key_store):
    with pytest.raises(Refused) as refusal:
        begin_profile(profile)
    assert refusal.value.code == "passphrase_needed"
    assert not profile.database.exists()


def test_a_short_passphrase_makes_nothing(profile: Profile, no_key_store):
    with pytest.raises(Refused):
        begin_profile(profile, "short")
    assert not profile.folder.exists()


def test_whoever_starts_a_coalition_is_in_it(profile: Profile, key_store):
    begun = begin_profile(profile)
    assert found(begun, Founding(" Riverside ", "Ana Ruiz", "treasurer")) == "Riverside"
    store = begun.session.store
    assert store.get("person", store.facts()["person"]).headline() == "Ana Ruiz"
    begun.session.close()


def test_nobody_has_to_give_a_name(profile: Profile, key_store):
    begun = begin_profile(profile)
    found(begun, Founding("Riverside", "  "))
    assert "person" not in begun.session.store.facts()
    begun.session.close()


def test_a_name_that_cannot_be_makes_nothing(profile: Profile, key_store):
    begun = begin_profile(profile)
    with pytest.raises(Malformed):
        found(begun, Founding("   "))
    assert not begun.session.store.author.home
    begun.session.close()


def test_what_was_cut_off_goes_on_with_a_new_recovery_code(profile: Profile, key_store):
    first = begin_profile(profile)
    first.session.close()
    again = begin_profile(profile)
    assert again.recovery
    assert again.recovery != first.recovery
    again.session.close()


def test_joining_fetches_what_is_there(profile: Profile, key_store, invited: Invited):
    other = begin_profile(Profile(profile.folder.with_name("other")))
    come_in(other, Joining(*invited()), nothing)
    with other.session.store.edit("Add") as draft:
        person = draft.add(Person(name="Luis"))
    sync_now(other.session.store, until_level=True, timeout=20)
    other.session.close()
    begun, received = begin_profile(profile), list[int]()
    assert come_in(begun, Joining(*invited()), lambda report: received.append(report.received)) == "Riverside"
    assert begun.session.store.get("person", person).headline() == "Luis"
    assert received[-1] >= 1
    begun.session.close()


def test_a_code_that_was_used_leaves_the_profile_as_it_was(profile: Profile, key_store, invited: Invited):
    code, server = invited()
    other = begin_profile(Profile(profile.folder.with_name("other")))
    come_in(other, Joining(code, server), nothing)
    other.session.close()
    begun = begin_profile(profile)
    with pytest.raises(Refused) as refusal:
        come_in(begun, Joining(code, server), nothing)
    assert refusal.value.code == "code"
    assert not begun.session.store.author.home
    assert come_in(begun, Joining(*invited()), nothing) == "Riverside"
    begun.session.close()
