"""N12: no request that follows from /openapi.json, or breaks its rules, meets a mistake of ours.

The requests are made up by Schemathesis. Each is signed by a laptop that has joined, so that it gets past the
door: what lies behind it is what is tried.
"""

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.core.result import Ok
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sync.invitation import EnrolRequest
from sync.protocol import MEDIA_TYPE
from sync.records.base import new_id
from sync.server.app import make_app
from sync.server.encoding import path_of
from sync.server.invitations import enrol, invite
from sync.signing import DeviceKey, new_nonce, sign
from tests.faults.laptops import PLENTY, founded

CASES = 12
"""For each operation; the long run has many more."""


@dataclass
class Signing:
    """Signs what is asked of an office and counts the answers."""

    app: ASGIApp
    device: str
    key: DeviceKey
    answers: list[int] = field(default_factory=list)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        body = (await receive()).get("body", b"")
        moment, nonce, path = int(time.time()), new_nonce(), path_of(scope)
        header = sign(self.key, scope["method"], path, body, device=self.device, time=moment, nonce=nonce)
        kept = [pair for pair in scope["headers"] if pair[0] not in (b"authorization", b"content-length")]
        length = (b"content-length", str(len(body)).encode())
        scope = {**scope, "headers": [*kept, (b"authorization", header.encode()), length]}
        await self.app(scope, _Once(body), self._counting(send))

    def _counting(self, send: Send) -> Send:
        async def counted(message: Message) -> None:
            if message["type"] == "http.response.start":
                self.answers.append(message["status"])
            await send(message)

        return counted


class _Once:
    """Hands a body out, and then waits as somebody does who stays on the line."""

    def __init__(self, body: bytes) -> None:
        self.parts: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def __call__(self) -> Message:
        """Return the next part."""
        if not self.parts:
            await asyncio.sleep(60)
        return self.parts.pop()


@pytest.fixture
def office(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Signing]:
    monkeypatch.setattr("sync.server.routes.sync.HELD_SECONDS", 0.0)
    with founded(database_url.removeprefix("sqlite:///"), tmp_path) as (founded_office, space):
        device, key = new_id(), DeviceKey.generate()
        code = invite(founded_office, space, "leader")
        enrol(founded_office, EnrolRequest(code=code, device=device, public_key=key.public_key), "", PLENTY)
        yield Signing(make_app(founded_office, PLENTY), device, key)


def test_no_request_meets_a_mistake_of_ours(office: Signing) -> None:
    described = schemathesis.openapi.from_asgi("/openapi.json", office)
    operations = [each.ok() for each in described.get_all_operations() if isinstance(each, Ok)]
    met = {operation.label: explore(office, operation) for operation in operations}
    print(met)
    assert met["POST /v1/sync"] >= CASES
    assert not [status for status in office.answers if status >= 500]


def explore(office: Signing, operation: Any) -> int:
    """Ask one operation in many ways, some of them against its description; return in how many."""
    met = 0

    @given(
        case=operation.as_strategy(GenerationMode.POSITIVE) | operation.as_strategy(GenerationMode.NEGATIVE)
    )
    @settings(
        max_examples=CASES, phases=[Phase.generate], suppress_health_check=list(HealthCheck), database=None
    )
    def ask(case: Any) -> None:
        nonlocal met
        reply = case.call()
        met += 1
        assert reply.status_code < 500, (operation.label, case.body, reply.status_code, reply.content[:300])
        if reply.status_code >= 400 and operation.method.upper() != "HEAD":
            assert reply.headers["content-type"][0] == MEDIA_TYPE

    ask()
    return met
