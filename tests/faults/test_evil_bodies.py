"""N11: whatever is posted to the real office, it is turned down in a sentence and costs little memory."""

import json
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
import requests

from sync.protocol import MEDIA_TYPE
from sync.records.base import new_id
from sync.signing import new_nonce, sign
from tests.days.programs import OfficeProgram
from tests.faults.evil_bodies import evil_bodies
from tests.faults.laptops import Laptop, founded, invited, joined

ROUTES = ("/v1/enrol", "/v1/sync", "/v1/carry", "/v1/waiting", "/v1/files")
MOST_MEMORY = 64 * 1024
"""KiB more than before."""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads what memory was used from /proc")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[OfficeProgram, Laptop]]:
    """A real office, and a laptop that it knows."""
    folder = tmp_path_factory.mktemp("office")
    program = OfficeProgram(folder)
    with founded(str(folder / "office.sqlite"), folder) as (office, space):
        with patch.dict(os.environ, COALITION_OFFICE_ROUNDS="1000000"):
            program.start()
        laptop = joined(folder, program.url, invited(office, space, 1)[0])
        yield program, laptop
        laptop.store.close()
        program.stop()


def post(
    program: OfficeProgram, laptop: Laptop, route: str, body: bytes, **headers: str
) -> requests.Response:
    sender = laptop.transport
    moment, nonce = int(time.time()), new_nonce()
    signed = sign(sender.key, "POST", route, body, device=sender.device, time=moment, nonce=nonce)
    given = {"Authorization": signed, "Content-Type": MEDIA_TYPE, "Tus-Resumable": "1.0.0", **headers}
    return requests.post(f"{program.url}{route}", body, headers=given, timeout=30)


def peak(program: OfficeProgram) -> int:
    """The most memory that the office has used, in KiB."""
    assert program.process
    said = Path(f"/proc/{program.process.pid}/status").read_text()
    return int(next(line.split()[1] for line in said.splitlines() if line.startswith("VmHWM")))


@pytest.mark.parametrize("route", ROUTES)
def test_an_evil_body_is_turned_down_and_costs_little_memory(
    route: str, place: tuple[OfficeProgram, Laptop]
) -> None:
    program, laptop = place
    honest = laptop.replica.request()[0].model_dump_json(exclude_defaults=True).encode()
    post(program, laptop, "/v1/sync", honest)
    before, met = peak(program), 0
    for what, body, packed in evil_bodies(honest):
        reply = post(program, laptop, route, body, **packed)
        assert reply.status_code < 500, (what, reply.status_code, reply.text[:300])
        if reply.status_code != 200:
            assert json.loads(reply.content)["sentence"].endswith("."), what
        met += 1
    assert met > 25
    assert peak(program) - before < MOST_MEMORY
    assert requests.get(f"{program.url}/v1/health", timeout=5).json()["ready"]


def test_every_route_that_takes_a_body_was_met(place: tuple[OfficeProgram, Laptop]) -> None:
    described = requests.get(f"{place[0].url}/openapi.json", timeout=5).json()["paths"]
    assert {route for route, verbs in described.items() if "post" in verbs} == set(ROUTES)


def test_a_body_without_end_costs_little_memory(place: tuple[OfficeProgram, Laptop]) -> None:
    program, _ = place
    before = peak(program)
    endless = (bytes(65_536) for _ in range(4000))
    reply = requests.post(f"{program.url}/v1/sync", endless, timeout=30)
    assert reply.status_code == 413
    assert peak(program) - before < MOST_MEMORY


def test_a_long_request_in_the_name_of_a_stranger_is_turned_down(
    place: tuple[OfficeProgram, Laptop],
) -> None:
    body = json.dumps({"code": "x", "device": new_id(), "public_key": "A" * 43 + "="}).encode()
    reply = post(*place, "/v1/enrol", body + b" " * 10**6)
    assert reply.status_code == 401
