"""A line between a laptop and the office that breaks where it is told to: TCP, on the loopback.

Each connection carries one request and its answer (laptops are told to keep none open). What goes wrong with
the next connection is its fate; the connections after it are left alone again.
"""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

Fate = Callable[["Line", socket.socket], None]


@dataclass
class Line:
    """The line; `fate` is what happens to the next connection."""

    office: tuple[str, int]
    fate: Fate | None = None
    fired: int = 0
    """Connections to which something was done."""
    request: bytes = b""
    reply: bytes = b""
    """Of the last connection that was left alone."""
    replies: list[bytes] = field(default_factory=list)
    """What came back to a request that was sent more than once."""

    def serve(self, laptop: socket.socket) -> None:
        """Carry one request."""
        fate, self.fate = self.fate, None
        with laptop, suppress(OSError):
            laptop.settimeout(20)
            if fate is None:
                self.request = read_message(laptop)
                self.reply = self.ask(self.request)
                laptop.sendall(self.reply)
            else:
                fate(self, laptop)

    def ask(self, request: bytes) -> bytes:
        """Send a request to the office on a connection of its own and return the answer."""
        with socket.create_connection(self.office, 20) as office:
            office.sendall(request)
            return read_message(office, to_end=True)


def cut_request(after: int) -> Fate:
    """The office gets that many bytes of the request, the laptop nothing."""

    def fate(line: Line, laptop: socket.socket) -> None:
        request = read_message(laptop)
        if after < len(request):
            line.fired += 1
            with socket.create_connection(line.office, 20) as office:
                office.sendall(request[:after])
        else:
            laptop.sendall(line.ask(request))

    return fate


def cut_reply(after: int) -> Fate:
    """The office gets the whole request, the laptop that many bytes of the answer."""

    def fate(line: Line, laptop: socket.socket) -> None:
        reply = line.ask(read_message(laptop))
        line.fired += after < len(reply)
        laptop.sendall(reply[:after])

    return fate


def answer_with(raw: bytes, *, after_the_office: bool) -> Fate:
    """Somebody else answers, before or after the office has got the request."""

    def fate(line: Line, laptop: socket.socket) -> None:
        request = read_message(laptop)
        if after_the_office:
            line.ask(request)
        line.fired += 1
        laptop.sendall(raw)

    return fate


def send_again(times: int, between: Callable[[], None] = lambda: None) -> Fate:
    """The very bytes of a request arrive several times, all at once but for `between`."""

    def fate(line: Line, laptop: socket.socket) -> None:
        request = read_message(laptop)
        line.replies = [line.ask(request)]
        between()
        threads = [threading.Thread(target=again, args=(line, request)) for _ in range(times - 1)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        line.fired += times - 1
        laptop.sendall(line.replies[0])

    def again(line: Line, request: bytes) -> None:
        line.replies.append(line.ask(request))

    return fate


def read_message(connection: socket.socket, *, to_end: bool = False) -> bytes:
    """Return a whole request, or with `to_end` all that comes until the other side hangs up."""
    message = b""
    while to_end or not _is_whole(message):
        more = connection.recv(65_536)
        if not more:
            break
        message += more
    return message


def _is_whole(message: bytes) -> bool:
    head, blank, body = message.partition(b"\r\n\r\n")
    lengths = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    return bool(blank) and len(body) >= (int(lengths[0].partition(b":")[2]) if lengths else 0)


@contextmanager
def bad_line(office: str) -> Iterator[tuple[Line, str]]:
    """Yield a line to an office, and the address at this end of it."""
    where = urlsplit(office)
    assert where.hostname
    assert where.port
    line = Line((where.hostname, where.port))
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=_listen, args=(listener, line))
        thread.start()
        try:
            yield line, f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            thread.join()


def _listen(listener: socket.socket, line: Line) -> None:
    with suppress(OSError):
        while True:
            line.serve(listener.accept()[0])
