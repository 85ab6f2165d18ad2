"""Joining, from the program to the office's database and back, over real HTTP."""

import json
from datetime import timedelta

import pytest
import requests

from sync.client.enrol import Names, enrol
from sync.client.transport import HttpTransport, Outgoing
from sync.errors import Malformed, Offline, Refused
from sync.invitation import new_code
from sync.protocol import MEDIA_TYPE
from sync.records.base import new_id
from sync.server.devices import revoke
from sync.server.invitations import invite
from sync.server.limits import Limits
from sync.server.migrate import migrate
from sync.server.office import Office
from sync.server.storage import open_storage
from sync.signing import DeviceKey, new_nonce, sign
from tests.client.serving import answering, served
from tests.client.test_transport import honest
from tests.server.entrance import PLENTY, add_space, real_time, web_program

NAMES = Names("Ana", "Blue laptop", "0.1.0")


@pytest.fixture
def office(tmp_path):
    storage = open_storage(str(tmp_path / "office.sqlite"))
    migrate(storage)
    yield Office(storage, tmp_path, now=real_time)
    storage.close()


@pytest.fixture
def address(office):
    with served(web_program(office)) as address:
        yield address


class Desk:
    """A laptop with the program on it."""

    def __init__(self, address, device="", key=None, **options):
        self.device, self.key = device or new_id(), key or DeviceKey.generate()
        self.transport = HttpTransport(address, self.device, self.key, **options)

    def join(self, code):
        return enrol(self.transport, code, self.device, self.key, NAMES)


def test_a_desk_joins_and_is_known_from_then_on(office, address):
    space, state = add_space(office), add_space(office, "state", "Illinois")
    desk = Desk(address)
    answer = desk.join(invite(office, space, "leader").lower().replace("-", " "))
    assert (answer.space, answer.role, answer.name, answer.sort) == (
        space,
        "leader",
        "Lake County",
        "coalition",
    )
    assert {each.space for each in answer.spaces} == {space, state}
    assert answer.server_time
    behind = json.loads(desk.transport.send(Outgoing("GET", "/behind?words=5")).body)
    assert behind == {"length": 0, "sent": 0, "name": "Ana", "words": "xxxxx"}


def test_bodies_are_packed_both_ways_and_the_signature_still_holds(office, address):
    desk = Desk(address)
    desk.join(invite(office, add_space(office), "leader"))
    answer = desk.transport.send(Outgoing("POST", "/behind?words=5000", b'"words"' * 5000))
    assert answer.headers["Content-Encoding"] == "zstd"
    told = json.loads(answer.body)
    assert told["length"] == 35_000
    assert told["sent"] < 500


def test_the_same_request_sent_by_somebody_else_is_refused(office, address):
    desk = Desk(address)
    desk.join(invite(office, add_space(office), "leader"))
    nonce = new_nonce()
    now = int(real_time().timestamp())
    header = sign(desk.key, "GET", "/behind", b"", device=desk.device, time=now, nonce=nonce)
    answers = [
        requests.get(f"{address}/behind", headers={"Authorization": header}, timeout=5) for _ in range(2)
    ]
    assert [answer.status_code for answer in answers] == [200, 401]
    assert [answer.headers["X-Nonce"] for answer in answers] == [nonce, nonce]
    assert answers[1].json()["error"] == "signature"


def test_a_desk_whose_clock_is_a_year_off_joins_all_the_same(office, address):
    wrong = real_time() - timedelta(days=365)
    desk = Desk(address, now=wrong.timestamp)
    assert desk.join(invite(office, add_space(office), "member")).role == "member"


def test_a_typing_mistake_is_noticed_without_a_network():
    with pytest.raises(Malformed, match="Nothing was sent"):
        Desk("http://office.invalid").join("K7QM-2R9X-K7QM-2R9Y")


def test_a_code_that_does_not_work_says_what_to_do(address):
    with pytest.raises(Refused, match="ask whoever invited you for a new one") as caught:
        Desk(address).join(new_code())
    assert caught.value.code == "code"


def test_a_desk_that_was_taken_off_hears_by_whom(office, address):
    desk = Desk(address)
    desk.join(invite(office, add_space(office), "leader"))
    revoke(office, desk.device, "Pat Office")
    with pytest.raises(Refused, match="Pat Office took this computer off") as caught:
        desk.transport.send(Outgoing("GET", "/behind"))
    assert caught.value.code == "device_revoked"


def test_who_guesses_codes_is_slowed_down(office):
    with served(web_program(office, Limits(wrong_codes=2))) as address:
        for _ in range(2):
            with pytest.raises(Refused):
                Desk(address).join(new_code())
        with pytest.raises(Offline) as caught:
            Desk(address).join(new_code())
    assert caught.value.code == "busy"
    assert 0 < caught.value.retry_after <= 300


def test_a_key_that_one_does_not_hold_cannot_be_brought(office, address):
    desk = Desk(address)
    code = invite(office, add_space(office), "leader")
    with pytest.raises(Refused) as caught:
        enrol(desk.transport, code, desk.device, DeviceKey.generate(), NAMES)
    assert caught.value.code == "signature"
    with pytest.raises(Refused) as caught:
        enrol(desk.transport, code, new_id(), desk.key, NAMES)
    assert caught.value.code == "signature"
    assert desk.join(code).role == "leader", "the code is still good"


@pytest.mark.parametrize("extra", ["role", "space", "person", "approved_by", "revoked"])
def test_what_only_the_office_decides_cannot_be_slipped_in(office, address, extra):
    body = json.dumps(
        {"code": new_code(), "device": new_id(), "public_key": DeviceKey.generate().public_key, extra: "x"}
    )
    answer = requests.post(f"{address}/v1/enrol", body, headers={"Content-Type": MEDIA_TYPE}, timeout=5)
    assert answer.status_code == 422


def test_without_a_signature_nobody_joins(office, address):
    key = DeviceKey.generate()
    body = {
        "code": invite(office, add_space(office), "leader"),
        "device": new_id(),
        "public_key": key.public_key,
    }
    answer = requests.post(f"{address}/v1/enrol", json=body, timeout=5)
    assert (answer.status_code, answer.json()["error"]) == (401, "signature")


def test_health_needs_no_credentials_and_tells_what_is_there(address):
    answer = requests.get(f"{address}/v1/health", timeout=5)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == MEDIA_TYPE
    told = answer.json()
    assert (told["ready"], told["protocol"]) == (True, 1)
    assert {"ready", "version", "protocol", "time"} == set(told)


def test_health_says_when_the_database_is_gone(tmp_path):
    office = Office(open_storage(str(tmp_path / "no folder" / "office.sqlite")), tmp_path, now=real_time)
    with served(web_program(office, PLENTY)) as address:
        answer = requests.get(f"{address}/v1/health", timeout=5)
    assert (answer.status_code, answer.json()["ready"]) == (503, False)


@pytest.mark.parametrize("said", [b"", b"{}", b"[]", b'{"space": "x"}', b"\xff"])
def test_an_answer_that_is_none_is_not_taken(said):
    with answering(lambda request: honest(request, said)) as address, pytest.raises(Offline) as caught:
        Desk(address).join(new_code())
    assert caught.value.code == "unreadable"
