import json
import stat
import sys
from pathlib import Path

import pytest

from desktop.vault import Cost, create_vault, open_vault, recovery_code, vault_exists, ways_to_open
from sync.errors import CoalitionError, Damaged, Locked, Refused

PASSPHRASE = "four plain garden words"


@pytest.fixture
def made(tmp_path: Path, key_store, cheap: Cost) -> tuple[Path, str, str]:
    """A profile with all three slots: its folder, its key, its recovery code."""
    key, code = create_vault(tmp_path, passphrase=PASSPHRASE, cost=cheap)
    return tmp_path, key.hex(), code


def stored(folder: Path) -> dict:
    return json.loads((folder / "vault.json").read_bytes())


def rewrite(folder: Path, change) -> None:
    content = stored(folder)
    change(content)
    (folder / "vault.json").write_text(json.dumps(content))


def lose(folder: Path, *kinds: str) -> None:
    def without(content: dict) -> None:
        content["slots"] = [slot for slot in content["slots"] if slot["kind"] not in kinds]

    rewrite(folder, without)


def code_of(folder: Path, **offer) -> str:
    with pytest.raises(CoalitionError) as raised:
        open_vault(folder, **offer)
    assert isinstance(raised.value, Locked | Damaged)
    assert raised.value.sentence.endswith(".")
    return raised.value.code


def test_the_file_has_the_shape_of_the_design_and_only_this_person_reads_it(made) -> None:
    folder, key, code = made
    content = stored(folder)
    assert list(content) == ["v", "vault_id", "cipher", "slots", "check"]
    assert (content["v"], content["cipher"]) == (1, "sqlcipher4")
    assert [list(slot) for slot in content["slots"]] == [
        ["kind", "ref", "nonce", "ct"],
        ["kind", "kdf", "m", "t", "p", "salt", "nonce", "ct"],
        ["kind", "nonce", "ct"],
    ]
    text = (folder / "vault.json").read_text()
    assert key not in text
    assert PASSPHRASE not in text
    assert code not in text
    if sys.platform != "win32":
        assert stat.S_IMODE((folder / "vault.json").stat().st_mode) == 0o600


def test_a_vault_made_without_a_cost_has_at_least_the_floor(tmp_path: Path, no_key_store) -> None:
    create_vault(tmp_path, passphrase=PASSPHRASE)[0].close()
    slot = stored(tmp_path)["slots"][0]
    assert (slot["m"], slot["p"]) == (65536, 4)
    assert slot["t"] >= 3


def test_each_way_opens_the_same_key(made) -> None:
    folder, key, code = made
    assert open_vault(folder).hex() == key
    assert open_vault(folder, passphrase=PASSPHRASE, use_keyring=False).hex() == key
    assert open_vault(folder, recovery=code.lower(), use_keyring=False).hex() == key
    assert ways_to_open(folder) == ("keyring", "passphrase", "recovery")


@pytest.mark.parametrize("lost", ["keyring", "passphrase", "recovery"])
def test_the_loss_of_any_one_slot_still_opens(made, lost: str) -> None:
    folder, key, code = made
    lose(folder, lost)
    offers = {"keyring": {}, "passphrase": {"passphrase": PASSPHRASE}, "recovery": {"recovery": code}}
    for way, offer in offers.items():
        if way != lost:
            assert open_vault(folder, **offer, use_keyring=way == "keyring").hex() == key


def test_the_loss_of_the_key_store_still_opens_by_passphrase_or_code(made, key_store) -> None:
    folder, key, code = made
    key_store.kept.clear()
    assert code_of(folder) == "no_key"
    assert open_vault(folder, passphrase=PASSPHRASE).hex() == key
    assert open_vault(folder, recovery=code).hex() == key


def test_the_loss_of_all_slots_is_locked_and_says_what_is_safe(made) -> None:
    folder, _key, code = made
    lose(folder, "keyring", "passphrase", "recovery")
    with pytest.raises(Locked, match="safe there") as locked:
        open_vault(folder, passphrase=PASSPHRASE, recovery=code)
    assert locked.value.code == "no_key"
    assert ways_to_open(folder) == ()


def test_a_wrong_passphrase_and_a_wrong_code_are_told_apart(made) -> None:
    folder, _key, _code = made
    assert code_of(folder, passphrase=PASSPHRASE + "!", use_keyring=False) == "wrong_passphrase"
    assert code_of(folder, recovery=recovery_code(), use_keyring=False) == "wrong_recovery"
    assert code_of(folder, passphrase="", use_keyring=False) == "no_key"


def test_wrong_passphrases_never_lock_the_right_one_out(made) -> None:
    folder, key, _code = made
    for attempt in range(30):
        assert code_of(folder, passphrase=f"guess {attempt}", use_keyring=False) == "wrong_passphrase"
    assert open_vault(folder, passphrase=PASSPHRASE, use_keyring=False).hex() == key


def test_a_stranger_in_the_key_store_is_passed_over(made, key_store) -> None:
    folder, key, _code = made
    for name in key_store.kept:
        key_store.kept[name] = "00" * 32
    assert code_of(folder) == "no_key"
    for nonsense in ("", "zz", "00"):
        for name in key_store.kept:
            key_store.kept[name] = nonsense
        assert open_vault(folder, passphrase=PASSPHRASE).hex() == key


def test_without_a_key_store_a_passphrase_is_needed_and_nothing_is_written(tmp_path, no_key_store) -> None:
    with pytest.raises(Refused) as refused:
        create_vault(tmp_path)
    assert refused.value.code == "passphrase_needed"
    assert list(tmp_path.iterdir()) == []


def test_without_a_key_store_a_passphrase_is_enough(tmp_path, no_key_store, cheap) -> None:
    key, code = create_vault(tmp_path, passphrase=PASSPHRASE, cost=cheap)
    assert ways_to_open(tmp_path) == ("passphrase", "recovery")
    assert open_vault(tmp_path, recovery=code).hex() == key.hex()


def test_who_wants_no_key_store_gets_none(tmp_path, key_store, cheap) -> None:
    create_vault(tmp_path, passphrase=PASSPHRASE, use_keyring=False, cost=cheap)
    assert key_store.kept == {}
    with pytest.raises(Refused) as refused:
        create_vault(tmp_path / "other", use_keyring=False)
    assert refused.value.code == "passphrase_needed"


def test_a_second_vault_never_replaces_the_first(made) -> None:
    folder, key, _code = made
    with pytest.raises(Refused) as refused:
        create_vault(folder)
    assert refused.value.code == "vault_exists"
    assert open_vault(folder).hex() == key


def test_a_vault_that_cannot_be_written_leaves_no_secret_in_the_key_store(tmp_path, key_store) -> None:
    with pytest.raises(CoalitionError) as raised:
        create_vault(tmp_path / "gone")
    assert raised.value.code == "folder_gone"
    assert key_store.kept == {}


def test_a_vault_that_cannot_be_written_is_a_sentence_without_a_key_store_too(
    tmp_path, no_key_store, cheap
) -> None:
    with pytest.raises(CoalitionError) as raised:
        create_vault(tmp_path / "gone", passphrase=PASSPHRASE, cost=cheap)
    assert raised.value.code == "folder_gone"


def test_a_folder_without_a_vault_says_so(tmp_path: Path) -> None:
    assert not vault_exists(tmp_path)
    assert code_of(tmp_path) == "no_vault"


def test_a_slot_moved_from_another_vault_does_not_open(made, tmp_path, cheap) -> None:
    folder, _key, _code = made
    other = tmp_path / "other"
    other.mkdir()
    create_vault(other, passphrase=PASSPHRASE, cost=cheap)
    rewrite(folder, lambda content: content.update(slots=stored(other)["slots"]))
    assert code_of(folder, passphrase=PASSPHRASE) == "wrong_passphrase"


@pytest.mark.parametrize(
    "hostile",
    [
        {"m": 64 * 1024**2},
        {"t": 10**9},
        {"p": 10**6},
        {"m": -1},
        {"m": "65536"},
        {"m": None},
        {"kdf": "scrypt"},
        {"salt": ""},
        {"salt": 5},
        {"nonce": "zz"},
        {"ct": []},
    ],
)
def test_a_hostile_slot_costs_nothing_and_is_called_damaged(made, hostile) -> None:
    folder, key, code = made
    rewrite(folder, lambda content: content["slots"][1].update(hostile))
    assert code_of(folder, passphrase=PASSPHRASE, use_keyring=False) == "damaged_slot"
    assert open_vault(folder, passphrase=PASSPHRASE, recovery=code, use_keyring=False).hex() == key
    assert open_vault(folder).hex() == key


def test_a_slot_of_a_newer_kind_is_kept_and_passed_over(made) -> None:
    folder, key, _code = made
    rewrite(folder, lambda content: content["slots"].insert(0, {"kind": "passkey", "x": 1}))
    assert open_vault(folder).hex() == key
    assert ways_to_open(folder) == ("keyring", "passphrase", "recovery")
