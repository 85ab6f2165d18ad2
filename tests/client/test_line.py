"""The line to the office: a thread of its own only where there is something to do meanwhile."""

import threading
from time import monotonic

from sync.client.line import Line
from sync.client.transport import Incoming, Outgoing
from sync.protocol import MEDIA_TYPE, SyncReply, SyncRequest

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
