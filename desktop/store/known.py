"""What this computer knows of the records that an answer speaks of, read at once."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

import orjson
from sqlalchemy import Connection

from desktop.store.driver import fetch, fetch_value, listed
from desktop.store.news import News
from desktop.store.reading import stored
from desktop.store.tables import Tables
from desktop.store.writing import Row
from sync.changes import Body

_ANY_UNDER = "SELECT 1 FROM pulled LIMIT 1"
_UNDER = "SELECT id, state FROM pulled WHERE id IN (SELECT value FROM json_each(?))"
_ANY_ON_TOP = "SELECT 1 FROM changes WHERE standing IN ('unsent', 'acked') LIMIT 1"
_ON_TOP = (
    "SELECT n, record, body FROM changes INDEXED BY changes_on_top"
    " WHERE standing IN ('unsent', 'acked') AND record IN (SELECT value FROM json_each(?)) ORDER BY n"
)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of some records before an answer, by id."""

    rows: dict[str, Row]
    """As they are shown."""
    under: dict[str, str]
    """What the office held under my changes."""
    mine: dict[str, list[tuple[int, Body]]]
    """My changes that the office has not handed back yet, in order."""

    def pulled(self, record: str) -> str:
        """Return the state that the office held of a record, "" if none."""
        if record in self.under:
            return self.under[record]
        row = self.rows.get(record)
        return row.state if row and row.seq else ""


def read_known(connection: Connection, tables: Tables, news: dict[str, News]) -> Known:
    """Return what is known of all that there is news of."""
    rows = stored(connection, tables, ((each.kind, record) for record, each in news.items()))
    under = read_under(connection, news) if fetch_value(connection, _ANY_UNDER) else {}
    return Known(rows, under, read_mine(connection, news))


def read_under(connection: Connection, ids: Collection[str]) -> dict[str, str]:
    """Return what the office held of each record that has a change of mine on top."""
    return dict(fetch(connection, _UNDER, listed(ids)))


def read_mine(connection: Connection, ids: Collection[str]) -> dict[str, list[tuple[int, Body]]]:
    """Return my changes that lie on top of each record, in order."""
    mine: dict[str, list[tuple[int, Body]]] = defaultdict(list)
    if not ids or not fetch_value(connection, _ANY_ON_TOP):
        return mine
    for n, record, body in fetch(connection, _ON_TOP, listed(ids)):
        mine[record].append((n, orjson.loads(body)))
    return mine
