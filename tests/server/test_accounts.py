import pytest
from sqlalchemy import event, select

from sync.errors import Unknown
from sync.records.base import new_id
from sync.server import schema
from sync.server.accounts import admit_member, authenticate, create_person, end_membership
from sync.server.devices import list_devices, revoke
from sync.server.invitations import invite
from sync.server.nonces import Nonces
from sync.server.refusals import Unrecognised
from sync.server.whole import reading_whole
from sync.signing import DeviceKey, new_nonce
from tests.server.entrance import Clock, Laptop, add_space, come_in, join, with_clock


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def door(office, clock):
    return with_clock(office, clock)


@pytest.fixture
def space(door):
    return add_space(door)


@pytest.fixture
def laptop(door, space):
    laptop = Laptop()
    join(door, laptop, invite(door, space, "leader"))
    return laptop


def refusal(door, laptop, **claimed):
    with pytest.raises(Unrecognised) as caught:
        come_in(door, laptop, **claimed)
    return caught.value


def test_a_stranger_is_told_how_to_come_in(door):
    error = refusal(door, Laptop())
    assert error.code == "device_unknown"
    assert "join again with a new invitation code" in error.sentence


def test_a_request_that_was_here_is_not_taken_twice(door, laptop):
    header = laptop.header(door, nonce=new_nonce())
    authenticate(door, "POST", "/v1/sync", header, b"")
    with pytest.raises(Unrecognised, match="was here before"):
        authenticate(door, "POST", "/v1/sync", header, b"")


def test_what_one_device_sent_another_cannot_send_again(door, laptop, space):
    other = Laptop()
    join(door, other, invite(door, space, "member"))
    stolen = laptop.header(door).replace(laptop.id, other.id)
    with pytest.raises(Unrecognised, match="not signed by the computer it names"):
        authenticate(door, "POST", "/v1/sync", stolen, b"")


def test_a_failed_forgery_does_not_use_up_the_nonce_of_the_real_request(door, laptop):
    nonce = new_nonce()
    forger = Laptop(id=laptop.id, key=DeviceKey.generate())
    assert refusal(door, forger, nonce=nonce).code == "signature"
    assert come_in(door, laptop, nonce=nonce).device == laptop.id


@pytest.mark.parametrize("header", ["", "Bearer abc", 'Coalition device="x"'])
def test_without_a_signature_nobody_comes_in(door, header):
    with pytest.raises(Unrecognised) as caught:
        authenticate(door, "POST", "/v1/sync", header, b"")
    assert caught.value.code == "signature"


@pytest.mark.parametrize("skew", [-301, 301, 3_600, -86_400 * 3650])
def test_a_clock_that_is_off_learns_the_time_of_the_office(door, laptop, clock, skew):
    error = refusal(door, laptop, skew=skew)
    assert (error.code, error.server_time) == ("clock", int(clock.moment.timestamp()))


@pytest.mark.parametrize("skew", [-300, 0, 300])
def test_a_clock_within_five_minutes_is_good_enough(door, laptop, skew):
    assert come_in(door, laptop, skew=skew).device == laptop.id


def test_a_device_that_was_taken_off_is_told_by_whom_and_when(door, laptop, clock):
    revoke(door, laptop.id, "Pat Office")
    clock.pass_by(days=3)
    revoke(door, laptop.id, "Somebody later")
    error = refusal(door, laptop)
    assert error.code == "device_revoked"
    assert "Pat Office took this computer off the office's list on 2026-11-22" in error.sentence


def test_only_the_device_itself_learns_that_it_was_taken_off(door, laptop):
    revoke(door, laptop.id, "Pat Office")
    assert refusal(door, Laptop(id=laptop.id)).code == "signature"


def test_taking_off_a_device_that_is_not_there_says_so(door):
    with pytest.raises(Unknown, match="There is no computer"):
        revoke(door, new_id(), "Pat Office")


def test_who_has_left_a_space_is_no_longer_in_it(door, laptop, space, clock):
    person = come_in(door, laptop).person
    end_membership(door, space, person)
    clock.pass_by(seconds=1)
    assert come_in(door, laptop).roles == {}
    admit_member(door, space, person, "secretary")
    assert come_in(door, laptop).roles == {space: "secretary"}


def test_nobody_hears_of_the_spaces_of_others(door, laptop, space):
    add_space(door, name="Cook County")
    other = Laptop()
    join(door, other, invite(door, add_space(door, name="Kane County"), "leader"))
    assert come_in(door, laptop).roles == {space: "leader"}


def test_a_device_is_seen_once_a_minute_at_most(door, laptop, clock):
    written = []
    event.listen(door.storage.engine, "before_cursor_execute", lambda *told: written.append(told[2]))
    clock.pass_by(seconds=59)
    come_in(door, laptop)
    assert not any("UPDATE" in statement for statement in written)
    clock.pass_by(seconds=1)
    come_in(door, laptop)
    assert sum("UPDATE" in statement for statement in written) == 1
    assert list_devices(door)[0].last_seen == "2026-11-22T12:01:00+00:00"


def test_devices_are_listed_with_their_person_by_space(door, laptop, space):
    other = Laptop()
    join(door, other, invite(door, add_space(door, name="Kane County"), "leader"), person_name="Bo")
    assert [(each.id, each.person_name) for each in list_devices(door, space)] == [(laptop.id, "Ana")]
    assert {each.person_name for each in list_devices(door)} == {"Ana", "Bo"}


def test_a_person_is_found_again_by_address_however_it_is_written(door):
    person = create_person(door, "Pat", "Pat@Office.example")
    assert create_person(door, "Patricia", " pat@office.example") == person
    assert create_person(door, "Nobody") != create_person(door, "Nobody")
    with reading_whole(door.storage) as connection:
        assert connection.execute(select(schema.persons.c.email)).scalars().first() == "pat@office.example"


def test_nonces_are_remembered_for_as_long_as_a_request_could_come_again():
    moment = [0.0]
    nonces = Nonces(seconds=600, clock=lambda: moment[0])
    for when in (0, 599, 600, 1190):
        moment[0] = when
        assert nonces.admit("device", f"nonce at {when}")
    for when in (600, 1190):
        assert not nonces.admit("device", f"nonce at {when}")
    moment[0] = 5000
    assert nonces.admit("device", "nonce at 0"), "and then forgotten"
    assert len(nonces.fresh) + len(nonces.older) == 1
