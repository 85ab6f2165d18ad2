import asyncio
import gzip
import json
import tracemalloc
import zlib
from contextlib import suppress

import pytest
from backports import zstd
from hypothesis import given
from hypothesis import strategies as st

from sync.errors import Refused
from sync.protocol import LARGEST_BODY, MEDIA_TYPE
from sync.server.encoding import Encoding, as_sent, path_of, unpack
from sync.server.packing import packer_for
from sync.server.refusals import TooLarge, UnknownPacking, Unreadable

WORDS = b'{"title": "Meeting in the library"}' * 100
PACK = {"gzip": gzip.compress, "zstd": zstd.compress}


class Page:
    """A page behind the packing; it keeps what it got and answers in parts."""

    def __init__(self, *parts, sort=MEDIA_TYPE, status=200):
        self.parts, self.sort, self.status = parts or (b"",), sort, status
        self.got = self.sent = None

    async def __call__(self, scope, receive, send):
        self.got = b""
        more = True
        while more:
            message = await receive()
            self.got += message.get("body", b"")
            more = message.get("more_body", False)
        self.sent = as_sent(scope, self.got)
        self.headers = dict(scope["headers"])
        start = {
            "type": "http.response.start",
            "status": self.status,
            "headers": [(b"content-type", self.sort.encode())],
        }
        await send(start)
        for place, part in enumerate(self.parts):
            await send({"type": "http.response.body", "body": part, "more_body": place + 1 < len(self.parts)})


def ask(page, body=b"", method="POST", pieces=1, **headers):
    """Send one request through the packing; return its status, headers and the parts of its body."""
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    if body:
        raw.append((b"content-length", str(len(body)).encode()))
    size = -(-len(body) // pieces) or 1
    cut = [body[start : start + size] for start in range(0, len(body), size)] or [b""]
    queue = [
        {"type": "http.request", "body": part, "more_body": place + 1 < len(cut)}
        for place, part in enumerate(cut)
    ]
    answers = []

    async def receive():
        return queue.pop(0) if queue else {"type": "http.disconnect"}

    async def send(message):
        answers.append(message)

    scope = {"type": "http", "method": method, "headers": raw, "path": "/"}
    asyncio.run(Encoding(page)(scope, receive, send))
    start, *rest = answers
    return (
        start["status"],
        {name.decode(): value.decode() for name, value in start["headers"]},
        [m["body"] for m in rest],
    )


# ---- what comes in ----


@pytest.mark.parametrize("packing", ["gzip", "zstd"])
@pytest.mark.parametrize("pieces", [1, 7])
def test_a_packed_body_is_unpacked_and_what_was_signed_is_kept(packing, pieces):
    page, packed = Page(), PACK[packing](WORDS)
    ask(page, packed, pieces=pieces, content_encoding=packing)
    assert (page.got, page.sent) == (WORDS, packed)
    assert page.headers[b"content-length"] == str(len(WORDS)).encode()
    assert b"content-encoding" not in page.headers


def test_a_plain_body_goes_through_as_it_is():
    page = Page()
    ask(page, WORDS, pieces=3)
    assert page.got == page.sent == WORDS


@pytest.mark.parametrize("packing", ["gzip", "zstd"])
def test_a_bomb_is_refused_before_it_goes_off(packing):
    bomb = PACK[packing](bytes(256 * 1024 * 1024))
    page = Page()
    tracemalloc.start()
    status, headers, parts = ask(page, bomb, content_encoding=packing)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (status, headers["content-type"], page.got) == (413, MEDIA_TYPE, None)
    assert "at most 2048 KiB" in json.loads(b"".join(parts))["sentence"]
    assert peak < 16 * 1024 * 1024


def test_a_frame_that_asks_for_a_huge_window_gets_none():
    options = {
        int(zstd.CompressionParameter.window_log): 27,
        int(zstd.CompressionParameter.compression_level): 1,
    }
    writer = zstd.ZstdCompressor(options=options)
    with pytest.raises(Unreadable):
        unpack(writer.compress(b"small") + writer.flush(), "zstd")


@pytest.mark.parametrize("packing", ["gzip", "zstd"])
def test_the_same_words_over_and_over_are_no_bomb_up_to_the_size_of_a_round(packing):
    body = b"x" * (1024 * 1024 + 200_000)
    assert unpack(PACK[packing](body), packing) == body
    with pytest.raises(TooLarge):
        unpack(PACK[packing](b"x" * (LARGEST_BODY - 1)), packing)


@pytest.mark.parametrize("packing", ["gzip", "zstd"])
@pytest.mark.parametrize(
    "spoil", [lambda packed: packed[:-3], lambda packed: packed + b"more", lambda packed: b"no"]
)
def test_a_body_that_is_not_whole_is_refused(packing, spoil):
    with pytest.raises(Unreadable, match="did not arrive whole"):
        unpack(spoil(PACK[packing](WORDS)), packing)


@given(st.binary(max_size=200), st.sampled_from(["gzip", "zstd", "br", "", "identity", "gzip, gzip"]))
def test_whatever_comes_in_is_unpacked_or_refused_and_never_a_bug(body, packing):
    with suppress(Refused):
        assert len(unpack(body, packing)) <= LARGEST_BODY


def test_a_packing_that_the_office_does_not_speak_is_named():
    with pytest.raises(UnknownPacking, match="zstd and gzip only"):
        unpack(b"x", "br")
    assert ask(Page(), b"x", content_encoding="br")[0] == 415


def test_a_body_that_is_too_large_is_refused_with_and_without_a_stated_length():
    large = bytes(LARGEST_BODY + 1)
    page = Page()
    assert ask(page, large)[0] == 413
    assert ask(page, large[:-1])[0] == 200
    page = Page()
    assert ask(page, large, pieces=4, content_length="0")[0] == 413
    assert page.got is None


def test_a_caller_who_goes_away_in_the_middle_gets_nothing_done():
    page, answers = Page(), []

    async def receive():
        return {"type": "http.disconnect"}

    async def send(message):
        answers.append(message)

    scope = {"type": "http", "method": "POST", "headers": [(b"content-length", b"10")]}
    asyncio.run(Encoding(page)(scope, receive, send))
    assert (page.got, answers) == (None, [])


# ---- what goes out ----


@pytest.mark.parametrize(
    ("accepted", "packing"),
    [
        ("gzip, deflate, zstd", "zstd"),
        ("gzip, deflate", "gzip"),
        ("zstd;q=0, gzip;q=0.5", "gzip"),
        ("ZSTD", "zstd"),
    ],
)
def test_an_answer_is_packed_the_best_way_the_caller_speaks(accepted, packing):
    _, headers, parts = ask(Page(WORDS), accept_encoding=accepted)
    read = gzip.decompress if packing == "gzip" else zstd.decompress
    assert (headers["content-encoding"], headers["vary"]) == (packing, "accept-encoding")
    assert read(b"".join(parts)) == WORDS
    assert sum(map(len, parts)) < len(WORDS) / 10


@pytest.mark.parametrize("accepted", ["", "br", "zstd;q=0, gzip; q=0.000", "identity"])
def test_an_answer_stays_plain_where_the_caller_wants_it_so(accepted):
    assert packer_for(accepted) is None
    _, headers, parts = ask(Page(WORDS), accept_encoding=accepted)
    assert "content-encoding" not in headers
    assert b"".join(parts) == WORDS


@pytest.mark.parametrize(
    "page",
    [
        Page(b"short"),
        Page(WORDS, sort="application/octet-stream"),
        Page(WORDS, sort="text/html"),
        Page(status=204),
    ],
)
def test_what_is_short_packed_already_or_a_page_with_secrets_stays_plain(page):
    assert "content-encoding" not in ask(page, accept_encoding="zstd")[1]


@pytest.mark.parametrize("accepted", ["zstd", "gzip"])
def test_a_stream_can_be_read_as_it_arrives(accepted):
    _, _, parts = ask(Page(b"first line\n", b"second line\n", b""), accept_encoding=accepted)
    reader = zstd.ZstdDecompressor() if accepted == "zstd" else zlib.decompressobj(31)
    assert [reader.decompress(part) for part in parts] == [b"first line\n", b"second line\n", b""]


def test_the_path_that_was_signed_has_its_query_and_no_prefix_of_the_server():
    scope = {"raw_path": b"/office/v1/events", "query_string": b"seen=a%3A1", "root_path": "/office"}
    assert path_of(scope) == "/v1/events?seen=a%3A1"
