"""Who wrote something, and in what role, comes from the credential; what a request claims is not believed."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from sync.carry import seal_outbox
from sync.invitation import EnrolRequest, new_code
from sync.protocol import Batch, Cursor, EditWords, SyncRequest
from sync.records.base import new_id
from sync.records.fields import fields_of
from sync.records.people import Person
from sync.sealing import public_text
from sync.server import schema
from sync.server.whole import reading_whole
from tests.server.cast import gather
from tests.server.knock import Knock, answer_to, signed

PRIVILEGED = (
    "role", "roles", "person", "author", "device", "by", "approved_by", "space", "spaces", "seq", "epoch",
    "outcome", "refused", "born", "admin", "revoked", "confirmed", "tenant_id", "is_admin", "now", "until",
)  # fmt: skip
MODELS = (SyncRequest, Cursor, Batch, EditWords, EnrolRequest)
SAMPLES = st.sampled_from(["admin", "leader", True, 1, None, [], {}, {"A": "admin"}])
NAMES = st.sampled_from(PRIVILEGED) | st.text(min_size=1, max_size=20)
MEMBER = "member of A"
OVER_AND_OVER = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def cast(office):
    return gather(office)


def post(cast, path, said, caller=MEMBER):
    knock = Knock("POST", path, json.dumps(said).encode(), {"content-type": "application/json"})
    return answer_to(cast.app, signed(cast.office, cast.laptops[caller], knock))


def round_of(cast, *bodies, n=1, kind="person", record=""):
    """A whole round, with every sort of part, as the text that goes over the wire."""
    space, edit = cast.places["A"].id, new_id()
    batch = Batch(n=n, edit=edit, space=space, kind=kind, bodies=list(bodies),
                  records=[record or new_id() for _ in bodies])  # fmt: skip
    words = EditWords(id=edit, label="Add", at="2026-11-22T12:00:00+00:00")
    asked = {"spaces": [Cursor(space=space)], "edits": [words], "changes": [batch]}
    request = SyncRequest(protocol=1, program="1", oldest=n, **asked)
    return json.loads(request.model_dump_json())


def everything(cast):
    """What must not move: who is who, and what is in each space."""
    tables = (schema.members, schema.persons, schema.invitations, schema.records, schema.changes)
    with reading_whole(cast.office.storage) as connection:
        return [sorted(map(repr, connection.execute(select(table)).all())) for table in tables]


def written(cast, device):
    wanted = select(schema.changes).where(schema.changes.c.device == device).order_by(schema.changes.c.n)
    with reading_whole(cast.office.storage) as connection:
        return connection.execute(wanted).all()


def state_of(cast, space, record):
    wanted = select(schema.records.c.state).where(
        schema.records.c.space == space, schema.records.c.id == record
    )
    with reading_whole(cast.office.storage) as connection:
        return json.loads(connection.execute(wanted).scalar_one())


def test_no_message_has_room_for_more_than_it_names(database_url):
    assert {model.model_config["extra"] for model in MODELS} == {"forbid"}


@pytest.mark.parametrize("part", ["the round", "a cursor", "an edit", "a batch"])
def test_one_field_too_many_and_nothing_of_a_round_is_taken(cast, part):
    before = everything(cast)

    @OVER_AND_OVER
    @given(NAMES, SAMPLES)
    def refuse(name, value):
        said = round_of(cast, {"set": {"name": "Rosa"}})
        place = {"the round": said, "a cursor": said["spaces"][0], "an edit": said["edits"][0],
                 "a batch": said["changes"][0]}[part]  # fmt: skip
        if name not in place:
            place[name] = value
            answer = post(cast, "/v1/sync", said)
            assert (answer.status, answer.code) == (422, "malformed")

    refuse()
    assert everything(cast) == before


def test_one_field_too_many_and_nobody_joins(cast):
    before = everything(cast)

    @OVER_AND_OVER
    @given(NAMES, SAMPLES)
    def refuse(name, value):
        said = cast.laptops[MEMBER].asks(new_code()).model_dump()
        if name not in said:
            answer = post(cast, "/v1/enrol", {**said, name: value})
            assert (answer.status, answer.code) == (422, "malformed")

    refuse()
    assert everything(cast) == before


def test_one_key_too_many_and_a_change_is_refused_and_leaves_no_record(cast):
    numbers = iter(range(1, 10_000))

    @OVER_AND_OVER
    @given(NAMES.filter(lambda name: name not in ("set", "base", "add", "remove", "prose", "resolves",
                                                  "trash", "restore")), SAMPLES)  # fmt: skip
    def refuse(name, value):
        record = new_id()
        said = round_of(cast, {"set": {"name": "Rosa"}, name: value}, n=next(numbers), record=record)
        answer = post(cast, "/v1/sync", said)
        assert json.loads(answer.body)["receipts"][0]["outcomes"] == "r"
        with reading_whole(cast.office.storage) as connection:
            wanted = select(schema.records).where(schema.records.c.id == record)
            assert connection.execute(wanted).all() == []

    refuse()


@pytest.mark.parametrize("name", [name for name in PRIVILEGED if name not in fields_of(Person)])
def test_a_field_with_a_grand_name_is_words_in_a_record_and_nothing_more(cast, name):
    laptop, record = cast.laptops[MEMBER], new_id()
    members = everything(cast)[:3]
    said = round_of(cast, {"set": {"name": "Rosa", name: "admin"}}, record=record)
    assert post(cast, "/v1/sync", said).status == 200
    (row,) = written(cast, laptop.id)
    assert (row.person, row.device) == (cast.persons[MEMBER], laptop.id)
    state = state_of(cast, cast.places["A"].id, record)
    assert state == {"born": f"{laptop.id}.1", "fields": {"name": "Rosa", name: "admin"}}
    assert everything(cast)[:3] == members
    again = round_of(cast, {"set": {"name": "First Bank"}}, n=2, kind="bank_account")
    assert json.loads(post(cast, "/v1/sync", again).body)["receipts"][0]["reasons"] == {
        "2": "a member may not add a bank account"
    }


def test_what_an_address_or_a_header_claims_is_not_heard(cast):
    foreign = cast.places["B"]
    claims = f"role=admin&person={cast.persons['leader of B']}&space={foreign.id}&device=office"
    headers = {"x-forwarded-user": "admin", "x-role": "admin", "x-person": cast.persons["leader of B"],
               "cookie": "session=admin", "x-original-url": "/"}  # fmt: skip
    for path in (f"/v1/spaces/{foreign.id}/snapshot?{claims}", f"/v1/files/{foreign.file}?{claims}"):
        knock = signed(cast.office, cast.laptops[MEMBER], Knock("GET", path, b"", headers))
        assert answer_to(cast.app, knock).status == 404


def test_a_record_of_others_is_not_touched_by_naming_it_in_ones_own_space(cast):
    foreign = cast.places["B"].id
    wanted = select(schema.records.c.id).where(
        schema.records.c.space == foreign, schema.records.c.kind == "person"
    )
    with reading_whole(cast.office.storage) as connection:
        record = connection.execute(wanted).scalar_one()
    before = state_of(cast, foreign, record)
    body = {"set": {"name": "Mallory"}}
    answer = post(cast, "/v1/sync", round_of(cast, body, record=record))
    assert answer.status == 200
    assert b"canary-B" not in answer.body
    assert state_of(cast, foreign, record) == before
    assert state_of(cast, cast.places["A"].id, record)["fields"] == {"name": "Mallory"}


def test_a_file_of_others_is_not_read_by_naming_it_in_ones_own_space(cast):
    """Whoever writes its hash into a record of their own gets no byte of it, nor the word that it exists."""
    body = {"set": {"name": "Scan", "file": cast.places["B"].file}}
    answer = post(cast, "/v1/sync", round_of(cast, body, kind="attachment"))
    assert json.loads(answer.body)["receipts"][0]["outcomes"] == "c"
    said = []
    for file in (cast.places["B"].file, "0" * 64):
        post(cast, "/v1/sync", round_of(cast, {"set": {"name": "x", "file": file}}, n=2, kind="attachment"))
        path = f"/v1/files/{file}?space={cast.places['A'].id}"
        said.append(answer_to(cast.app, signed(cast.office, cast.laptops[MEMBER], Knock("GET", path))))
    assert said[0].status == 404
    assert b"canary-file" not in said[0].body
    assert said[0].code == "not_yet"


def test_who_brings_an_outbox_is_not_who_wrote_it(cast):
    maker, bearer = cast.laptops[MEMBER], cast.laptops["leader of B"]
    request = SyncRequest.model_validate(round_of(cast, {"set": {"name": "Rosa"}}))
    sealed = seal_outbox([request], maker.id, maker.key, public_text(cast.office_key()))
    answer = answer_to(cast.app, signed(cast.office, bearer, Knock("POST", "/v1/carry", sealed)))
    assert (answer.status, answer.body) == (200, b'{"taken":true}')
    assert [row.person for row in written(cast, maker.id)] == [cast.persons[MEMBER]]
    assert written(cast, bearer.id) == []


def test_nobody_seals_an_outbox_in_the_name_of_another(cast):
    maker, forger = cast.laptops[MEMBER], cast.laptops["leader of B"]
    request = SyncRequest.model_validate(round_of(cast, {"set": {"name": "Rosa"}}))
    for named, key in ((maker, forger.key), (forger, maker.key)):
        sealed = seal_outbox([request], named.id, key, public_text(cast.office_key()))
        answer = answer_to(cast.app, signed(cast.office, forger, Knock("POST", "/v1/carry", sealed)))
        assert (answer.status, answer.code) == (409, "carry_damaged")
    assert written(cast, maker.id) == written(cast, forger.id) == []
