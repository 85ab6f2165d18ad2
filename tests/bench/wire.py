"""Counting what goes over the wire, both ways, headers and all; the same for both pipelines."""

import socket
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, PoolManager
from urllib3.connection import HTTPConnection


def count_bytes(session: requests.Session) -> "Tally":
    """Have a session count its bytes from now on; return where they are counted."""
    tally = Tally()
    session.mount("http://", _Counting(tally))
    return tally


class Tally:
    """Bytes that went out and came in."""

    def __init__(self) -> None:
        self.out = 0
        self.back = 0

    def take(self) -> dict[str, int]:
        """Return what was counted, and start from nothing."""
        counted = {"out": self.out, "back": self.back}
        self.out = self.back = 0
        return counted


class _Counting(HTTPAdapter):
    """Opens connections that count."""

    def __init__(self, tally: Tally) -> None:
        self._tally = tally
        super().__init__()

    def init_poolmanager(self, *args: Any, **options: Any) -> None:
        super().init_poolmanager(*args, **options)
        self.poolmanager: PoolManager
        self.poolmanager.pool_classes_by_scheme = {"http": _pool(self._tally)}


def _pool(tally: Tally) -> type[HTTPConnectionPool]:
    class Connection(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return _Socket(super()._new_conn(), tally)

    class Pool(HTTPConnectionPool):
        ConnectionCls = Connection

    return Pool


class _Socket(socket.socket):
    """Another socket's connection, counted."""

    def __init__(self, plain: socket.socket, tally: Tally) -> None:
        timeout = plain.gettimeout()
        super().__init__(plain.family, plain.type, plain.proto, fileno=plain.detach())
        self.settimeout(timeout)
        self._tally = tally

    def sendall(self, sent: Any, flags: int = 0) -> None:
        super().sendall(sent, flags)
        self._tally.out += len(sent)

    def recv_into(self, *args: Any, **options: Any) -> int:
        size = super().recv_into(*args, **options)
        self._tally.back += size
        return size
