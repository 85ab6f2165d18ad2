"""Bodies that no honest program sends, for every route that takes one."""

import zlib
from collections.abc import Iterator

from backports import zstd

from sync.protocol import LARGEST_BODY

MANY = 64 * 1024 * 1024
"""Bytes that a bomb unpacks to."""
DEEP = 200_000
Evil = tuple[str, bytes, dict[str, str]]
"""(what it is, the bytes, the headers that say how they are packed)"""


def evil_bodies(honest: bytes) -> Iterator[Evil]:
    """Yield bodies made by spoiling an honest one, which is a JSON object."""
    yield "too large", b" " * (LARGEST_BODY + 1) + honest, {}
    yield "larger yet", b" " * (8 * LARGEST_BODY), {}
    yield "deep lists", b"[" * DEEP + b"]" * DEEP, {}
    yield "deep objects", b'{"a":' * DEEP + b"1" + b"}" * DEEP, {}
    yield "a deep value", _with(honest, b'"x":' + b"[" * 5000 + b"]" * 5000), {}
    for word in (b"NaN", b"Infinity", b"-Infinity", b"1e308", b"1e999", b"9" * 30, b"9" * 5000, b"-0.0"):
        yield f"the number {word[:9].decode()}", _with(honest, b'"protocol":' + word), {}
    yield "a lone surrogate", _with(honest, b'"program":"\\ud800"'), {}
    yield "a lone surrogate as key", _with(honest, b'"\\udfff":1'), {}
    yield "a NUL", _with(honest, b'"program":"\\u0000"'), {}
    yield "keys twice", _with(honest, b'"program":"1","program":"2","protocol":1'), {}
    yield "a byte order mark", b"\xef\xbb\xbf" + honest, {}
    yield "UTF-16", honest.decode().encode("utf-16"), {}
    yield "no UTF-8", b"\xff\xfe\xfd", {}
    yield "nothing", b"", {}
    yield "half of it", honest[: len(honest) // 2], {}
    yield "a gzip bomb", zlib.compress(bytes(MANY), 9, wbits=31), {"Content-Encoding": "gzip"}
    yield "a zstd bomb", zstd.compress(bytes(MANY)), {"Content-Encoding": "zstd"}
    yield "a bomb in a bomb", zstd.compress(zstd.compress(bytes(MANY))), {"Content-Encoding": "zstd"}
    yield "no gzip", honest, {"Content-Encoding": "gzip"}
    yield "no zstd", honest, {"Content-Encoding": "zstd"}
    yield "packed twice", honest, {"Content-Encoding": "gzip, zstd"}
    yield "packed with something else", honest, {"Content-Encoding": "br"}


def _with(honest: bytes, more: bytes) -> bytes:
    return honest[:-1] + (b"," if len(honest) > 2 else b"") + more + b"}"
