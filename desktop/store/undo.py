"""Undo and redo: inverse changes, committed as new Edits.

An Edit that undoes names the one it took back; an Edit that undoes such a one
is a redo. A value that undo put back stands for the change that first set it,
so undoing twice does not mistake its own work for somebody else's.
"""

from collections.abc import Iterator
from typing import Any

import orjson
from sqlalchemy import Connection, Row, bindparam, func, select, update

from desktop.i18n import _
from desktop.store import schema
from desktop.store.answering import answered_by
from desktop.store.commit import Author
from desktop.store.draft import Draft
from desktop.store.reading import read_state, stored
from desktop.store.tables import Tables
from sync.changes import Body, change_id
from sync.changes.change import device_of
from sync.changes.inverse import invert
from sync.errors import Refused

_edits, _changes = schema.edits, schema.changes
_undone = (
    select(_edits.c.undoes)
    .join(_changes, _changes.c.edit == _edits.c.id)
    .where(_changes.c.n == bindparam("n"), _edits.c.undoes != "")
)
_EARLIER = select(_changes.c.before).where(
    _changes.c.record == bindparam("record"), _changes.c.edit == _undone.scalar_subquery()
)
"""What a record was before the change that change `n` took back."""
_redo, _undo = _edits.alias("redo"), _edits.alias("undo")
_REDONE = (
    select(_changes.c.body)
    .join(_redo, _redo.c.id == _changes.c.edit)
    .join(_undo, _undo.c.id == _redo.c.undoes)
    .where(_undo.c.undoes == bindparam("edit"), _changes.c.record == bindparam("record"))
    .where(_changes.c.standing != "refused")
    .order_by(_changes.c.n.desc())
    .limit(1)
)
"""How a record was last changed by doing an Edit again."""
NOBODY = ""
"""Who set a field that stands empty again after undoing."""


def last_done(connection: Connection) -> Row[Any]:
    """Return the Edit that undo takes back; Refused if there is none."""
    done = select(_edits).where(_edits.c.undoes == "", _edits.c.undone == 0)
    edit = connection.execute(done.order_by(_edits.c.number.desc()).limit(1)).first()
    if edit is None:
        raise Refused(_("There is nothing to undo."), "nothing")
    return edit


def last_undone(connection: Connection) -> Row[Any]:
    """Return the undoing Edit that redo takes back; Refused if something was done since."""
    target = _edits.alias("target")
    undoing = select(_edits).join(target, (target.c.id == _edits.c.undoes) & (target.c.undoes == ""))
    undoing = undoing.where(_edits.c.undone == 0).order_by(_edits.c.number.desc()).limit(1)
    edit = connection.execute(undoing).first()
    newest = connection.execute(select(func.max(_edits.c.number)).where(_edits.c.undoes == "")).scalar()
    if edit is None or (newest or 0) > edit.number:
        raise Refused(_("There is nothing to redo."), "nothing")
    return edit


def take_back(connection: Connection, tables: Tables, author: Author, edit: Row[Any], draft: Draft) -> None:
    """Fill `draft` with what takes `edit` back."""
    changes = connection.execute(
        select(_changes).where(_changes.c.edit == edit.id).order_by(_changes.c.n.desc())
    )
    draft.about |= answered_by(connection, edit.id, edit.undoes)
    done = [change for change in changes if change.standing != "refused"]
    held = stored(connection, tables, ((change.kind, change.record) for change in done))
    refusals: list[Refused] = []
    for change in done:
        if change.record in held:
            try:
                _take_back_one(connection, tables, author, change, held[change.record].state, draft)
            except Refused as refusal:
                refusals.append(refusal)
    if refusals and not draft.intents:
        raise refusals[0]


def mark(connection: Connection, edit: Row[Any]) -> None:
    """Note that an Edit was taken back; taking back an undo makes what it undid done again."""
    connection.execute(update(_edits).where(_edits.c.id == edit.id).values(undone=1))
    if edit.undoes:
        connection.execute(update(_edits).where(_edits.c.id == edit.undoes).values(undone=0))


def _take_back_one(
    connection: Connection, tables: Tables, author: Author, change: Row[Any], state: str, draft: Draft
) -> None:
    mine = change_id(author.device, change.n)

    def is_mine(name: str, stamped: str) -> bool:
        stands = set(_stands_for(connection, author.device, change.record, name, stamped))
        return mine in stands or NOBODY in stands

    kind = tables.vocabulary.named(change.kind)
    before, body = orjson.loads(change.before), _as_it_stands(connection, change)
    inverse = invert(kind, before, body, read_state(state), is_mine)
    if inverse:
        draft.exactly(change.kind, change.record, inverse)


def _as_it_stands(connection: Connection, change: Row[Any]) -> Body:
    """Return what a change did; what it typed, as it was typed again if it was undone and redone."""
    body: Body = orjson.loads(change.body)
    redone = connection.execute(_REDONE, {"edit": change.edit, "record": change.record}).scalar()
    typed = orjson.loads(redone).get("prose", {}) if redone and "prose" in body else {}
    if typed:
        body["prose"] = {**body["prose"], **typed}
    return body


def _stands_for(connection: Connection, device: str, record: str, name: str, stamped: str) -> Iterator[str]:
    """Yield a change, and those that first set its value if it is undoing that put it back."""
    while stamped:
        yield stamped
        if device_of(stamped) != device:
            return
        earlier = connection.execute(
            _EARLIER, {"record": record, "n": int(stamped.rpartition(".")[2])}
        ).scalar()
        stood = (orjson.loads(earlier) or {}).get("stamps", {}) if earlier else {}
        stamped = str(stood.get(name, ""))
        if name in stood and not stamped:
            yield NOBODY  # what was taken back was the first to set the field
