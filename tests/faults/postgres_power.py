"""A PostgreSQL of its own whose power can be cut: all its processes are killed, and it starts from its log.

The servers of other tests answer before their log is written; this one waits for it, as an office's does.
What this does not show: that the log reached the disk, for the page cache of the system outlives a process.
"""

import os
import shlex
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg

from tests.postgres import OWNER, running_postgres

NAME = "office"


@contextmanager
def frail_postgres() -> Iterator[tuple[str, Callable[[], None]]]:
    """Yield the SQLAlchemy address of an empty database, and what cuts its power and brings it back."""
    with running_postgres() as server, ExitStack() as running:
        with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
            connection.execute(f"ALTER ROLE {OWNER} SET synchronous_commit = on")
            connection.execute(f"CREATE DATABASE {NAME} OWNER {OWNER} TEMPLATE template0")
        address = f"{server}/{NAME}".replace("postgresql://postgres:", f"postgresql+psycopg://{OWNER}:")

        def cut() -> None:
            running.callback(_stop, _cut_power(server))

        yield address, cut


def _cut_power(server: str) -> "subprocess.Popen[bytes]":
    """Kill every process of a server at once and start it anew."""
    with psycopg.connect(f"{server}/postgres") as connection:
        processes = [pid for (pid,) in connection.execute("SELECT pid FROM pg_stat_activity").fetchall()]
        wanted = "SELECT pg_read_file('postmaster.pid'), pg_read_file('postmaster.opts')"
        told = connection.execute(wanted).fetchone()
    assert told
    first, folder = told[0].splitlines()[:2]
    for pid in (int(first), *processes):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    os.waitpid(int(first), 0)
    account: dict[str, Any] = {"user": Path(folder).stat().st_uid} if os.geteuid() == 0 else {}
    started = subprocess.Popen(
        shlex.split(told[1]), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **account
    )
    _wait_until_ready(server, started)
    return started


def _wait_until_ready(server: str, started: "subprocess.Popen[bytes]", seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while started.poll() is None and time.monotonic() < end:
        with suppress(psycopg.OperationalError), psycopg.connect(f"{server}/postgres"):
            return
        time.sleep(0.02)
    raise AssertionError("PostgreSQL did not come back")


def _stop(started: "subprocess.Popen[bytes]") -> None:
    started.send_signal(signal.SIGINT)
    started.wait(20)
