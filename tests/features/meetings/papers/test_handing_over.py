import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from desktop.features.meetings.papers.handing_over import hand_over, take_over
from desktop.store.sealing import CARRY_KEY
from sync.errors import Refused
from sync.sealing import public_text
from sync.signing import DeviceKey


def test_before_an_office_is_joined_there_is_nobody_to_hand_over_to(store, meeting, tmp_path):
    with pytest.raises(Refused, match="not joined an office"):
        hand_over(store, meeting, tmp_path / "meeting.carry")
    assert list(tmp_path.glob("*.carry")) == []


def test_a_meeting_travels_in_a_sealed_file_and_comes_home_as_nothing_new(store, people, meeting, tmp_path):
    store.keep_facts(
        device_key=DeviceKey.generate().to_text(),
        office_key=public_text(X25519PrivateKey.generate()),
        **{f"{CARRY_KEY}{store.author.home}": "c2VjcmV0" * 6},
    )
    file = tmp_path / "meeting.carry"
    assert hand_over(store, meeting, file).changes > 0
    assert b"November meeting" not in file.read_bytes()
    arrived = take_over(store, file)
    assert (arrived.sort, arrived.received) == ("meeting", 0)
