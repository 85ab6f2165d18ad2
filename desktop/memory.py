"""Memory that nobody uses any more and the C library keeps all the same. Only glibc lets us ask for it back.

Elsewhere these do nothing: Windows and macOS keep less, and have no such words.
"""

import sys
from functools import cache
from typing import Any

_ARENA_MAX, _MMAP_THRESHOLD = -8, -3
"""Parameters of mallopt(3), from malloc.h."""
_LARGE = 1024 * 1024
"""Bytes."""


def keep_one_heap() -> None:
    """Have all threads share one heap; call it before there is a second thread.

    Each thread's own heap keeps what it once held: 40 MB after a flood of others' records. Ours
    wait for each other in Python anyway, so sharing costs no time that could be measured. What is large,
    such as an answer of the office, stays out of the heap, so that it leaves no holes in it.
    """
    if library := _glibc():
        library.mallopt(_ARENA_MAX, 1)
        library.mallopt(_MMAP_THRESHOLD, _LARGE)


def give_back() -> None:
    """Give the system back what is free within the heap; it takes a millisecond or two."""
    if library := _glibc():
        library.malloc_trim(0)


@cache
def _glibc() -> Any:
    """Return the C library if it is glibc, else None."""
    if sys.platform != "linux":
        return None
    import ctypes

    library = ctypes.CDLL(None)
    return library if hasattr(library, "gnu_get_libc_version") else None
