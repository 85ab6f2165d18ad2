"""One request at the office's door, without a network, signed or not."""

import asyncio
import json
from dataclasses import dataclass, field

from sync.signing import new_nonce, sign


@dataclass
class Knock:
    """What somebody asks."""

    method: str
    path: str
    """With its query, as it goes over the wire."""
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def code(self):
        """The code of an error, "" where it was none."""
        return json.loads(self.body)["error"] if self.status >= 400 else ""


def signed(office, laptop, knock, nonce="", skew=0):
    """The same request with the signature of a laptop."""
    moment = int(office.now().timestamp()) + skew
    about = {"device": laptop.id, "time": moment, "nonce": nonce or new_nonce()}
    header = sign(laptop.key, knock.method, knock.path, knock.body, **about)
    return Knock(knock.method, knock.path, knock.body, {**knock.headers, "authorization": header})


def answer_to(app, knock, address="203.0.113.9"):
    """What a web program answers."""
    return asyncio.run(_exchange(app, knock, address))


async def _exchange(app, knock, address):
    sent, asked = [], []
    raw, _, query = knock.path.encode().partition(b"?")
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": knock.method,
        "path": raw.decode(), "raw_path": raw, "query_string": query, "root_path": "", "scheme": "http",
        "headers": _headers(knock), "client": (address, 1), "server": ("office", 80),
    }  # fmt: skip

    async def receive():
        if asked:
            await asyncio.Event().wait()  # nobody hangs up
        asked.append(True)
        return {"type": "http.request", "body": knock.body, "more_body": False}

    async def send(message):
        sent.append(message)

    await app(scope, receive, send)
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return Answer(sent[0]["status"], headers, b"".join(part.get("body", b"") for part in sent[1:]))


def _headers(knock):
    given = {"content-length": str(len(knock.body)), **knock.headers} if knock.body else knock.headers
    return [(name.lower().encode(), value.encode()) for name, value in given.items()]
