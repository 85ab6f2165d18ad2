"""The one way to the office: one method, so that a test can put anything in its place.

Nothing is believed before the answer has shown that it comes from the office: our media
type and the request's own nonce. Whatever else comes back is a captive portal.
"""

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, Protocol
from urllib.parse import urlsplit

import requests
from backports import zstd
from requests.auth import AuthBase

from sync.client import trouble
from sync.client.wire import fresh_session, read_limited
from sync.errors import Offline, Refused
from sync.protocol import MEDIA_TYPE
from sync.signing import DeviceKey, new_nonce, sign

CONNECT_SECONDS = 10.0
PACKED_FROM = 1000
"""Bytes."""
WHOLE_UP_TO = 16 * 1024
"""Bytes that go out together with the headers."""
LEVEL = 3


@dataclass(frozen=True)
class Outgoing:
    """One request."""

    method: str
    path: str
    """With its query."""
    body: bytes = b""
    content_type: str = MEDIA_TYPE
    headers: Mapping[str, str] = field(default_factory=dict)
    accept: str = MEDIA_TYPE
    """The media type that the answer must have."""
    timeout: float = 60.0
    """Seconds without a byte of the answer."""


@dataclass(frozen=True)
class Incoming:
    """The office's answer; only answers that are no error get this far."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Transport(Protocol):
    """Whatever carries a request to the office."""

    def send(self, request: Outgoing) -> Incoming:
        """Return the office's answer; Offline if there is none, Refused if it says no."""
        ...


class HttpTransport:
    """HTTP through the system's proxies and trusted certificates, each request signed."""

    def __init__(
        self,
        server_url: str,
        device: str,
        key: DeviceKey,
        session: requests.Session | None = None,
        now: Callable[[], float] = time.time,
    ) -> None:
        self.server_url = server_url.rstrip("/")
        self.device, self.key, self.now = device, key, now
        self.session = session or fresh_session()
        self.offset = 0
        """Seconds to add to this computer's clock to get the office's."""

    def send(self, request: Outgoing) -> Incoming:
        """Return the office's answer; Offline if there is none, Refused if it says no."""
        try:
            return self._exchange(request)
        except trouble.ClockIsOff as error:
            self.offset = error.server_time - int(self.now())
        return self._exchange(request)

    def _exchange(self, request: Outgoing) -> Incoming:
        try:
            return self._try(request)
        except requests.RequestException as error:
            if not trouble.is_stale(error):
                raise trouble.explain(error) from error
        # The office had closed a connection that was kept open; to ask again is harmless.
        try:
            return self._try(request)
        except requests.RequestException as error:
            raise trouble.explain(error) from error

    def _try(self, request: Outgoing) -> Incoming:
        nonce = new_nonce()
        body, headers = _pack(request)
        signature = _Signature(self, nonce)
        with self.session.request(
            request.method,
            self.server_url + request.path,
            data=body or None,
            headers=headers,
            auth=signature,
            timeout=(min(CONNECT_SECONDS, request.timeout), request.timeout),
            allow_redirects=False,
            stream=True,
        ) as response:
            return _judge(response, request, nonce)


class _Signature(AuthBase):
    """Signs a request as it goes over the wire. Being its `auth`, it also keeps out ~/.netrc."""

    def __init__(self, transport: HttpTransport, nonce: str) -> None:
        self.transport, self.nonce = transport, nonce

    def __call__(self, prepared: requests.PreparedRequest) -> requests.PreparedRequest:
        sender = self.transport
        prefix = urlsplit(sender.server_url).path
        path = prepared.path_url.removeprefix(prefix)
        body = prepared.body or b""
        sent = body if isinstance(body, bytes) else body.encode()
        prepared.headers["Authorization"] = sign(
            sender.key,
            prepared.method or "",
            path,
            sent,
            device=sender.device,
            time=int(sender.now()) + sender.offset,
            nonce=self.nonce,
        )
        if len(sent) > WHOLE_UP_TO:
            # Handed over in blocks: the time limit is for each block, and a slow line is no dead line.
            prepared.body = BytesIO(sent)  # type: ignore[assignment]
        return prepared


def _pack(request: Outgoing) -> tuple[bytes, dict[str, str]]:
    """Return the body as it goes over the wire, and the headers that say so."""
    headers = {"Accept": request.accept, **request.headers}
    if not request.body:
        return b"", headers
    headers["Content-Type"] = request.content_type
    if len(request.body) < PACKED_FROM or request.content_type != MEDIA_TYPE:
        return request.body, headers
    return zstd.compress(request.body, LEVEL), headers | {"Content-Encoding": "zstd"}


def _judge(response: requests.Response, request: Outgoing, nonce: str) -> Incoming:
    """Return the answer if it is the office's and no error."""
    trouble.raise_for_strangers(response.status_code, response.headers)
    if response.headers.get("X-Nonce") != nonce:
        raise trouble.stranger(response.status_code)
    body = read_limited(response)
    if response.status_code >= 400:
        raise _refusal(response.status_code, body)
    sort = response.headers.get("Content-Type", "").partition(";")[0].strip()
    if body and sort != request.accept:
        raise trouble.portal()
    return Incoming(response.status_code, response.headers, body)


def _refusal(status: int, body: bytes) -> Offline | Refused:
    """Return the error that the office's words are."""
    try:
        said: Any = json.loads(body)
    except (ValueError, RecursionError):
        said = None
    said = said if isinstance(said, dict) else {}
    code, sentence, moment = said.get("error"), said.get("sentence"), said.get("server_time")
    if status == 401 and code == "clock" and isinstance(moment, int):
        return trouble.ClockIsOff(str(sentence), moment)
    if code == "numbers_taken" and isinstance(number := said.get("number"), int):
        return trouble.NumbersTaken(str(sentence), number)
    error = trouble.TurnedDown if status in trouble.UNREAD else Refused
    if isinstance(code, str) and isinstance(sentence, str):
        return error(sentence, code)
    return error(
        "The office turned this request down ({status}) without a reason. Your work is safe here; "
        "if it happens again, tell the office.",
        f"http_{status}",
        status=status,
    )
