"""What takes an Edit back: the values that were there before, as a new Edit.

Undo never takes away another person's value: a field that somebody else has
changed since stays as it is.
"""

from collections.abc import Callable
from typing import Any, TypedDict

from sync import prose
from sync.changes.change import Body
from sync.changes.compose import compose, compose_restore, compose_trash
from sync.changes.state import State, document, stamp
from sync.errors import Refused
from sync.records.base import Entry
from sync.records.fields import fields_of


class Before(TypedDict):
    """What a record was before a change, as far as the change touched it."""

    fields: dict[str, Any]
    stamps: dict[str, str]
    """Field -> the change whose value stood there."""


def before_image(state: State | None, body: Body) -> Before | None:
    """Return what `invert` needs to know of a record before a change: None if it was not there."""
    if state is None:
        return None
    touched = {*body.get("set", {}), *body.get("add", {}), *body.get("remove", {}), *body.get("prose", {})}
    stood = {name: stamp(state, name) for name in sorted(touched)}
    return {
        "fields": {name: state["fields"][name] for name, base in stood.items() if base is not None},
        "stamps": {name: base or "" for name, base in stood.items()},
    }


def invert(
    kind: type[Entry],
    before: Before | None,
    done: Body,
    shown: State,
    mine: Callable[[str, str], bool],
) -> Body:
    """Return the body of the change that takes `done` back.

    `shown` is the record now; `mine(field, change)` tells whether the value that
    `change` left in a field is still the one that the Edit left there. Raises
    Refused when others have changed everything that could be taken back.
    """
    if before is None:
        signed = all(mine(name, stamp(shown, name) or "") for name in shown["fields"])
        if not signed or "beside" in shown:
            raise Refused("Somebody has worked on this since, so it stays. Delete it if it should go.")
        return compose_trash(shown)
    if "trash" in done:
        return compose_restore(shown)
    if not before["stamps"]:
        return compose_trash(shown) if "restore" in done else {}
    specs = fields_of(kind)
    still = [name for name in before["stamps"] if name in specs and mine(name, stamp(shown, name) or "")]
    if not still:
        raise Refused("Somebody has changed this since, so their words stay. Edit it if it should change.")
    values = {name: before["fields"].get(name, specs[name].default) for name in still}
    texts = {name: update for name, update in done.get("prose", {}).items() if name in still}
    wanted = {name: _without(done, shown, name, value) for name, value in values.items() if name not in texts}
    inverse = compose(kind, shown, wanted)
    inverse.pop("resolves", None)  # to undo is not to choose: what others wrote stays beside
    if texts:
        inverse["prose"] = {name: prose.reverse(document(shown, name), texts[name]) for name in texts}
    return inverse


def _without(done: Body, shown: State, name: str, before: Any) -> Any:
    """Return a field as it is to be: as before, and in a set what others have added stays."""
    added, removed = set(done.get("add", {}).get(name, [])), done.get("remove", {}).get(name, {}).keys()
    if not added and not removed:
        return before
    there = set(shown["fields"].get(name, []))
    return sorted((there - (added - set(before))) | (removed & set(before)))
