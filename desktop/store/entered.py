"""What a change would make of a record: the values that somebody entered, before anyone else's."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Any

from sync import prose
from sync.changes import Body, State, overlay
from sync.changes.compose import compose, compose_restore, compose_trash
from sync.changes.state import alternatives, document, stamp
from sync.errors import Malformed
from sync.records.base import Entry

Told = tuple[str, Body]
"""The id of a change and what it does."""


def entered(told: Sequence[Told], under: State | None) -> dict[str, Any]:
    """Return the values that the last of some changes entered: field -> value.

    A set says what was added and removed; text is whole, as its author saw it once it was
    typed, None where the words it stood on are gone. `under` is the record as it is here.
    """
    body = told[-1][1]
    fields = dict(body.get("set", {}))
    for name in sorted({*body.get("add", {}), *body.get("remove", {})}):
        added, removed = body.get("add", {}).get(name, []), sorted(body.get("remove", {}).get(name, {}))
        fields[name] = {what: some for what, some in (("added", added), ("removed", removed)) if some}
    for name, update in body.get("prose", {}).items():
        fields[name] = _as_typed((under, folded(told[:-1], under)), name, update)
    return fields


def folded(told: Iterable[Told], under: State | None) -> State | None:
    """Return a record with changes on top, as their author saw it."""
    for change, body in told:
        under = overlay(under, change, body)
    return under


def entered_again(kind: type[Entry], told: Sequence[Told], now: State) -> Body:
    """Return the change that enters the same values into a record as it is now, {} if it has them.

    Raises `prose.Early` where words that were typed stand on others that are not there.
    """
    bodies = [body for _change, body in told]
    if "trash" in bodies[-1]:
        return compose_trash(now) if "trash" not in now else {}
    body = compose(kind, now, _wanted(bodies, now))
    if "restore" in bodies[-1]:
        body = Body(**{**compose_restore(now), **body})
    for name, updates in _typed(bodies).items():
        if len(updates) == 1 and name in body.get("prose", {}):
            body["prose"][name] = updates[0]  # the very same: should the first yet arrive, nothing is doubled
    settled = {each for body in bodies for each in body.get("resolves", [])} & _unsettled(now)
    if settled:
        body["resolves"] = sorted({*body.get("resolves", []), *settled})
    return body


def _wanted(bodies: Iterable[Body], now: State) -> dict[str, Any]:
    wanted: dict[str, Any] = {}
    documents: dict[str, str] = {}
    for body in bodies:
        wanted |= body.get("set", {})
        for name in {*body.get("add", {}), *body.get("remove", {})}:
            members = set(wanted.get(name, now["fields"].get(name) or []))
            gone = body.get("remove", {}).get(name, {}).keys()
            wanted[name] = sorted((members | set(body.get("add", {}).get(name, []))) - gone)
        for name, update in body.get("prose", {}).items():
            documents[name], wanted[name] = prose.combine(documents.get(name) or document(now, name), update)
    return wanted


def _typed(bodies: Iterable[Body]) -> dict[str, list[str]]:
    typed: dict[str, list[str]] = {}
    for body in bodies:
        for name, update in body.get("prose", {}).items():
            typed.setdefault(name, []).append(update)
    return typed


def _unsettled(now: State) -> set[str]:
    """Return the ids of what waits in a record to be chosen or read."""
    beside = {each for name in now.get("beside", {}) for each in alternatives(now, name)}
    merged = {stamp(now, name) or "" for name in now.get("merged", {})}
    return {*beside, *merged, *now.get("asked", [])}


def _as_typed(grounds: Iterable[State | None], name: str, update: str) -> str | None:
    """Return a text as its author saw it, on the first ground on which it can stand."""
    for ground in grounds:
        with suppress(Malformed):
            return prose.text_after(prose.combine(document(ground, name), update)[0], update)
    return None
