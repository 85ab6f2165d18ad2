import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.errors import Refused
from sync.signing import DeviceKey, is_public_key, new_nonce, parse, sign, verify

DEVICE = "0197a3c4-0000-7000-8000-000000000001"
KEY = DeviceKey.generate()


def signed(body=b"words", nonce="n" * 22):
    return parse(sign(KEY, "POST", "/v1/sync?a=1", body, device=DEVICE, time=1_800_000_000, nonce=nonce))


def test_what_was_signed_is_what_is_read_back():
    credential = signed()
    assert (credential.device, credential.time, credential.nonce) == (DEVICE, 1_800_000_000, "n" * 22)
    assert verify(KEY.public_key, credential, "POST", "/v1/sync?a=1", b"words")


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "/v1/sync?a=1", b"words"),
        ("POST", "/v1/sync?a=2", b"words"),
        ("POST", "/v1/sync?a=1", b"word"),
    ],
)
def test_a_signature_is_good_for_one_request_only(method, path, body):
    assert not verify(KEY.public_key, signed(), method, path, body)


def test_another_key_did_not_sign_it():
    assert not verify(DeviceKey.generate().public_key, signed(), "POST", "/v1/sync?a=1", b"words")


def test_a_key_comes_back_from_its_text_and_shows_itself_nowhere():
    again = DeviceKey.from_text(KEY.to_text())
    assert again.public_key == KEY.public_key
    assert KEY.to_text() not in repr(KEY)


@pytest.mark.parametrize("text", ["", "not base64", "AAAA", KEY.public_key[:-4], "é" * 44], ids=range(5))
def test_what_is_no_key_is_told_apart(text):
    assert is_public_key(KEY.public_key)
    assert not is_public_key(text)
    with pytest.raises(ValueError, match=r"."):
        DeviceKey.from_text(text)


def test_nonces_are_safe_in_a_header_and_never_the_same():
    nonces = {new_nonce() for _ in range(1000)}
    assert len(nonces) == 1000
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{22}", nonce) for nonce in nonces)


HEADER = sign(KEY, "POST", "/", b"", device=DEVICE, time=1, nonce="n" * 22)


@given(
    st.text()
    | st.builds(lambda at, cut: HEADER[:at] + HEADER[at + cut :], st.integers(0, 200), st.integers(1, 9))
)
def test_any_other_header_is_refused_and_never_a_bug(header):
    with suppress(Refused):
        credential = parse(header)
        assert not verify(KEY.public_key, credential, "POST", "/other", b"")
