"""The line to the office: a thread of its own only where there is something to do meanwhile."""

import socket
import threading
from time import monotonic

import pytest

from sync.client.line import Line
from sync.client.transport import HttpTransport, Incoming, Outgoing
from sync.errors import Offline
from sync.protocol import MEDIA_TYPE, SyncReply, SyncRequest
from sync.records.base import new_id
from sync.signing import DeviceKey

HOUR = 3600.0


class Notebook:
    """A way to an office with nothing to say, which notes what was sent and on which thread."""

    def __init__(self) -> None:
        self.sent: list[bytes] = []
        self.threads: list[threading.Thread] = []

    def send(self, request: Outgoing) -> Incoming:
        """Answer with nothing."""
        self.sent.append(request.body)
        self.threads.append(threading.current_thread())
        answer = SyncReply(nonce="n").model_dump_json().encode()
        return Incoming(200, {"Content-Type": MEDIA_TYPE}, answer)


def round_of(waiting: int) -> SyncRequest:
    return SyncRequest(protocol=1, program="1", spaces=[], waiting=waiting)


def test_a_round_with_nothing_to_read_ahead_goes_out_on_the_caller_s_thread() -> None:
    notebook = Notebook()
    line = Line(notebook, monotonic() + HOUR)
    begun = line.begin(round_of(0), [])
    assert notebook.sent == [] and not begun.is_followed
    assert begun.answer().receipts == []
    assert notebook.threads == [threading.current_thread()]
    line.close()


def test_a_round_that_others_follow_is_under_way_while_they_are_read() -> None:
    notebook = Notebook()
    line = Line(notebook, monotonic() + HOUR)
    begun = line.begin(round_of(7), [])
    line.close()
    assert begun.is_followed and len(notebook.sent) == 1
    assert notebook.threads != [threading.current_thread()]


class Busy(Notebook):
    """An office that asks for a moment, twice."""

    def __init__(self) -> None:
        super().__init__()
        self.seconds: list[float] = []

    def send(self, request: Outgoing) -> Incoming:
        """Answer at the third try."""
        self.seconds.append(request.timeout)
        if len(self.seconds) < 3:
            raise Offline("Busy.", "busy", 0.01)
        return super().send(request)


def test_no_request_waits_longer_than_there_is_time() -> None:
    for left, least, most in ((HOUR, 60, 60), (5.0, 4, 5), (-1.0, 0.01, 0.2)):
        office = Busy()
        office.seconds = [0, 0]
        Line(office, monotonic() + left).begin(round_of(0), []).answer()
        assert least <= office.seconds[-1] <= most


def test_that_a_busy_office_asks_to_wait_is_told_once() -> None:
    office, told = Busy(), list[float]()
    Line(office, monotonic() + HOUR, told.append).begin(round_of(0), []).answer()
    assert told == [0.01] and len(office.seconds) == 3


def test_a_server_that_takes_the_connection_and_says_nothing_is_left_when_the_time_is_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}"
        line = Line(HttpTransport(address, new_id(), DeviceKey.generate()), monotonic() + 0.5)
        begun = monotonic()
        with pytest.raises(Offline):
            line.begin(round_of(0), []).answer()
        assert monotonic() - begun < 5
