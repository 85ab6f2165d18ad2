import copy
import pickle
import traceback

import pytest

from desktop.vault.key import Key, new_key
from sync.errors import Locked


def test_a_key_is_hexadecimal_for_the_database_and_silent_everywhere_else() -> None:
    key = Key(bytes(range(32)))
    assert key.hex() == bytes(range(32)).hex()
    assert repr(key) == str(key) == f"{key}" == "<Key>"


def test_two_fresh_keys_differ() -> None:
    assert new_key().hex() != new_key().hex()


def test_a_key_of_another_length_is_a_bug() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        Key(b"short")


def test_closing_zeroes_the_very_bytes_and_locks() -> None:
    key = Key(b"\x07" * 32)
    seen = []

    class Watched(bytearray):
        def clear(self) -> None:
            seen.append(bytes(self))
            super().clear()

    key._material = Watched(key._material)
    with key:
        assert key.reveal() == b"\x07" * 32
    assert seen == [bytes(32)]
    with pytest.raises(Locked) as locked:
        key.hex()
    assert locked.value.code == "no_key"
    key.close()


def test_a_key_cannot_be_pickled_or_copied() -> None:
    for leave in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError):
            leave(new_key())


def test_a_traceback_with_a_key_in_its_frames_does_not_show_it() -> None:
    key = new_key()
    try:
        key.sign(None)  # type: ignore[arg-type]
    except AttributeError as error:
        shown = "".join(traceback.TracebackException.from_exception(error, capture_locals=True).format())
    assert "<Key>" in shown
    assert key.hex() not in shown
