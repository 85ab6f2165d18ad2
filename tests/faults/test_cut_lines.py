"""N1, N2, N6, N9 from laptop to database: cut lines, requests that arrive twice, somebody else answering."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.server import accounts
from sync.server.nonces import Nonces
from tests.faults.cut_lines import Town, cut_everywhere, town
from tests.faults.proxy import answer_with, send_again
from tests.faults.tally import Tally

STEP = {"sqlite": 23, "postgresql": 61}
"""Bytes between cuts; `python -m tests.faults` cuts at every single one."""
PORTAL = (
    b"HTTP/1.1 %s\r\nContent-Type: text/html\r\nContent-Length: 11\r\nConnection: close\r\n%s\r\n<h1>no</h1>"
)
BUSY = (b"500 Oops", b"502 Bad Gateway", b"503 Service Unavailable", b"429 Too Many Requests")
ELSEWHERE = (b"200 OK", b"302 Found", b"511 Network Authentication Required")


@pytest.fixture
def place(database_url: str, tmp_path: Path) -> Iterator[Town]:
    with town(database_url, tmp_path) as place:
        yield place


@pytest.mark.parametrize("which", ["request", "reply"])
def test_a_sync_cut_at_any_byte_is_done_once_when_it_is_done_again(
    place: Town, which: str, tally: Tally
) -> None:
    step = STEP[place.office.storage.engine.dialect.name]
    length = cut_everywhere(place, which, step, tally)
    assert tally[f"cuts of a {which}"] >= (length - 100) // step  # answers differ a little in length


def test_a_request_that_arrives_several_times_is_taken_once(place: Town, tally: Tally) -> None:
    place.type()
    assert place.suffer(send_again(4)) == ""
    assert place.line.fired == 3
    tally["replays"] += place.line.fired
    assert [_status(reply) for reply in place.line.replies] == [200, 401, 401, 401]
    place.check_level()


def test_a_request_that_a_restarted_office_meets_again_gets_the_same_receipts(
    place: Town, tally: Tally, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.type()
    place.ana.transport.session.headers["Accept-Encoding"] = "identity"

    def forget() -> None:
        monkeypatch.setattr(accounts, "_NONCES", Nonces())

    assert place.suffer(send_again(2, forget)) == ""
    tally["replays to a restarted office"] += place.line.fired
    first, second = (reply.partition(b"\r\n\r\n")[2] for reply in place.line.replies)
    assert _receipts(first) == _receipts(second) != b""
    place.check_level()


def test_whoever_answers_in_place_of_the_office_is_not_believed(place: Town, tally: Tally) -> None:
    answers = [(status, after) for status in (*BUSY, *ELSEWHERE) for after in (False, True)]
    for status, after in answers:
        place.type()
        raw = PORTAL % (status, b"Retry-After: 7\r\nLocation: http://192.0.2.1/\r\n")
        told = place.suffer(answer_with(raw, after_the_office=after))
        assert told == ("busy" if status in BUSY else "portal"), status
        assert place.ana.replica.waiting() == 3, "nothing was taken for an answer"
        assert place.count_changes() == place.typed - (0 if after else 3)
        place.check_level()
    assert place.line.fired == len(answers)
    tally["answers of somebody else"] += len(answers)


def _status(reply: bytes) -> int:
    return int(reply.split(b" ", 2)[1])


def _receipts(body: bytes) -> bytes:
    """Return what an answer says of changes; `c` says no more than `a`: applied."""
    told = body.partition(b'"receipts":')[2].partition(b'"spaces":')[0]
    return told.replace(b'"outcomes":"ccc"', b'"outcomes":"aaa"')
