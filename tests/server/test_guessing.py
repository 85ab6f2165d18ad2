"""Guessing at the real door: limited for each address and for all together, and nobody else is locked out."""

import pytest

from sync.invitation import new_code
from sync.server.app import make_app
from sync.server.founding import add_space, found
from sync.server.invitations import invite
from sync.server.limits import Limits
from sync.server.office import Office
from sync.server.routes.enrol import counted_as
from sync.server.storage import open_storage
from tests.server.entrance import Clock, Laptop, with_clock
from tests.server.knock import Knock, answer_to, signed

JSON = {"content-type": "application/json"}
ATTACKER, HOME = "198.51.100.7", "203.0.113.9"


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def door(office, clock):
    found(office, "Illinois", "office@example.org")
    return with_clock(office, clock)


@pytest.fixture
def space(door):
    return add_space(door, "coalition", "Lake County")


def hand_in(door, code, address, app=None, limits=None):
    """The office's answer to a new laptop with a code."""
    laptop = Laptop()
    knock = Knock("POST", "/v1/enrol", laptop.asks(code).model_dump_json().encode(), JSON)
    return answer_to(app or make_app(door, limits), signed(door, laptop, knock), address)


def test_the_eleventh_guess_waits_and_the_real_person_elsewhere_does_not(door, space):
    app, code = make_app(door), invite(door, space, "leader")
    assert [hand_in(door, new_code(), ATTACKER, app).status for _ in range(11)] == [409] * 10 + [429]
    limited = hand_in(door, code, ATTACKER, app)
    assert (limited.status, limited.code) == (429, "limited")
    assert 0 < int(limited.headers["retry-after"]) <= 300
    assert hand_in(door, code, HOME, app).status == 200


def test_a_restart_forgives_nobody(door, space, database_url, clock):
    for _ in range(10):
        hand_in(door, new_code(), ATTACKER)
    again = Office(open_storage(database_url.removeprefix("sqlite:///")), door.folder, now=clock)
    try:
        assert hand_in(again, invite(door, space, "leader"), ATTACKER).status == 429
    finally:
        again.storage.close()


def test_who_waits_out_the_window_may_try_again(door, space, clock):
    code = invite(door, space, "leader")
    for _ in range(10):
        hand_in(door, new_code(), ATTACKER)
    clock.pass_by(seconds=int(hand_in(door, code, ATTACKER).headers["retry-after"]))
    assert hand_in(door, code, ATTACKER).status == 200


def test_guesses_from_many_addresses_are_counted_together(door):
    limits = Limits(wrong_codes_everywhere=5)
    statuses = [hand_in(door, new_code(), f"198.51.100.{last}", limits=limits).status for last in range(6)]
    assert statuses == [409] * 5 + [429]


def test_all_addresses_of_one_ipv6_network_are_one_guesser(door, space):
    code = invite(door, space, "leader")
    statuses = [hand_in(door, new_code(), f"2001:db8:0:1::{last:x}").status for last in range(1, 12)]
    assert statuses == [409] * 10 + [429]
    assert hand_in(door, code, "2001:db8:0:2::1").status == 200


@pytest.mark.parametrize(
    ("host", "counted"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("2001:db8:0:1:aaaa::1", "2001:db8:0:1::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
    ],
)
def test_who_counts_as_one(host, counted):
    assert counted_as(host) == counted


def test_a_wrong_code_a_used_one_and_an_old_one_sound_the_same(door, space, clock):
    used, old = invite(door, space, "leader"), invite(door, space, "leader")
    assert hand_in(door, used, HOME).status == 200
    clock.pass_by(hours=73)
    answers = [hand_in(door, code, ATTACKER) for code in (new_code(), used, old)]
    assert len({(answer.status, answer.body) for answer in answers}) == 1
