"""Bodies packed smaller on the way: zstd where both speak it, gzip otherwise.

Plain ASGI, so that answers stream and a round without news costs nothing. What
a request unpacks to is limited, so a few bytes cannot become a full memory.
"""

import zlib
from typing import Any

from backports import zstd
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sync.errors import CoalitionError
from sync.protocol import LARGEST_BODY, MEDIA_TYPE, MOST_BYTES
from sync.server.packing import Packer, packer_for
from sync.server.refusals import TooLarge, UnknownPacking, Unreadable, content_of, headers_of, status_of

LARGEST_RATIO = 20
RATIO_COUNTS_FROM = MOST_BYTES * 3 // 2
"""Unpacked bytes. An honest round of the same words over and over stays below it."""
_SENT = "coalition.sent"
_WINDOW = {int(zstd.DecompressionParameter.window_log_max): 23}
"""At most 8 MiB of memory for one body, whatever it asks for."""


def as_sent(scope: Scope, body: bytes) -> bytes:
    """Return a request's body as it came over the wire: what the device signed."""
    sent: bytes = scope.get(_SENT, body)
    return sent


def path_of(scope: Scope) -> str:
    """Return a request's path with its query as it came over the wire: what the device signed."""
    path = scope["raw_path"].decode("latin-1").removeprefix(scope.get("root_path", ""))
    query = scope["query_string"].decode("latin-1")  # any bytes: what is not ASCII was signed by nobody
    return f"{path}?{query}" if query else path


def unpack(body: bytes, packing: str, largest: int = LARGEST_BODY) -> bytes:
    """Return what a body unpacks to; TooLarge, Unreadable or UnknownPacking if it must not."""
    if packing in ("", "identity"):
        return body
    if packing not in ("zstd", "gzip"):
        raise UnknownPacking("The office unpacks zstd and gzip only. Nothing was changed.", "packing")
    unpacked, whole = _unzip(body, largest + 1) if packing == "gzip" else _unzstd(body, largest + 1)
    bomb = len(unpacked) > RATIO_COUNTS_FROM and len(unpacked) > LARGEST_RATIO * len(body)
    if len(unpacked) > largest or bomb:
        raise _too_large(largest)
    if not whole:
        raise Unreadable(
            "The request did not arrive whole. Nothing was changed; it may be sent again.", "packing"
        )
    return unpacked


class Encoding:
    """Unpacks what comes in and packs what goes out."""

    def __init__(self, app: ASGIApp, largest: int = LARGEST_BODY) -> None:
        self.app, self.largest = app, largest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        packer = packer_for(headers.get("accept-encoding", "")) if scope["method"] != "HEAD" else None
        onward = _Packed(send, packer).send if packer else send
        if "content-length" not in headers and "transfer-encoding" not in headers:
            await self.app(scope, receive, onward)
            return
        try:
            body = await self._read(headers, receive)
            if body is None:
                return
            unpacked = unpack(body, headers.get("content-encoding", "").strip().lower(), self.largest)
        except CoalitionError as error:
            await _refuse(error)(scope, receive, send)
            return
        if unpacked is not body:
            scope = {**scope, _SENT: body, "headers": _plain(headers, len(unpacked))}
        await self.app(scope, _again(unpacked, receive), onward)

    async def _read(self, headers: Headers, receive: Receive) -> bytes | None:
        """Return the whole body, None if the caller went away."""
        length = headers.get("content-length", "0")
        if length.isdecimal() and int(length) > self.largest:
            raise _too_large(self.largest)
        parts: list[bytes] = []
        size = 0
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                return None
            parts.append(message.get("body", b""))
            size += len(parts[-1])
            if size > self.largest:
                raise _too_large(self.largest)
            if not message.get("more_body", False):
                return b"".join(parts)


class _Packed:
    """One answer on its way out; packed once it is known to be worth it."""

    def __init__(self, send: Send, packer: Packer) -> None:
        self._send, self.packer = send, packer
        self.start: Message | None = None
        self.packs = False

    async def send(self, message: Message) -> None:
        """Send one part of the answer."""
        if message["type"] == "http.response.start":
            self.start = message
            return
        if message["type"] != "http.response.body":
            await self._send(message)
            return
        body, more = message.get("body", b""), message.get("more_body", False)
        if self.start is not None:
            await self._begin(self.start, body, more=more)
        if self.packs:
            body = self.packer.pack(body, more=more)
        await self._send({"type": "http.response.body", "body": body, "more_body": more})

    async def _begin(self, start: Message, body: bytes, *, more: bool) -> None:
        headers = MutableHeaders(raw=start["headers"])
        self.start, self.packs = None, self.packer.wants(start["status"], headers, len(body), more=more)
        if self.packs:
            del headers["content-length"]
            headers["content-encoding"] = self.packer.name
            headers.add_vary_header("accept-encoding")
        await self._send(start)


def _unzip(body: bytes, most: int) -> tuple[bytes, bool]:
    reader = zlib.decompressobj(wbits=31)
    try:
        return reader.decompress(body, most), reader.eof and not reader.unused_data
    except zlib.error:
        return b"", False


def _unzstd(body: bytes, most: int) -> tuple[bytes, bool]:
    reader = zstd.ZstdDecompressor(options=_WINDOW)
    try:
        return reader.decompress(body, most), reader.eof and not reader.unused_data
    except zstd.ZstdError:
        return b"", False


def _plain(headers: Headers, length: int) -> list[tuple[bytes, bytes]]:
    gone = (b"content-encoding", b"content-length", b"transfer-encoding")
    kept = [(name, value) for name, value in headers.raw if name not in gone]
    return [*kept, (b"content-length", str(length).encode())]


def _again(body: bytes, receive: Receive) -> Receive:
    """Return a `receive` that hands out a body that was read already, and then whatever else comes."""
    parts: list[dict[str, Any]] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replay() -> Message:
        return parts.pop() if parts else await receive()

    return replay


def _refuse(error: CoalitionError) -> JSONResponse:
    return JSONResponse(content_of(error), status_of(error), headers_of(error), MEDIA_TYPE)


def _too_large(largest: int) -> TooLarge:
    return TooLarge(f"A request has at most {largest // 1024} KiB. Nothing was changed.", "too_large")
