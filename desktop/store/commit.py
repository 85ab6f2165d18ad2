"""Committing an Edit: one transaction for the records, the outbox, the search rows and undo."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

import orjson
from sqlalchemy import Connection

from desktop.i18n import _
from desktop.store.draft import Draft, Intent
from desktop.store.driver import fetch_value, write
from desktop.store.publishing import require_consent
from desktop.store.reading import stored
from desktop.store.tables import Tables
from desktop.store.writing import Row, Writing, keep_meta
from sync.changes import Body, Change, Edit, State, canonical, change_id, overlay, stamp
from sync.changes.compose import compose, compose_restore, compose_settle, compose_trash
from sync.changes.inverse import before_image
from sync.changes.state import alternatives
from sync.errors import Refused, Unknown
from sync.records.base import Entry, Fact, Reference, Step
from sync.records.fields import fields_of
from sync.records.library import Story

_OF_CHANGE = ("n", "edit", "space", "kind", "record", "body", "before", "standing", "seq", "reason")
_LAST_NUMBER = "SELECT seq FROM sqlite_sequence WHERE name = 'changes'"


@dataclass(frozen=True, slots=True)
class Author:
    """Whose computer this is."""

    device: str
    name: str
    home: str
    """The space in which new records go."""


class _Made(NamedTuple):
    """One record's change on its way into the file."""

    change: Change
    before: State | None
    row: Row


def commit(
    connection: Connection, tables: Tables, author: Author, draft: Draft, edit: Edit, undoes: str = ""
) -> Writing:
    """Store what a draft means as `edit`. Nothing is stored if it means nothing new."""
    writing = Writing(connection, tables)
    held = stored(connection, tables, ((intent.kind, record) for record, intent in draft.intents.items()))
    made = _make(connection, tables, author, draft, edit, held)
    if made or draft.about:
        _keep_edit(connection, edit, undoes)
        keep_meta(connection, dict.fromkeys(draft.answers, edit.id))
    for kind, record in draft.about:
        writing.touched[kind].add(record)
    if made:
        _keep_pulled(connection, (held[each.row.id] for each in made if each.row.id in held))
        write(connection, "changes", _OF_CHANGE, (_outbox_row(each) for each in made))
        writing.put([each.row for each in made])
        for each in made:
            if each.change.kind == Story.kind:
                require_consent(connection, tables, each.before, orjson.loads(each.row.state))
    return writing


def _make(
    connection: Connection, tables: Tables, author: Author, draft: Draft, edit: Edit, held: dict[str, Row]
) -> list[_Made]:
    n = next_number(connection)
    made: list[_Made] = []
    for record, intent in draft.intents.items():
        row = held.get(record)
        state: State | None = orjson.loads(row.state) if row else None
        body = _body(tables.vocabulary.named(intent.kind), intent, state)
        if body:
            space = row.space if row else intent.space or author.home
            change = Change(n + len(made), edit.id, space, intent.kind, record, body)
            after = overlay(state, change_id(author.device, change.n), body, author.name)
            text_ = canonical(after).decode()
            stored_row = Row(
                record, intent.kind, space, row.seq if row else 0, text_, row.hash if row else b""
            )
            made.append(_Made(change, state, stored_row))
    return made


def _body(kind: type[Entry], intent: Intent, state: State | None) -> Body:
    _check(kind, intent, state)
    if intent.body is not None:
        return intent.body
    if intent.trash:
        return compose_trash(state) if state and "trash" not in state else {}
    if state is None:
        return compose(kind, None, intent.values) or Body(set={})
    if intent.restore:
        return compose_restore(state)
    wanted = {**intent.values, **_members(intent, state), **_appended(intent, state)}
    body = compose(kind, intent.seen or state, wanted)
    settled = compose_settle(state, _merged(state)) if intent.settle else Body()
    return Body(**{**body, **settled})


def _check(kind: type[Entry], intent: Intent, state: State | None) -> None:
    if (
        state is None
        and not intent.is_new
        and (intent.trash or intent.restore or not _is_whole(kind, intent))
    ):
        raise Unknown(_("There is no such {kind} here; nothing was changed.").format(kind=kind.kind))
    if issubclass(kind, Reference) and intent.body is None:
        raise Refused(_("This list is published by the state office, so it cannot be changed here."))
    changes = {name for name, value in intent.values.items() if state and state["fields"].get(name) != value}
    if state is not None and changes and issubclass(kind, Fact | Step):
        raise Refused(
            _("A {kind} is not changed once it is written. Add a new one that corrects it.").format(
                kind=kind.kind
            )
        )


def _is_whole(kind: type[Entry], intent: Intent) -> bool:
    return all(name in intent.values for name, spec in fields_of(kind).items() if spec.required)


def _members(intent: Intent, state: State) -> dict[str, list[str]]:
    names = {*intent.added, *intent.removed}
    now = {name: set(state["fields"].get(name, [])) for name in names}
    return {
        name: sorted((now[name] | set(intent.added.get(name, []))) - set(intent.removed.get(name, [])))
        for name in names
    }


def _appended(intent: Intent, state: State) -> dict[str, Any]:
    return {name: str(state["fields"].get(name, "")) + words for name, words in intent.appended.items()}


def _merged(state: State) -> list[str]:
    names = state.get("merged", {})
    return [each for name in names if (each := stamp(state, name))] + [
        each for name in names for each in alternatives(state, name)
    ]


def next_number(connection: Connection) -> int:
    """Return the number of this computer's next change; none is ever given twice."""
    return int(fetch_value(connection, _LAST_NUMBER) or 0) + 1


def _keep_edit(connection: Connection, edit: Edit, undoes: str) -> None:
    columns = ("id", "label", "at", "undoes", "undone")
    write(connection, "edits", columns, [(edit.id, edit.label, edit.at, undoes, 0)])


def _keep_pulled(connection: Connection, rows: Iterable[Row]) -> None:
    """Remember what the office holds of each record before my first change lies on top."""
    held = ((row.id, row.kind, row.state) for row in rows if row.seq)
    # One that is there already lies under an earlier change of mine.
    write(connection, "pulled", ("id", "kind", "state"), held, "leave")


def _outbox_row(made: _Made) -> tuple[Any, ...]:
    change = made.change
    body = orjson.dumps(change.body, option=orjson.OPT_SORT_KEYS).decode()
    before = orjson.dumps(before_image(made.before, change.body)).decode()
    return (*change[:5], body, before, "unsent", 0, "")
