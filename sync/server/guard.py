"""What holds for every reply: its headers, and a plain sentence when something went wrong."""

from typing import Any, cast

import orjson
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sync.errors import CoalitionError
from sync.protocol import MEDIA_TYPE
from sync.server.logs import log
from sync.server.refusals import content_of, headers_of, status_of

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; form-action 'self';"
        " frame-ancestors 'none'; base-uri 'none'"
    ),
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}
"""On every reply, unless its route says otherwise. Browsers heed the second only over TLS."""
_RAW = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]
BUG = "The office's program made a mistake. Nothing was changed; please try again later, and tell the office."


def reply(content: dict[str, Any], status: int, headers: dict[str, str] | None = None) -> Response:
    """Return a reply that devices trust as the office's."""
    return Response(orjson.dumps(content), status, headers, MEDIA_TYPE)


async def answer_error(_: Request, error: Exception) -> Response:
    """Return what an error raised on purpose says."""
    said = cast(CoalitionError, error)
    return reply(content_of(said), status_of(said), headers_of(said))


async def answer_malformed(_: Request, error: Exception) -> Response:
    """Name the first field that is wrong, and never what was in it."""
    place = ".".join(str(part) for part in cast(RequestValidationError, error).errors()[0]["loc"])
    sentence = f"The request is not as it should be (at {place[:200]}). Nothing was changed."
    return reply({"error": "malformed", "sentence": sentence}, 422)


async def answer_plain(_: Request, error: Exception) -> Response:
    """Answer what the framework refuses by itself: an address or a method that there is not."""
    said = cast(HTTPException, error)
    code = {404: "not_found", 405: "method"}.get(said.status_code, "refused")
    sentence = "There is nothing to be had here in this way. Nothing was changed; check the office's address."
    return reply({"error": code, "sentence": sentence}, said.status_code, dict(said.headers or {}))


class Guard:
    """Stands around the whole app, so that no reply escapes it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; a mistake of ours is logged and answered without its details."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        sender = _Sender(send)
        try:
            await self.app(scope, receive, sender)
        except Exception as error:
            log.error("a request to %s failed", _route(scope), exc_info=error)
            if sender.started:
                raise  # the connection is cut, so that nobody takes half a reply for a whole one
            await reply({"error": "bug", "sentence": BUG}, 500)(scope, receive, sender)


def _route(scope: Scope) -> str:
    """Return the pattern of the route that was asked, which names nobody."""
    return str(getattr(scope.get("route"), "path", "no route"))


class _Sender:
    """Sends a reply on, with the headers that every reply has."""

    def __init__(self, send: Send) -> None:
        self.send, self.started = send, False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.started = True
            said = {name for name, _ in message["headers"]}
            message["headers"].extend(each for each in _RAW if each[0] not in said)
        await self.send(message)
