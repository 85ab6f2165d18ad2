"""The floor's device: a table with a dirty flag, and how far it has heard.

python -m tests.bench.floor_device FOLDER ADDRESS
"""

import sys
from pathlib import Path
from typing import Any

import orjson
import requests
import sqlcipher3.dbapi2 as sqlite
from backports import zstd

from sync.records.base import new_id
from tests.bench.driven import answer
from tests.bench.people import bodies
from tests.bench.wire import count_bytes

LEVEL = 3
REQUEST = 1024 * 1024
"""Bytes of JSON in one request."""
_TABLE = (
    "CREATE TABLE IF NOT EXISTS person"
    " (id TEXT PRIMARY KEY, body TEXT NOT NULL, rev INTEGER NOT NULL, dirty INTEGER NOT NULL)"
)
_MAKE = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    _TABLE,
    "CREATE INDEX IF NOT EXISTS dirty ON person (id) WHERE dirty = 1",
    "CREATE TABLE IF NOT EXISTS heard (rev INTEGER NOT NULL)",
)
_PUT = (
    "INSERT INTO person VALUES (?, ?, ?, 0)"
    " ON CONFLICT DO UPDATE SET body = excluded.body, rev = excluded.rev WHERE dirty = 0"
)
_SENT = "UPDATE person SET dirty = 0, rev = ? WHERE id = ?"


class Device:
    """One SQLite file and one session."""

    def __init__(self, path: Path, address: str) -> None:
        self.connection: Any = sqlite.connect(str(path), isolation_level=None)
        for statement in _MAKE:
            self.connection.execute(statement)
        self.address = address
        self.session = requests.Session()
        self.tally = count_bytes(self.session)

    def fill(self, count: int) -> None:
        """Enter people."""
        people = ((new_id(), orjson.dumps(body).decode()) for body in bodies(count))
        self._write("INSERT INTO person VALUES (?, ?, 0, 1)", people)

    def change(self, count: int) -> dict[str, int]:
        """Change some people's phone numbers, and sync."""
        some = self.connection.execute("SELECT id, body FROM person LIMIT ?", (count,)).fetchall()
        changed = ((_with_phone(body, place), record) for place, (record, body) in enumerate(some))
        self._write("UPDATE person SET body = ?, dirty = 1 WHERE id = ?", changed)
        return self.sync()

    def sync(self) -> dict[str, int]:
        """Exchange until there is nothing more to say or to hear."""
        while self._round():
            pass
        return self.tally.take()

    def count(self) -> int:
        """Return how many people are here."""
        return int(self.connection.execute("SELECT count(*) FROM person").fetchone()[0])

    def _round(self) -> bool:
        since = self.connection.execute("SELECT max(rev) FROM heard").fetchone()[0] or 0
        rows, left = self._dirty()
        asked = zstd.compress(orjson.dumps({"since": since, "rows": rows}), LEVEL)
        said = orjson.loads(
            self.session.post(self.address, asked, headers={"Content-Encoding": "zstd"}).content
        )
        self.connection.execute("BEGIN IMMEDIATE")
        self.connection.executemany(_SENT, ((rev, row[0]) for rev, row in enumerate(rows, said["first"])))
        self.connection.executemany(_PUT, said["rows"])
        if said["reached"] != since:
            self.connection.execute("INSERT INTO heard VALUES (?)", (said["reached"],))
        self.connection.execute("COMMIT")
        return left or bool(said["more"])

    def _dirty(self) -> tuple[list[tuple[str, str]], bool]:
        rows: list[tuple[str, str]] = []
        size = 0
        for row in self.connection.execute("SELECT id, body FROM person WHERE dirty = 1"):
            if size > REQUEST:
                return rows, True
            rows.append(row)
            size += len(row[1])
        return rows, False

    def _write(self, statement: str, rows: Any) -> None:
        self.connection.execute("BEGIN IMMEDIATE")
        self.connection.executemany(statement, rows)
        self.connection.execute("COMMIT")


def _with_phone(body: str, place: int) -> str:
    return orjson.dumps({**orjson.loads(body), "phone": f"+1 779 555 {place:04d}"}).decode()


if __name__ == "__main__":
    device = Device(Path(sys.argv[1]), sys.argv[2])
    answer({"fill": device.fill, "change": device.change, "sync": device.sync, "count": device.count})
