"""Crash points: a program that dies before its k-th statement, or before the commit that ends them."""

from collections.abc import Iterator
from contextlib import contextmanager
from math import inf
from typing import Any

from sqlalchemy import Connection, Engine, event


class Crash(BaseException):
    """The power went: nothing may catch this."""


@contextmanager
def crashing(engine: Engine, after: int, *, commits: int = 1) -> Iterator[None]:
    """Die in the place of the statement, or the commit, that comes after `after` others.

    After so many `commits` there is nothing left to kill: what follows only looks.
    """
    left = float(after)

    def count(*_: Any) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise Crash

    def commit(_: Connection) -> None:
        nonlocal left, commits
        count()
        commits -= 1
        left = left if commits else inf

    event.listen(engine, "before_cursor_execute", count)
    event.listen(engine, "commit", commit)
    try:
        yield
    finally:
        event.remove(engine, "before_cursor_execute", count)
        event.remove(engine, "commit", commit)
