"""Answering rounds: nine in ten requests are one, and most of them have nothing to say.

A quiet round is over before the framework has found its route, so rounds are
answered before they get there. The route is there all the same: it says in
/openapi.json what a round is.
"""

from typing import Any

import orjson
from fastapi import Request, Response
from pydantic import ValidationError
from starlette.types import ASGIApp, Receive, Scope, Send

from sync.errors import CoalitionError, Malformed
from sync.protocol import MEDIA_TYPE, SyncRequest, as_json
from sync.server.encoding import path_of
from sync.server.guard import answer_error
from sync.server.limits import Limits, Pace
from sync.server.office import Caller, Office
from sync.server.rounds import answer
from sync.server.routes.caller import answer_signed, nonce_of

PATH = "/v1/sync"


def described() -> dict[str, Any]:
    """Return the body of a round for /openapi.json: the route reads it by itself."""
    place = PATH.replace("/", "~1"), MEDIA_TYPE.replace("/", "~1")
    refers = "#/paths/{}/post/requestBody/content/{}/schema/$defs/".format(*place)
    schema = SyncRequest.model_json_schema(ref_template=f"{refers}{{model}}")
    return {"requestBody": {"required": True, "content": {MEDIA_TYPE: {"schema": schema}}}}


class Rounds:
    """The rounds of one office, each device's at its pace."""

    def __init__(self, office: Office, limits: Limits) -> None:
        self.office = office
        self.pace = Pace(limits.rounds)

    async def answer(self, request: Request) -> Response:
        """Take a device's changes in and tell it what it has not heard."""

        def work(caller: Caller, body: bytes) -> bytes:
            self.pace.take(caller.device)
            return as_json(answer(self.office, caller, _read(body), nonce_of(request)))

        return Response(await answer_signed(self.office, request, work), media_type=MEDIA_TYPE)


class Straight:
    """Answers rounds, and hands everything else on."""

    path = PATH

    def __init__(self, app: ASGIApp, rounds: Rounds) -> None:
        self.app, self.rounds = app, rounds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or scope["method"] != "POST" or path_of(scope) != PATH:
            await self.app(scope, receive, send)
            return
        scope["route"] = self  # for the log, should something go wrong
        request = Request(scope, receive)
        try:
            response = await self.rounds.answer(request)
        except CoalitionError as error:
            response = await answer_error(request, error)
        await response(scope, receive, send)


def _read(body: bytes) -> SyncRequest:
    try:
        return SyncRequest.model_validate(orjson.loads(body))
    except orjson.JSONDecodeError:
        raise Malformed("The request is not JSON. Nothing was changed.") from None
    except ValidationError as error:
        where = ".".join(str(part) for part in error.errors()[0]["loc"][:4])
        raise Malformed(f"The request could not be read ({where}). Nothing was changed.") from None
