"""The floor's office: one table, one counter, nothing else.

    python -m tests.bench.floor_office FOLDER

A request carries new rows and how far the device has heard; the answer is what came before them.
"""

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

import orjson
import sqlcipher3.dbapi2 as sqlite
import uvicorn
from backports import zstd

LEVEL = 3
PAGE = 1024 * 1024
"""Bytes of JSON in one answer."""
_TABLE = "CREATE TABLE person (id TEXT PRIMARY KEY, body TEXT NOT NULL, rev INTEGER NOT NULL)"
_PUT = (
    "INSERT INTO person VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET body = excluded.body, rev = excluded.rev"
)
_SINCE = "SELECT id, body, rev FROM person WHERE rev > ? ORDER BY rev"


class Office:
    """An ASGI program around one SQLite file."""

    def __init__(self, path: Path) -> None:
        self.connection: Any = sqlite.connect(str(path), isolation_level=None)
        for statement in ("PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", _TABLE):
            self.connection.execute(statement)
        self.connection.execute("CREATE INDEX person_by_rev ON person (rev)")
        self.rev = 0

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request."""
        parts: list[bytes] = []
        more = True
        while more:
            message = await receive()
            parts.append(message.get("body", b""))
            more = message.get("more_body", False)
        said = zstd.compress(
            orjson.dumps(self._answer(orjson.loads(zstd.decompress(b"".join(parts))))), LEVEL
        )
        headers = [(b"content-length", str(len(said)).encode()), (b"content-encoding", b"zstd")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": said})

    def _answer(self, asked: dict[str, Any]) -> dict[str, Any]:
        rows, more = self._page(asked["since"])
        first = self.rev + 1
        if asked["rows"]:
            self._put(asked["rows"])
        reached = rows[-1][2] if more else self.rev
        return {"first": first, "rows": rows, "reached": reached, "more": more}

    def _put(self, rows: list[list[str]]) -> None:
        self.connection.execute("BEGIN IMMEDIATE")
        numbered = ((record, body, rev) for rev, (record, body) in enumerate(rows, self.rev + 1))
        self.connection.executemany(_PUT, numbered)
        self.connection.execute("COMMIT")
        self.rev += len(rows)

    def _page(self, since: int) -> tuple[list[tuple[str, str, int]], bool]:
        rows: list[tuple[str, str, int]] = []
        size = 0
        for row in self.connection.execute(_SINCE, (since,)):
            if size > PAGE:
                return rows, True
            rows.append(row)
            size += len(row[1])
        return rows, False


def main() -> None:
    """Serve until told to stop; the address is the first line printed."""
    config = uvicorn.Config(
        Office(Path(sys.argv[1]) / "office.sqlite"),
        port=0,
        log_config=None,
        access_log=False,
        lifespan="off",
        http="httptools",
        loop="uvloop",
    )
    asyncio.run(_serve(uvicorn.Server(config)), debug=False)


async def _serve(server: uvicorn.Server) -> None:
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    print(json.dumps({"address": f"http://127.0.0.1:{port}"}), flush=True)
    await serving


if __name__ == "__main__":
    main()
