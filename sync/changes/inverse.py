"""What takes an Edit back: the values that were there before, as a new Edit.

Undo never takes away another person's value: a field that somebody else has
changed since stays as it is.
"""

from collections.abc import Callable
from typing import Any, TypedDict

from sync.changes.change import Body
from sync.changes.compose import compose, compose_restore, compose_trash
from sync.changes.state import State, stamp
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
    values = before["fields"]
    inverse = compose(kind, shown, {name: values.get(name, specs[name].default) for name in still})
    inverse.pop("resolves", None)  # to undo is not to choose: what others wrote stays beside
    return inverse
