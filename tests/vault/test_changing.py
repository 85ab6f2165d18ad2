import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.vault import (
    Cost,
    create_vault,
    destroy_vault,
    open_vault,
    remember_key,
    remove_slot,
    renew_recovery,
    set_passphrase,
    vault_exists,
    ways_to_open,
)
from desktop.vault.key import Key, new_key
from sync.errors import Damaged, Locked, Refused

PASSPHRASE = "four plain garden words"
NEW = "quite another passphrase"
ROOT = Path(__file__).parents[2]


@pytest.fixture
def key(tmp_path: Path, key_store, cheap: Cost) -> Key:
    """The open key of a profile in tmp_path with all three slots."""
    return create_vault(tmp_path, passphrase=PASSPHRASE, cost=cheap)[0]


def code_of(folder: Path, **offer) -> str:
    with pytest.raises(Locked) as locked:
        open_vault(folder, **offer, use_keyring=False)
    return locked.value.code


def test_a_new_passphrase_opens_and_the_old_one_does_not(tmp_path, key, cheap) -> None:
    set_passphrase(tmp_path, key, NEW, cost=cheap)
    assert open_vault(tmp_path, passphrase=NEW, use_keyring=False).hex() == key.hex()
    assert code_of(tmp_path, passphrase=PASSPHRASE) == "wrong_passphrase"
    assert sorted(ways_to_open(tmp_path)) == ["keyring", "passphrase", "recovery"]


def test_a_short_passphrase_changes_nothing(tmp_path, key) -> None:
    before = (tmp_path / "vault.json").read_bytes()
    with pytest.raises(Refused):
        set_passphrase(tmp_path, key, "short")
    assert (tmp_path / "vault.json").read_bytes() == before


def test_a_new_code_opens_and_the_old_one_does_not(tmp_path, key) -> None:
    first = renew_recovery(tmp_path, key)
    second = renew_recovery(tmp_path, key)
    assert open_vault(tmp_path, recovery=second, use_keyring=False).hex() == key.hex()
    assert code_of(tmp_path, recovery=first) == "wrong_recovery"


def test_remembering_again_leaves_one_secret_in_the_key_store(tmp_path, key, key_store) -> None:
    before = dict(key_store.kept)
    remember_key(tmp_path, key)
    assert len(key_store.kept) == 1
    assert key_store.kept != before
    assert open_vault(tmp_path).hex() == key.hex()


def test_a_lost_key_store_is_repaired_by_remembering(tmp_path, key, key_store) -> None:
    key_store.kept.clear()
    remember_key(tmp_path, open_vault(tmp_path, passphrase=PASSPHRASE))
    assert open_vault(tmp_path).hex() == key.hex()


def test_remembering_without_a_key_store_is_refused(tmp_path, no_key_store, cheap) -> None:
    key, _code = create_vault(tmp_path, passphrase=PASSPHRASE, cost=cheap)
    with pytest.raises(Refused) as refused:
        remember_key(tmp_path, key)
    assert refused.value.code == "no_keyring"


def test_removing_the_key_store_slot_takes_its_secret_away(tmp_path, key, key_store) -> None:
    remove_slot(tmp_path, key, "keyring")
    assert key_store.kept == {}
    assert code_of(tmp_path) == "no_key"


def test_the_last_slot_that_needs_no_key_store_stays(tmp_path, key) -> None:
    remove_slot(tmp_path, key, "passphrase")
    with pytest.raises(Refused) as refused:
        remove_slot(tmp_path, key, "recovery")
    assert refused.value.code == "last_slot"
    assert ways_to_open(tmp_path) == ("keyring", "recovery")


def test_a_stranger_s_key_changes_nothing(tmp_path, key, cheap) -> None:
    before = (tmp_path / "vault.json").read_bytes()
    for change in (
        lambda: set_passphrase(tmp_path, new_key(), NEW, cost=cheap),
        lambda: renew_recovery(tmp_path, new_key()),
        lambda: remember_key(tmp_path, new_key()),
        lambda: remove_slot(tmp_path, new_key(), "passphrase"),
    ):
        with pytest.raises(Damaged):
            change()
    assert (tmp_path / "vault.json").read_bytes() == before


def test_a_closed_key_changes_nothing(tmp_path, key) -> None:
    key.close()
    with pytest.raises(Locked):
        renew_recovery(tmp_path, key)


def test_a_slot_of_a_newer_kind_survives_a_change(tmp_path, key, cheap) -> None:
    path = tmp_path / "vault.json"
    content = json.loads(path.read_bytes())
    content["slots"].append({"kind": "passkey", "x": [1]})
    path.write_text(json.dumps(content))
    set_passphrase(tmp_path, key, NEW, cost=cheap)
    assert {"kind": "passkey", "x": [1]} in json.loads(path.read_bytes())["slots"]


def test_destroying_leaves_no_way_to_open(tmp_path, key, key_store, cheap) -> None:
    set_passphrase(tmp_path, key, NEW, cost=cheap)
    destroy_vault(tmp_path)
    assert not vault_exists(tmp_path)
    assert key_store.kept == {}
    assert list(tmp_path.iterdir()) == []
    destroy_vault(tmp_path)


CHANGE_FOREVER = """
import sys
from pathlib import Path
from desktop.vault import Cost, open_vault, set_passphrase
folder = Path(sys.argv[1])
key = open_vault(folder, passphrase="passphrase number 0", use_keyring=False)
number = 0
while True:
    number += 1
    set_passphrase(folder, key, f"passphrase number {number}", cost=Cost(32, 1, 1))
    print(number, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is POSIX")
def test_killed_at_any_moment_the_last_acknowledged_passphrase_or_the_next_opens(
    tmp_path, no_key_store, cheap
) -> None:
    key, _code = create_vault(tmp_path, passphrase="passphrase number 0", cost=cheap)
    for killed_after in (1, 7, 20):
        program = [sys.executable, "-c", CHANGE_FOREVER, str(tmp_path)]
        with subprocess.Popen(program, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
            assert child.stdout
            acknowledged = [int(child.stdout.readline()) for _ in range(killed_after)]
            os.kill(child.pid, signal.SIGKILL)
            acknowledged += [int(line) for line in child.stdout]
        assert child.returncode == -signal.SIGKILL
        last = acknowledged[-1]
        opened = [
            number
            for number in (last, last + 1)
            if _opens(tmp_path, f"passphrase number {number}", key.hex())
        ]
        assert len(opened) == 1
        set_passphrase(tmp_path, key, "passphrase number 0", cost=cheap)


def _opens(folder: Path, passphrase: str, key: str) -> bool:
    try:
        return open_vault(folder, passphrase=passphrase, use_keyring=False).hex() == key
    except Locked:
        return False
