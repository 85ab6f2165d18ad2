import asyncio
import json

import pytest

from sync.errors import Unavailable
from sync.protocol import MEDIA_TYPE
from sync.server.app import make_app
from sync.server.founding import found
from sync.server.guard import HEADERS

NONCE = "abcdefghijklmnopqrstuv"
SIGNED = {"authorization": f'Coalition device="x", time="1", nonce="{NONCE}", signature="x"'}


class Reply:
    """What came back."""

    def __init__(self, sent):
        self.status = sent[0]["status"]
        self.headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
        self.body = b"".join(part.get("body", b"") for part in sent[1:])


def ask(app, path, method="GET", headers=(), body=b""):
    """Ask a web program without a network."""
    raw = [(name.encode(), value.encode()) for name, value in dict(headers).items()]
    if body:
        raw.append((b"content-length", str(len(body)).encode()))
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "path": path,
        "raw_path": path.encode(), "query_string": b"", "root_path": "", "scheme": "http", "headers": raw,
        "client": ("203.0.113.9", 1), "server": ("office", 80),
    }  # fmt: skip
    sent = []

    async def receive():
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message):
        sent.append(message)

    asyncio.run(app(scope, receive, send))
    return Reply(sent)


@pytest.fixture
def app(office):
    found(office, "Land of <Lincoln>", "admin@example.org")
    return make_app(office)


@pytest.mark.parametrize("path", ["/", "/v1/health", "/v1/events", "/nowhere", "/openapi.json"])
def test_every_reply_has_the_headers_that_protect_it(app, path):
    reply = ask(app, path)
    for name, value in HEADERS.items():
        assert reply.headers[name.lower()] == value


@pytest.mark.parametrize(
    ("path", "method", "status", "code"),
    [
        ("/nowhere", "GET", 404, "not_found"),
        ("/v1/sync", "GET", 405, "method"),
        ("/v1/sync", "POST", 401, "signature"),
        ("/v1/enrol", "POST", 422, "malformed"),
    ],
)
def test_an_error_is_a_code_and_a_sentence_that_only_the_office_can_have_sent(
    app, path, method, status, code
):
    reply = ask(app, path, method, SIGNED, b"{}" if method == "POST" else b"")
    assert reply.status == status
    said = json.loads(reply.body)
    assert said["error"] == code
    assert said["sentence"].endswith(".")
    assert reply.headers["content-type"] == MEDIA_TYPE
    assert reply.headers["x-nonce"] == NONCE


def test_the_page_names_the_state_and_brings_no_script(app):
    page = ask(app, "/").body.decode()
    assert "<h1>Land of &lt;Lincoln&gt;</h1>" in page
    for word in ("<script", "<style", "style=", "http://", "https://", "src="):
        assert word not in page


def test_the_interface_is_described_and_no_page_comes_from_elsewhere(app):
    described = json.loads(ask(app, "/openapi.json").body)
    assert {"/v1/enrol", "/v1/sync", "/v1/events", "/v1/health"} <= described["paths"].keys()
    assert ask(app, "/docs").status == ask(app, "/redoc").status == 404


def test_a_mistake_of_ours_is_a_sentence_and_is_logged_without_the_person(app, caplog):
    @app.get("/persons/{name}")
    def persons(name: str):
        raise ValueError(f"{name} is not a number")

    reply = ask(app, "/persons/Beatriz")
    assert reply.status == 500
    assert json.loads(reply.body)["error"] == "bug"
    assert reply.headers["content-security-policy"] == HEADERS["Content-Security-Policy"]
    assert b"Beatriz" not in reply.body
    (record,) = [each for each in caplog.records if each.name == "coalition_office"]
    assert record.getMessage() == "a request to /persons/{name} failed"


def test_a_database_that_does_not_answer_is_503(office, monkeypatch):
    def fail(spaces):
        raise Unavailable("The office's database did not answer.", "database")

    app = make_app(office)
    monkeypatch.setattr(office.storage, "reading", fail)
    assert ask(app, "/v1/health").status == 503
