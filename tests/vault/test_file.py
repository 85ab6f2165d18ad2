import json
from pathlib import Path

import pytest

from desktop.vault import Cost, create_vault, open_vault, set_passphrase, vault_exists
from desktop.vault.file import LARGEST
from sync.errors import Damaged, Locked, Unavailable

PASSPHRASE = "four plain garden words"
NEW = "quite another passphrase"


@pytest.fixture
def made(tmp_path: Path, key_store, cheap: Cost) -> tuple[Path, str, str]:
    """A profile with all three slots: its folder, its key, its recovery code."""
    key, code = create_vault(tmp_path, passphrase=PASSPHRASE, cost=cheap)
    return tmp_path, key.hex(), code


def flipped(content: bytes):
    for place, byte in enumerate(content):
        for bit in (place % 8, (place + 5) % 8):
            yield content[:place] + bytes([byte ^ 1 << bit]) + content[place + 1 :]


@pytest.mark.parametrize("way", ["keyring", "passphrase", "recovery"])
def test_one_flipped_bit_anywhere_never_gives_a_wrong_key(made, way: str) -> None:
    folder, key, code = made
    offer = {"keyring": {}, "passphrase": {"passphrase": PASSPHRASE}, "recovery": {"recovery": code}}[way]
    path = folder / "vault.json"
    closed = 0
    for damaged in flipped(path.read_bytes()):
        path.write_bytes(damaged)
        try:
            assert open_vault(folder, **offer, use_keyring=way == "keyring").hex() == key
        except (Locked, Damaged):
            closed += 1
    assert closed > 200


def test_one_flipped_bit_anywhere_never_locks_out_who_has_all_three_unless_the_frame_is_hit(made) -> None:
    folder, key, code = made
    path = folder / "vault.json"
    whole = path.read_bytes()
    slots = range(whole.index(b'"nonce"'), whole.rindex(b'"ct"'))
    for place in slots:
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        try:
            json.loads(path.read_bytes())
        except ValueError:
            continue
        assert open_vault(folder, passphrase=PASSPHRASE, recovery=code).hex() == key


def test_cut_off_anywhere_it_is_damaged_and_nothing_else(made) -> None:
    folder, _key, code = made
    path = folder / "vault.json"
    whole = path.read_bytes()
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        with pytest.raises(Damaged, match="restore the backup"):
            open_vault(folder, passphrase=PASSPHRASE, recovery=code)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"null",
        b"[]",
        b"1",
        b"\xff\xfe",
        b"[" * 50_000,
        b"{}",
        b'{"v":1}',
        b" " * (LARGEST + 1),
        b"9" * 9_999,
    ],
)
def test_a_foreign_file_is_damaged(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "vault.json").write_bytes(content)
    with pytest.raises(Damaged) as damaged:
        open_vault(tmp_path)
    assert damaged.value.code == "damaged"


def test_a_newer_file_is_not_touched_nor_replaced_by_the_one_before(made, cheap) -> None:
    folder, _key, _code = made
    set_passphrase(folder, open_vault(folder), NEW, cost=cheap)
    newer = json.dumps({"v": 2, "anything": "else"})
    (folder / "vault.json").write_text(newer)
    with pytest.raises(Damaged, match="newer Coalition Desk") as damaged:
        open_vault(folder, passphrase=PASSPHRASE)
    assert damaged.value.code == "newer"
    assert (folder / "vault.json").read_text() == newer


def test_the_one_before_is_kept_until_the_new_one_opens(made, cheap) -> None:
    folder, key, _code = made
    set_passphrase(folder, open_vault(folder), NEW, cost=cheap)
    assert (folder / "vault.json.bak").exists()
    assert open_vault(folder, passphrase=NEW, use_keyring=False).hex() == key
    assert not (folder / "vault.json.bak").exists()


@pytest.mark.parametrize("harm", [lambda path: path.unlink(), lambda path: path.write_bytes(b"\0" * 900)])
def test_a_damaged_or_lost_file_gives_way_to_the_one_before(made, cheap, harm) -> None:
    folder, key, _code = made
    set_passphrase(folder, open_vault(folder), NEW, cost=cheap)
    harm(folder / "vault.json")
    assert vault_exists(folder)
    assert open_vault(folder, passphrase=PASSPHRASE, use_keyring=False).hex() == key
    assert open_vault(folder, passphrase=PASSPHRASE, use_keyring=False).hex() == key
    assert not (folder / "vault.json.bak").exists()


def test_a_wrong_passphrase_is_not_tried_on_the_one_before(made, cheap) -> None:
    folder, _key, _code = made
    set_passphrase(folder, open_vault(folder), NEW, cost=cheap)
    with pytest.raises(Locked):
        open_vault(folder, passphrase=PASSPHRASE, use_keyring=False)
    assert (folder / "vault.json.bak").exists()


def test_what_a_cut_off_program_left_beside_it_is_cleared_away(made, cheap) -> None:
    folder, _key, _code = made
    left = folder / ".vault.json.x7y.part"
    left.write_bytes(b"half a vault")
    set_passphrase(folder, open_vault(folder), NEW, cost=cheap)
    assert not left.exists()


def test_a_file_that_cannot_be_read_is_unavailable_not_damaged(tmp_path: Path) -> None:
    (tmp_path / "vault.json").mkdir()
    with pytest.raises(Unavailable) as unavailable:
        open_vault(tmp_path)
    assert not isinstance(unavailable.value, Damaged | Locked)
