"""The request's nonce in every answer: proof that nobody else answered for the office."""

import re

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_NONCE = re.compile(rb'nonce="([A-Za-z0-9_-]{22,64})"')


class Echo:
    """Adds `X-Nonce` to the answers of signed requests, errors included."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        nonce = _nonce_of(scope) if scope["type"] == "http" else ""

        async def echo(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(raw=message["headers"])["X-Nonce"] = nonce
            await send(message)

        await self.app(scope, receive, echo if nonce else send)


def _nonce_of(scope: Scope) -> str:
    header = next((value for name, value in scope["headers"] if name == b"authorization"), b"")
    found = _NONCE.search(header)
    return found[1].decode() if found else ""
