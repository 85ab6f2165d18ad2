"""The body of a change: what a person wants, and what they were looking at."""

from typing import Any

from sync import prose
from sync.changes.change import Body
from sync.changes.state import State, alternatives, document, heads, holders, stamp
from sync.records.base import Entry
from sync.records.fields import fields_of

NOTHING = ""
"""The base of a field that its author saw empty: what tells an edit from the making of a record."""


def compose(kind: type[Entry], seen: State | None, wanted: dict[str, Any]) -> Body:
    """Return the change that gives a record the `wanted` values, {} if it has them.

    `seen` is the state its author was looking at, None for a new record.
    Setting a field settles the alternatives that were beside it.
    """
    body: Body = {}
    if seen is None:
        return Body(set=dict(wanted)) if wanted else body
    specs = fields_of(kind)
    for name, value in wanted.items():
        if name not in seen["fields"] or _differs(seen, name, value):
            _WRITERS[specs[name].merge if name in specs else "value"](body, seen, name, value)
            _resolve(body, alternatives(seen, name))
    if body and "trash" in seen:
        body["restore"] = seen["trash"]
    return body


def compose_trash(seen: State) -> Body:
    """Return the change that deletes a record; it hides only what its author saw."""
    return {"trash": sorted(heads(seen)), **_settled(seen.get("asked", []))}


def compose_restore(seen: State) -> Body:
    """Return the change that brings a deleted record back."""
    return {"restore": seen["trash"]} if "trash" in seen else {}


def compose_settle(seen: State, names: list[str]) -> Body:
    """Return the change that keeps the record and turns down the deletions asked for."""
    return _settled([*seen.get("asked", []), *names])


def _settled(ids: list[str]) -> Body:
    return {"resolves": sorted(ids)} if ids else {}


def _resolve(body: Body, kept: list[str]) -> None:
    if kept:
        body["resolves"] = sorted({*body.get("resolves", []), *kept})


def _differs(seen: State, name: str, value: Any) -> bool:
    unsettled = name in seen.get("beside", {}) or name in seen.get("merged", {})
    return unsettled or bool(seen["fields"][name] != value)


def _set_value(body: Body, seen: State, name: str, value: Any) -> None:
    body.setdefault("set", {})[name] = value
    body.setdefault("base", {})[name] = stamp(seen, name) or NOTHING


def _change_members(body: Body, seen: State, name: str, value: list[str]) -> None:
    held = holders(seen, name)
    added = sorted(set(value) - set(held))
    removed = {member: held[member] for member in held if member not in value}
    if added:
        body.setdefault("add", {})[name] = added
    if removed:
        body.setdefault("remove", {})[name] = removed


def _type_text(body: Body, seen: State, name: str, value: str) -> None:
    body.setdefault("prose", {})[name] = prose.compose(document(seen, name), value)
    base = stamp(seen, name)
    if base is not None:
        body.setdefault("base", {})[name] = base


_WRITERS = {"value": _set_value, "set": _change_members, "prose": _type_text}
