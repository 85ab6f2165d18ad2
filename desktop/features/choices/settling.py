"""Settling one choice, as a change that names all that its author saw."""

from typing import Any

from desktop.i18n import _
from desktop.store.store import Store
from sync.changes import Beside, Body, State, stamp
from sync.changes.compose import compose, compose_settle
from sync.changes.state import alternatives
from sync.errors import Malformed, Unknown
from sync.records.base import Entry
from sync.records.fields import field_of, fields_of, parse_field, parse_text

OTHERS = {"phone": "other_phones", "email": "other_emails", "address": "other_addresses"}
"""Where a second one of these goes, if the kind has such a list."""
JOINTS = {"line": ", ", "title": ", ", "text": "\n"}
"""What two texts are joined with, by the type of the field."""


def keep_shown(store: Store, kind: str, record: str, name: str) -> None:
    """Keep what is shown, and the record if its deletion was asked for."""
    state = store.state(kind, record)
    if name in state.get("beside", {}):
        _put(store, kind, record, state, {name: state["fields"][name]})
        return
    body = _read(state, name) if name in state.get("merged", {}) else compose_settle(state, [])
    with store.edit(_("Keep what is shown")) as draft:
        draft.exactly(kind, record, body)


def keep_beside(store: Store, kind: str, record: str, name: str, author: str = "") -> None:
    """Show the value that is kept beside: the first, or the one of an author."""
    state = store.state(kind, record)
    _put(store, kind, record, state, {name: _beside(state, name, author)["value"]})


def keep_both(store: Store, kind: str, record: str, name: str) -> None:
    """Keep what is shown and all that is beside it; Malformed where a field holds only one value."""
    state = store.state(kind, record)
    values = [state["fields"][name], *(each["value"] for each in state.get("beside", {}).get(name, []))]
    _put(store, kind, record, state, _together(store.vocabulary.named(kind), state, name, values))


def put_value(store: Store, kind: str, record: str, name: str, text: str) -> None:
    """Put a value as typed in the place of all that were there."""
    cls, state = store.vocabulary.named(kind), store.state(kind, record)
    body = compose(cls, state, {name: parse_text(cls, name, text)})
    if name in state.get("merged", {}):
        body["resolves"] = sorted({*body.get("resolves", []), *_read(state, name).get("resolves", [])})
    with store.edit(_("Choose {field}").format(field=name)) as draft:
        draft.exactly(kind, record, body)


def _put(store: Store, kind: str, record: str, state: State, values: dict[str, Any]) -> None:
    with store.edit(_("Choose {field}").format(field=next(iter(values)))) as draft:
        draft.set(kind, record, values, seen=state)


def _read(state: State, name: str) -> Body:
    """Return the change that says a merged text was read."""
    shown = stamp(state, name)
    return Body(resolves=sorted({*alternatives(state, name), *([shown] if shown else [])}))


def _beside(state: State, name: str, author: str) -> Beside:
    kept = state.get("beside", {}).get(name, [])
    meant = [each for each in kept if not author or each["author"] == author]
    if not meant:
        raise Unknown(_("There is no such value beside this one; nothing was changed."), "no_choice")
    return meant[0]


def _together(kind: type[Entry], state: State, name: str, values: list[Any]) -> dict[str, Any]:
    spec, other = field_of(kind, name), OTHERS.get(name, "")
    if other in fields_of(kind):
        had = state["fields"].get(other, [])
        return {name: values[0], other: parse_field(kind, other, _union(had, values[1:]))}
    if spec.type in ("list", "tags", "codes", "ids"):
        return {name: parse_field(kind, name, _union(*values))}
    if spec.type in JOINTS:
        return {
            name: parse_field(kind, name, JOINTS[spec.type].join(_union([text for text in values if text])))
        }
    words = _(
        "The field '{field}' holds one value. Choose one of them, or type another; nothing was changed."
    )
    raise Malformed(words.format(field=name))


def _union(*lists: list[Any]) -> list[Any]:
    union: list[Any] = []
    for member in (member for members in lists for member in members):
        if member not in union:
            union.append(member)
    return union
