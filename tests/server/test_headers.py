"""What protects a browser stands on every reply of every route, and no other site has anything done here."""

import pytest

from sync.protocol import MEDIA_TYPE
from sync.server.guard import HEADERS
from tests.server.acts import ACTS
from tests.server.cast import gather
from tests.server.knock import Knock, answer_to, signed

LEADER = "leader of A"
EACH = pytest.mark.parametrize("act", ACTS, ids=lambda act: f"{act.route} {act.name}")
ELSEWHERE = {
    "origin": "https://evil.example",
    "referer": "https://evil.example/page",
    "sec-fetch-site": "cross-site",
    "sec-fetch-mode": "no-cors",
    "content-type": "text/plain",
    "cookie": "session=stolen",
}
"""What a browser sends along when a page of somebody else asks."""

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def cast(office, monkeypatch):
    monkeypatch.setattr("sync.server.routes.sync.HELD_SECONDS", 0.02)
    monkeypatch.setattr("sync.server.routes.sync.LOOKS_EVERY", 0.02)
    return gather(office)


def asks(cast, act):
    return act.ask(cast, LEADER, cast.place(LEADER, act.ids[0]), act.ids[0])


def answers_of(cast, act):
    """An answer of each sort: as asked, unsigned, damaged, too large, by another method, nowhere."""
    knock = asks(cast, act)
    method, path = knock.method, knock.path
    yield answer_to(cast.app, signed(cast.office, cast.laptops[LEADER], knock))
    yield answer_to(cast.app, knock)
    yield answer_to(cast.app, signed(cast.office, cast.laptops[LEADER], Knock(method, path, b"{")))
    yield answer_to(cast.app, Knock(method, path, b"x", {"content-encoding": "zstd"}))
    yield answer_to(cast.app, Knock(method, path, b"x", {"content-encoding": "br"}))
    yield answer_to(cast.app, Knock(method, path, b"x" * (2 * 1024 * 1024 + 1)))
    yield answer_to(cast.app, Knock("TRACE", path))
    yield answer_to(cast.app, Knock(method, f"{path.partition('?')[0]}/nowhere/at/all"))


@EACH
def test_the_headers_are_on_every_sort_of_reply(cast, act):
    statuses = set()
    for answer in answers_of(cast, act):
        statuses.add(answer.status)
        told = {name: answer.headers.get(name.lower()) for name in HEADERS}
        assert told == HEADERS, f"on a {answer.status}"
        assert "server" not in answer.headers
        assert "set-cookie" not in answer.headers
        assert "access-control-allow-origin" not in answer.headers
        if answer.status >= 400 and answer.body:
            assert answer.headers["content-type"] == MEDIA_TYPE
            assert answer.code
    assert {400, 404, 405, 413, 415} <= statuses


def test_a_mistake_of_ours_has_them_too(cast, monkeypatch):
    def fail(office):
        raise ValueError("canary")

    monkeypatch.setattr("sync.server.console.page.state_name", fail)
    answer = answer_to(cast.app, Knock("GET", "/"))
    assert (answer.status, answer.code) == (500, "bug")
    assert {name: answer.headers.get(name.lower()) for name in HEADERS} == HEADERS
    assert b"canary" not in answer.body


def test_the_policy_lets_nothing_in_that_is_not_ours(database_url):
    policy = dict(part.strip().partition(" ")[::2] for part in HEADERS["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert "unsafe" not in HEADERS["Content-Security-Policy"]
    seconds = HEADERS["Strict-Transport-Security"].partition("max-age=")[2].partition(";")[0]
    assert int(seconds) >= 31_536_000


@pytest.mark.parametrize("act", [act for act in ACTS if not act.route.startswith(("GET", "HEAD", "OPTIONS"))],
                         ids=lambda act: f"{act.route} {act.name}")  # fmt: skip
def test_a_page_of_somebody_else_has_nothing_done_in_a_visitors_name(cast, act):
    """There is no cookie that a browser would add by itself: without a signature nothing is done."""
    before, knock = cast.sequences(), asks(cast, act)
    answer = answer_to(cast.app, Knock(knock.method, knock.path, knock.body, {**knock.headers, **ELSEWHERE}))
    assert answer.status in (401, 422)
    assert cast.sequences() == before


@pytest.mark.parametrize("path", ["/", "/v1/sync", "/v1/files", "/v1/enrol"])
def test_no_other_site_is_told_that_it_may_ask(cast, path):
    asked = {**ELSEWHERE, "access-control-request-method": "POST"}
    answer = answer_to(cast.app, Knock("OPTIONS", path, b"", asked))
    assert not [name for name in answer.headers if name.startswith("access-control")]
