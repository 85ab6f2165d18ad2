"""N13: protocol 1 as it was released. What these files hold is understood by every later office and program.

    round.json    what a device sent: new records in columns, an edit with a base, a set, a deletion, a label
    answer.json   what the office answered to that
    heard.json    what it then told a device that heard the space for the first time
    shown.json    what that device showed
    enrol.json    how a device came in, and
    enrolled.json what it was told

They are never changed. A later protocol gets a folder of its own beside this one.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest
from sqlalchemy import insert

from desktop.store.dump import dump
from desktop.store.replica import Replica
from desktop.store.store import add_space, create_store
from sync.client.line import read_reply
from sync.invitation import Enrolment, EnrolRequest
from sync.protocol import SyncRequest
from sync.server import schema
from sync.server.office import Caller, Office
from sync.server.rounds import answer
from tests.offices import prepared_office
from tests.simulation import KEY, WORDS, noon

FOLDER = Path(__file__).parent / "fixtures" / "protocol-1"
DEVICE = "01940000-0000-7000-8000-0000000000d1"
SPACE = "01940000-0000-7000-8000-000000000001"
FLEETING = {"nonce", "server_time", "office_key", "carry_key", "digest", "docs"}
"""What differs from answer to answer, or with the bytes in which a library keeps a text."""


def read(name: str) -> bytes:
    return (FOLDER / f"{name}.json").read_bytes()


def plain(told: Any) -> Any:
    """Return an answer without what is fleeting."""
    if isinstance(told, dict):
        return {key: plain(value) for key, value in told.items() if key not in FLEETING}
    if isinstance(told, str) and told.startswith("{"):
        return plain(orjson.loads(told))
    return [plain(each) for each in told] if isinstance(told, list) else told


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    """An office that knows the device of these files."""
    with prepared_office(database_url, tmp_path, WORDS) as office:
        about = {"sort": "coalition", "name": "Belvidere", "year": "", "chain": ""}
        space = {"space": SPACE, "seq": 0, "epoch": 1, "durable": 0, **about}
        rest = dict.fromkeys(("program", "enrolled", "last_seen", "revoked", "revoked_by"), "")
        device = {"id": DEVICE, "person": DEVICE, "name": "Ana", "public_key": "", "next_n": 1, "waiting": 0}
        with office.storage.writing([SPACE]) as connection:
            connection.execute(insert(schema.spaces).values(**space))
            connection.execute(insert(schema.devices).values(**device, **rest))
        yield office


def ask(office: Office, name: str = "round") -> bytes:
    request = SyncRequest.model_validate(orjson.loads(read(name)))
    caller = Caller(DEVICE, DEVICE, "Ana", {SPACE: "leader"})
    return answer(office, caller, request, "n" * 22).model_dump_json(exclude_defaults=True).encode()


def test_the_office_answers_a_device_of_that_time_as_it_did(office: Office) -> None:
    told, then = plain(orjson.loads(ask(office))), plain(orjson.loads(read("answer")))
    assert then.items() <= told.items(), "a later office may say more, never less"


def test_an_answer_of_that_time_is_taken_in_and_shows_what_it_did(tmp_path: Path) -> None:
    store = create_store(tmp_path / "desk.db", KEY, now=noon, vocabulary=WORDS, me="Luis")
    add_space(store, SPACE, "coalition", "Belvidere", "leader", home=True)
    taken = Replica(store, "1").take(read_reply(read("heard")), [])
    assert (taken.received, taken.more) == (3, False), "the digest of that time is the one of today"
    assert b"".join(dump(store)) == read("shown")
    store.close()


def test_receipts_of_that_time_are_understood() -> None:
    (run,) = read_reply(read("answer")).receipts
    sent = SyncRequest.model_validate(orjson.loads(read("round"))).changes
    assert len(run.outcomes) == sum(len(batch.records) for batch in sent)
    assert set(run.outcomes) == set("acr")
    assert list(run.reasons) == [str(run.n + run.outcomes.index("r"))]


def test_coming_in_is_asked_and_answered_as_it_was() -> None:
    asked = EnrolRequest.model_validate_json(read("enrol"))
    assert (asked.device, asked.person_name) == (DEVICE, "Ana")
    told = Enrolment.model_validate_json(read("enrolled"))
    assert (told.space, told.role, [each.sort for each in told.spaces]) == (SPACE, "leader", ["coalition"])
