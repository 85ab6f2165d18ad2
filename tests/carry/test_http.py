"""Carrying over real HTTP, on each sort of database: the routes, their limits, and who may use them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.exchanging import fetch_attachment
from desktop.features.syncing.actions import join, sync_now
from desktop.leaving import on_refused
from desktop.paths import Profile, prepare
from desktop.store import sealing
from desktop.store.sealed_files import file_key
from desktop.store.store import create_store
from desktop.vault import create_vault, vault_exists
from sync.client.files import send_files
from sync.client.transport import HttpTransport, Outgoing
from sync.errors import Refused
from sync.records.meetings import Meeting
from sync.records.people import Person
from sync.server import founding
from sync.server.app import make_app
from sync.server.devices import revoke
from sync.server.invitations import invite
from sync.server.limits import Limits
from sync.server.office import Office
from sync.signing import DeviceKey
from tests.carry.people import KEY, WORDS, Laptop, at_office, coalition, noon
from tests.client.serving import served
from tests.offices import prepared_office


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    with prepared_office(database_url.removeprefix("sqlite:///"), tmp_path) as office:
        founding.found(office, "Illinois", "office@example.org")
        yield office


@pytest.fixture
def address(office: Office) -> Iterator[str]:
    with served(make_app(office, Limits())) as address:
        yield address


class Online(Laptop):
    """A laptop that meets the office as the program does."""

    def sync(self):
        return sync_now(self.store, until_level=True, timeout=60)


def joined(office: Office, address: str, space: str, folder: Path, name: str) -> Online:
    profile = Profile(folder / name)
    prepare(profile)
    store = create_store(profile.database, KEY, now=noon, vocabulary=WORDS, me=name)
    store.file_key = file_key(bytes.fromhex(KEY))
    join(store, invite(office, space, "leader"), address)
    key = DeviceKey.from_text(store.facts()["device_key"])
    line = HttpTransport(address, store.facts()["device"], key)
    laptop = Online(store, line, key, space, profile.folder)
    laptop.sync()
    return laptop


def test_a_meeting_goes_from_laptop_to_laptop_and_then_home(office, address, tmp_path):
    space = coalition(office)
    ana, ben = (joined(office, address, space, tmp_path, name) for name in ("Ana", "Ben"))
    meeting = ana.add(Meeting(title="November"))
    ben.carry_in(ana.carry_out(meeting))
    ben.set("meeting", meeting, title="November, in the library")
    assert ben.sync().level
    ana.carry_in(at_office(office, ana.carry_out()))
    assert ana.store.get("meeting", meeting).title == "November, in the library"
    assert ana.sync().level
    assert ana.dump() == ben.dump()
    ana.store.close()
    ben.store.close()


def test_a_photo_goes_from_laptop_to_laptop_and_whoever_is_online_first_brings_it(office, address, tmp_path):
    space = coalition(office)
    ana, ben, kim = (joined(office, address, space, tmp_path, name) for name in ("Ana", "Ben", "Kim"))
    meeting, content = ana.add(Meeting(title="November")), b"the sign-in sheet " * 40_000
    photo = ana.attach(meeting, content)
    assert ben.carry_in(ana.carry_out(meeting)).files == 1
    assert ben.sync().level and ben.files_unsent() == 0
    kim.sync()
    fetch_attachment(kim.store, space, photo)
    assert kim.files.open_file(photo) == content
    asked: list[int] = []
    assert ana.files_unsent() == 1
    send_files(ana.wire, ana.files, lambda done, whole: asked.append(done))
    assert asked == [len(content)], "the office has it, so no byte goes again"
    assert ana.files_unsent() == 0
    for laptop in (ana, ben, kim):
        laptop.store.close()


def test_a_revoked_laptop_is_heard_in_the_waiting_room_only(office, address, tmp_path):
    space = coalition(office)
    ana, ben = (joined(office, address, space, tmp_path, name) for name in ("Ana", "Ben"))
    profile = Profile(tmp_path / "desk")
    prepare(profile)
    create_vault(profile.folder, passphrase="correct horse battery staple", use_keyring=False)
    person = ana.add(Person(name="Rosa Vidal"))
    revoke(office, ana.store.facts()["device"], "The office")
    with pytest.raises(Refused) as heard:
        ana.sync()
    with ana.store.reading() as connection:
        (part,) = sealing.seal_parts(connection, ana.key, sealing.unsent(connection))
    with pytest.raises(Refused) as elsewhere:
        ana.wire.send(Outgoing("POST", "/v1/carry", part, "application/octet-stream"))
    assert elsewhere.value.code == "device_revoked"
    assert "were sent" in on_refused(ana.store, profile, ana.wire, heard.value)
    assert not vault_exists(profile.folder)
    at_office_waiting(office, ana)
    ben.sync()
    assert ben.store.get("person", person).name == "Rosa Vidal"
    ana.store.close()
    ben.store.close()


def test_a_stranger_gets_nothing_into_either_room(office, address, tmp_path):
    ana = joined(office, address, coalition(office), tmp_path, "Ana")
    ana.add(Person(name="Rosa Vidal"))
    with ana.store.reading() as connection:
        (part,) = sealing.seal_parts(connection, ana.key, sealing.unsent(connection))
    stranger = HttpTransport(address, ana.store.facts()["device"], DeviceKey.generate())
    for path in ("/v1/carry", "/v1/waiting"):
        with pytest.raises(Refused) as heard:
            stranger.send(Outgoing("POST", path, part, "application/octet-stream"))
        assert heard.value.code == "signature"
    ana.store.close()


def test_what_the_office_cannot_use_does_not_stop_a_sync(office, address, tmp_path):
    ana = joined(office, address, coalition(office), tmp_path, "Ana")
    with ana.store.writing() as connection:
        sealing.hand_over_later(connection, sealing.TO_OFFICE, "", [b"damaged", b"x" * 1000])
    assert ana.sync().level
    assert ana.waiting_to_hand_over() == []
    ana.store.close()


def at_office_waiting(office, laptop) -> None:
    """What an administrator does for a laptop that was revoked by mistake."""
    from sync.server.carry import take_in

    take_in(office, Path(f"waiting:{laptop.store.facts()['device']}"))
