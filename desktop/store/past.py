"""Edits of the past, such as those of the sample: many at once, each with its moment.

They are written as if they had been made here one after another, which is several times
slower; Undo does not take them back. No office has heard of this store yet.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import orjson
from sqlalchemy import Connection, func, select

from desktop.store import schema
from desktop.store.commit import next_number
from desktop.store.draft import Draft, Intent
from desktop.store.reading import read_state, stored
from desktop.store.store import Store
from desktop.store.writing import Row, Writing
from sync import bulk
from sync.changes import Body, Edit, State, canonical, change_id, overlay
from sync.changes.compose import compose
from sync.changes.inverse import before_image

_edits = schema.edits


def write_past(store: Store, told: Iterable[tuple[Edit, Draft]]) -> None:
    """Commit Edits with the moments that they name, in one transaction: all of them or none."""
    with store.writing() as connection:
        past = _Past(connection, store, next_number(connection))
        for edit, draft in told:
            past.take(edit, draft)
        past.put()
    store.tell(past.writing)


def is_untouched(store: Store) -> bool:
    """Say whether everything in a store was written as past: nobody has done anything in it since."""
    done = select(func.count()).select_from(_edits).where(_edits.c.undone == 0)
    with store.reading() as connection:
        return not connection.execute(done).scalar_one()


@dataclass
class _Past:
    """Edits on their way into the file."""

    connection: Connection
    store: Store
    n: int
    """The number of the next change."""
    states: dict[str, tuple[str, State]] = field(default_factory=dict)
    """Id -> kind and what has become of the record so far."""
    edits: list[dict[str, Any]] = field(default_factory=list)
    changes: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.writing = Writing(self.connection, self.store.tables)

    def take(self, edit: Edit, draft: Draft) -> None:
        """Work out what an Edit does, after those before it."""
        self.edits.append({"id": edit.id, "label": edit.label, "at": edit.at, "undoes": "", "undone": 1})
        for record, intent in draft.intents.items():
            before = self._before(record, intent)
            body = _body(self.store, intent, before)
            if body:
                change = change_id(self.store.author.device, self.n)
                self.states[record] = intent.kind, overlay(before, change, body, self.store.author.name)
                self.changes.append(self._row(edit, record, intent, body, before))
                self.n += 1

    def put(self) -> None:
        """Write down everything that was taken."""
        home = self.store.author.home
        bulk.insert_all(self.connection, _edits, self.edits)
        bulk.insert_all(self.connection, schema.changes, self.changes)
        rows = self.states.items()
        self.writing.put(
            [Row(id_, kind, home, 0, canonical(state).decode(), b"") for id_, (kind, state) in rows]
        )

    def _before(self, record: str, intent: Intent) -> State | None:
        if record in self.states:
            return self.states[record][1]
        if intent.is_new:
            return None
        held = stored(self.connection, self.store.tables, [(intent.kind, record)])
        return read_state(held[record].state)

    def _row(
        self, edit: Edit, record: str, intent: Intent, body: Body, before: State | None
    ) -> dict[str, Any]:
        named = {"n": self.n, "edit": edit.id, "space": self.store.author.home, "kind": intent.kind}
        written = orjson.dumps(body, option=orjson.OPT_SORT_KEYS).decode()
        undoing = orjson.dumps(before_image(before, body)).decode()
        waits = {"standing": "unsent", "seq": 0, "reason": ""}
        return {**named, "record": record, "body": written, "before": undoing, **waits}


def _body(store: Store, intent: Intent, before: State | None) -> Body:
    kind = store.vocabulary.named(intent.kind)
    if before is None:
        return compose(kind, None, intent.values) or Body(set={})
    now = before["fields"]
    longer = {name: str(now.get(name, "")) + words for name, words in intent.appended.items()}
    return compose(kind, before, {**intent.values, **longer})
