"""Working out what is shown: what the office holds, with my own unconfirmed changes on top."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, cast

import orjson
from sqlalchemy import Connection, bindparam, delete, select, text
from sqlalchemy.dialects.sqlite import insert as upsert

from desktop.store import schema
from desktop.store.commit import Author
from desktop.store.reading import read_state, stored
from desktop.store.writing import Row, Writing, named_in
from sync.changes import Body, State, canonical, change_id, merge, overlay
from sync.changes.digest import record_hash

_changes, _pulled, _spaces = schema.changes, schema.pulled, schema.spaces
_ON_TOP = text(
    "SELECT n, record, body FROM changes INDEXED BY changes_on_top WHERE standing IN ('unsent', 'acked')"
    " AND record IN (SELECT value FROM json_each(:ids)) ORDER BY n"
)
_ANY_UNDER, _ANY_ON_TOP = select(_pulled.c.id).limit(1), select(_changes.c.n).where(schema.ON_TOP).limit(1)


@dataclass
class News:
    """What one answer of the office says of one record."""

    kind: str
    space: str
    state: str | None = None
    """Its stored text, "" = forget it; None = only what `clean` says."""
    seq: int = 0
    clean: list[tuple[int, int, Body]] = field(default_factory=list)
    """My own changes (n, seq, body) that nobody else's came between."""
    answered: int = 0
    """How many of my changes it speaks of, refused ones too."""


@dataclass
class Moved:
    """Hashes that left and entered the digest of each space."""

    gone: dict[str, list[bytes]] = field(default_factory=lambda: defaultdict(list))
    come: dict[str, list[bytes]] = field(default_factory=lambda: defaultdict(list))


@dataclass(slots=True)
class _Known:
    """What this computer knows of one record before an answer."""

    row: Row | None
    under: str | None
    """What the office held under my changes."""
    mine: list[tuple[int, Body]]
    """My changes that the office has not handed back yet, in order."""

    @property
    def pulled(self) -> str | None:
        """What the office held, None if nothing."""
        if self.under is not None:
            return self.under
        return self.row.state if self.row and self.row.seq else None


def fold(connection: Connection, writing: Writing, author: Author, news: dict[str, News]) -> Moved:
    """Bring the records that an answer speaks of up to date; return what it does to the digests."""
    moved = Moved()
    news = _confirm_new(connection, writing, author, news, moved)
    held = stored(connection, writing.tables, ((each.kind, record) for record, each in news.items()))
    under, mine = _under(connection, news), _mine(connection, news)
    unhidden = {record: each for record, each in news.items() if record not in under and record not in mine}
    arrived = _arrived(unhidden, held, moved)
    changed = [row for row in arrived.values() if row.id not in held or held[row.id].state != row.state]
    confirmed = [*arrived.values()]
    bare: list[str] = []
    for record, each in ((record, news[record]) for record in news if record not in arrived):
        known = _Known(held.get(record), under.get(record), mine.get(record, []))
        pulled = _pulled_row(record, each, known, author, moved)
        shown = _shown(pulled, known.mine, author)
        if shown is None:
            writing.drop(each.kind, [record])
            continue
        if known.row is None or known.row.state != shown.state:
            changed.append(shown)
        if known.row is None or (known.row.seq, known.row.hash) != (shown.seq, shown.hash):
            confirmed.append(shown)
        if known.mine and pulled.state:
            _lay_under(connection, record, each.kind, pulled.state)
        elif record in under:
            bare.append(record)
    _lift(connection, bare)
    writing.confirm(confirmed)
    writing.put(changed)
    return moved


def _confirm_new(
    connection: Connection, writing: Writing, author: Author, news: dict[str, News], moved: Moved
) -> dict[str, News]:
    """Confirm the records that I made, that the office took as they are and that nothing lies on.

    What the office holds of them follows from the change alone, so nothing is read.
    Returns the news that are left.
    """
    made = {record: each for record, each in news.items() if _is_new(each)}
    if made:
        anew = set(connection.execute(select(_spaces.c.space).where(_spaces.c.level == 0)).scalars())
        kept = _mine(connection, made)
        made = {key: each for key, each in made.items() if key not in kept and each.space not in anew}
    rows = [_new_row(record, each, author) for record, each in made.items()]
    confirmed = writing.confirm_new(rows)
    for row in rows:
        if row.id in confirmed:
            moved.come[row.space].append(row.hash)
    return {record: each for record, each in news.items() if record not in confirmed}


def _is_new(news: News) -> bool:
    alone = news.state is None and news.answered == len(news.clean) == 1
    return alone and news.clean[0][2].keys() == {"set"}


def _new_row(record: str, news: News, author: Author) -> Row:
    ((n, seq, body),) = news.clean
    state = canonical(State(fields=body["set"], born=change_id(author.device, n)))
    return Row(record, news.kind, news.space, seq, "", record_hash(news.kind, record, seq, state))


def _arrived(news: dict[str, News], held: dict[str, Row], moved: Moved) -> dict[str, Row]:
    """Return what the office hands out anew of records with nothing of mine on them: what is shown."""
    arrived: dict[str, Row] = {}
    for record, each in news.items():
        before = held.get(record)
        if not each.state or (before and before.seq >= each.seq):
            continue
        digest = record_hash(each.kind, record, each.seq, each.state.encode())
        moved.come[each.space].append(digest)
        if before and before.hash:
            moved.gone[each.space].append(before.hash)
        arrived[record] = Row(record, each.kind, each.space, each.seq, each.state, digest)
    return arrived


def _pulled_row(record: str, news: News, known: _Known, author: Author, moved: Moved) -> Row:
    """Return the record as the office holds it now (state "" = not at all), and note its hashes."""
    seq, digest = (known.row.seq, known.row.hash) if known.row else (0, b"")
    before = known.pulled or ""
    state = before
    if news.state is not None and news.seq > seq:
        state, seq = news.state, news.seq
    elif fresh := [each for each in news.clean if each[1] > seq]:
        state, seq = _with_clean(known.row, before, fresh, author), fresh[-1][1]
    if state != before or seq != (known.row.seq if known.row else 0):
        moved.gone[news.space] += [digest] if digest else []
        digest = record_hash(news.kind, record, seq, state.encode()) if state else b""
        moved.come[news.space] += [digest] if digest else []
    return Row(record, news.kind, news.space, seq if state else 0, state, digest)


def _shown(pulled: Row, mine: list[tuple[int, Body]], author: Author) -> Row | None:
    """Return the row that is shown: what is pulled with my changes on top, None if there is nothing."""
    if not mine:
        return pulled if pulled.state else None
    state: State | None = read_state(pulled.state) if pulled.state else None
    for n, body in mine:
        state = overlay(state, change_id(author.device, n), body, author.name)
    return replace(pulled, state=canonical(cast(State, state)).decode())


def _with_clean(row: Row | None, before: str, clean: list[tuple[int, int, Body]], author: Author) -> str:
    """Return what the office made of my changes: it ran the same fold over the same state."""
    first = clean[0][2]
    if not before and len(clean) == 1 and row and first.keys() == {"set"} and _is_untouched(row, first):
        return row.state
    state: State | None = read_state(before) if before else None
    for n, _seq, body in clean:
        state = merge(state, change_id(author.device, n), body, author.name)[0]
    return canonical(cast(State, state)).decode()


def _is_untouched(row: Row, body: Body) -> bool:
    state = read_state(row.state)
    return state.keys() == {"fields", "born"} and state["fields"] == body["set"]


def _under(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    if connection.execute(_ANY_UNDER).first() is None:
        return found
    rows = connection.execute(select(_pulled.c.id, _pulled.c.state).where(named_in(_pulled.c.id, [*ids])))
    found.update((record, state) for record, state in rows)
    return found


def _mine(connection: Connection, ids: Iterable[str]) -> dict[str, list[tuple[int, Body]]]:
    """Return my changes that lie on top of each record, in order."""
    mine: dict[str, list[tuple[int, Body]]] = defaultdict(list)
    if connection.execute(_ANY_ON_TOP).first() is None:
        return mine
    for n, record, body in connection.execute(_ON_TOP, {"ids": orjson.dumps([*ids]).decode()}):
        mine[record].append((n, orjson.loads(body)))
    return mine


def _lay_under(connection: Connection, record: str, kind: str, state: str) -> None:
    statement = upsert(_pulled).values(id=record, kind=kind, state=state)
    connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_={"state": state}))


def _lift(connection: Connection, records: list[str]) -> None:
    gone: list[dict[str, Any]] = [{"gone": record} for record in records]
    if gone:
        connection.execute(delete(_pulled).where(_pulled.c.id == bindparam("gone")), gone)
