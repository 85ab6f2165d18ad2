"""A signed request that was overheard is worth nothing: not again, not elsewhere, not changed, not later."""

import gzip
from dataclasses import replace

import pytest

from sync.protocol import Batch, Cursor, SyncRequest
from sync.records.base import new_id
from sync.server.accounts import admit_member, authenticate, end_membership
from sync.server.app import make_app
from sync.server.devices import revoke
from sync.server.founding import add_space, found
from sync.server.invitations import invite
from sync.server.refusals import a
from sync.server.rounds import answer
from sync.server.routes.sync import _moved, _page
from tests.server.acts import ACTS
from tests.server.cast import gather
from tests.server.entrance import PLENTY, Clock, Laptop, join, with_clock
from tests.server.knock import Knock, answer_to, signed

SIGNED = [act for act in ACTS if len(act.ids) > 1]
LEADER = "leader of A"
EACH = pytest.mark.parametrize("act", SIGNED, ids=lambda act: f"{act.route} {act.name}")


@pytest.fixture(autouse=True)
def short(monkeypatch):
    monkeypatch.setattr("sync.server.routes.sync.HELD_SECONDS", 0.02)
    monkeypatch.setattr("sync.server.routes.sync.LOOKS_EVERY", 0.02)


@pytest.fixture
def cast(office):
    return gather(office)


def leaders(cast, act):
    """What the leader of A asks, signed."""
    knock = act.ask(cast, LEADER, cast.place(LEADER, "own"), "own")
    return signed(cast.office, cast.laptops[LEADER], knock)


def refused(cast, knock):
    """Whether the office turned a request down at the door, and nothing moved."""
    before = cast.sequences()
    said = answer_to(cast.app, knock)
    return (said.status, said.code) == (401, "signature") and cast.sequences() == before


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@EACH
def test_an_overheard_request_is_worth_nothing(cast, act):
    knock = leaders(cast, act)
    header = knock.headers["authorization"]
    other = header.replace(cast.laptops[LEADER].id, cast.laptops["member of A"].id)
    assert refused(cast, replace(knock, headers={**knock.headers, "authorization": other})), "as another's"
    assert refused(cast, replace(knock, body=knock.body + b" ")), "with another body"
    query = "&" if "?" in knock.path else "?"
    assert refused(cast, replace(knock, path=f"{knock.path}{query}cursor=0")), "with another query"
    if knock.body:
        packed = gzip.compress(knock.body)
        more = {**knock.headers, "content-encoding": "gzip"}
        assert refused(cast, replace(knock, body=packed, headers=more)), "packed in another way"
    assert answer_to(cast.app, knock).status < 300, "the real one was not used up by all that"
    assert refused(cast, knock), "a second time"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@EACH
def test_only_the_key_of_a_device_signs_for_it(cast, act):
    stranger = Laptop(id=cast.laptops[LEADER].id)
    assert refused(cast, signed(cast.office, stranger, leaders(cast, act)))


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@EACH
@pytest.mark.parametrize(("skew", "in_time"), [(-301, False), (-300, True), (300, True), (301, False)])
def test_a_signature_is_good_for_five_minutes(cast, act, skew, in_time):
    knock = act.ask(cast, LEADER, cast.place(LEADER, "own"), "own")
    said = answer_to(cast.app, signed(cast.office, cast.laptops[LEADER], knock, skew=skew))
    assert (said.status < 300) == in_time
    if not in_time:
        assert (said.status, said.code) == (401, "clock")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_nonce_is_good_for_one_request_whatever_it_asks(cast):
    laptop, nonce = cast.laptops[LEADER], "n" * 22
    first, second = Knock("GET", "/v1/events"), Knock("GET", "/v1/events?seen=")
    assert answer_to(cast.app, signed(cast.office, laptop, first, nonce)).status == 200
    assert refused(cast, signed(cast.office, laptop, second, nonce))


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@EACH
def test_a_stranger_and_a_forger_get_no_further_than_the_door(cast, act):
    knock = act.ask(cast, LEADER, cast.place(LEADER, "own"), "own")
    for header in ("", "Bearer x", 'Coalition device="x"', "Basic b2ZmaWNlOg=="):
        assert refused(cast, replace(knock, headers={**knock.headers, "authorization": header}))


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def door(office, clock):
    found(office, "Illinois", "office@example.org")
    return with_clock(office, clock)


@pytest.mark.parametrize("lost", ["membership", "trust"])
def test_a_held_request_tells_nothing_more_to_who_has_lost_the_space(door, monkeypatch, lost):
    """The request was let in before; each look and each page asks again who may be told."""
    space = add_space(door, "coalition", "Lake County")
    laptop = Laptop()
    person = join(door, laptop, invite(door, space, "leader")).person
    caller = authenticate(door, "GET", "/v1/events", laptop.header(door, "GET", "/v1/events"), b"")
    with door.storage.writing([space]) as connection:
        connection.exec_driver_sql("UPDATE spaces SET seq = 1")
    assert space in _moved(door, caller, {})
    assert _page(door, caller, space, 0) is not None
    if lost == "trust":
        revoke(door, laptop.id, "The office")
    else:
        end_membership(door, space, person)
    assert space not in _moved(door, caller, {})
    assert _page(door, caller, space, 0) is None


@pytest.mark.parametrize("now", ["", "member"])
def test_the_role_that_counts_is_the_one_at_the_moment_of_writing(door, now):
    """A request may wait for the space; what it was let in with may be over by then."""
    space = add_space(door, "coalition", "Lake County")
    laptop = Laptop()
    person = join(door, laptop, invite(door, space, "leader")).person
    caller = authenticate(door, "GET", "/", laptop.header(door, "GET", "/"), b"")
    if now:
        admit_member(door, space, person, now)
    else:
        end_membership(door, space, person)
    batch = Batch(n=1, edit=new_id(), space=space, kind="bank_account", records=[new_id()],
                  fields=["name"], columns=[["First"]])  # fmt: skip
    request = SyncRequest(protocol=1, program="1", spaces=[Cursor(space=space)], changes=[batch])
    reply = answer(door, caller, request, "n" * 22)
    assert reply.receipts[0].outcomes == "r"
    why = f"{a(now)} may not add a bank account" if now else "you are not in this space"
    assert reply.receipts[0].reasons == {"1": why}
    assert reply.gone == ([] if now else [space])
    assert [page.role for page in reply.spaces if page.space == space] == ([now] if now else [])


def test_a_device_that_was_taken_off_hears_that_and_nothing_else(door):
    laptop, space = Laptop(), add_space(door, "coalition", "Lake County")
    join(door, laptop, invite(door, space, "leader"))
    app = make_app(door, PLENTY)
    knock = Knock("POST", "/v1/sync", b'{"protocol": 1, "program": "1", "spaces": []}')
    assert answer_to(app, signed(door, laptop, knock)).status == 200
    revoke(door, laptop.id, "Pat Office")
    said = answer_to(app, signed(door, laptop, knock))
    assert (said.status, said.code) == (401, "device_revoked")
    assert space.encode() not in said.body
    assert b"Lake" not in said.body
