"""A round is answered before the framework has found its route, and no differently."""

import json
from base64 import b64encode

import pytest

from sync.server.app import make_app
from sync.server.founding import found
from sync.server.guard import HEADERS
from sync.server.office import Office
from sync.server.routes.rounds import PATH, Straight
from tests.server.test_app import NONCE, SIGNED, ask

ELSEWHERE = SIGNED["authorization"].replace('signature="x"', f'signature="{b64encode(bytes(64)).decode()}"')


@pytest.fixture
def office(office: Office) -> Office:
    found(office, "Illinois", "admin@example.org")
    return office


@pytest.mark.parametrize("header", [SIGNED["authorization"], ELSEWHERE, ""])
def test_the_straight_way_and_the_framework_s_say_the_same(
    office: Office, monkeypatch: pytest.MonkeyPatch, header: str
) -> None:
    app = make_app(office)
    straight = ask(app, PATH, "POST", {"authorization": header}, b"{}")
    monkeypatch.setattr("sync.server.routes.rounds.path_of", lambda scope: "/elsewhere")
    around = ask(make_app(office), PATH, "POST", {"authorization": header}, b"{}")
    assert (straight.status, json.loads(straight.body)) == (around.status, json.loads(around.body))
    assert straight.headers == around.headers
    assert {name.lower() for name in HEADERS} <= straight.headers.keys()


def test_a_mistake_of_ours_in_a_round_is_logged_with_its_route_and_answered_with_a_sentence(
    office: Office, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("sync.server.routes.rounds.answer_signed", fail)
    reply = ask(make_app(office), PATH, "POST", SIGNED, b"{}")
    assert reply.status == 500
    assert json.loads(reply.body)["error"] == "bug"
    assert reply.headers["x-nonce"] == NONCE
    assert caplog.messages == [f"a request to {Straight.path} failed"]
