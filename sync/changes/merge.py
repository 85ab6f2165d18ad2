"""The fold that both ends run: state + change -> state, outcome.

The first value committed stays shown; a value whose author had not seen it is
kept beside. A deletion hides only what its author saw. See `sync.md`.
"""

from enum import StrEnum
from typing import Any, cast

from sync import prose
from sync.changes.change import Body, device_of
from sync.changes.state import Beside, State, document, heads, holders, stamp

_OPEN = frozenset({"beside", "asked", "merged"})
"""Parts of a state in which something waits for a person."""
_DEEP = frozenset({"fields", "stamps", "beside", "sets", "docs", "early", "merged"})
"""Parts of a state that are changed in place."""
_VALUES, _SETTLED = frozenset({"set", "base"}), frozenset({"fields", "born", "stamps"})
"""A change that only gives values, and a state that is nothing but values."""


class Outcome(StrEnum):
    """The office's word on one change."""

    APPLIED = "applied"
    SAME = "same"
    BESIDE = "beside"
    REFUSED = "refused"


def merge(state: State | None, change: str, body: Body, author: str = "") -> tuple[State, Outcome]:
    """Return the record with one more change in it, and what became of the change.

    `change` is its id, `author` the name shown beside a value that is kept.
    The given state is left as it was.
    """
    if state is None and set(body) <= {"set", "base"}:
        return {"fields": dict(body.get("set", {})), "born": change}, Outcome.APPLIED
    if state is not None and (straight := _straight(state, change, body)):
        return straight, Outcome.APPLIED
    after = _copy(state) if state is not None else State(fields={}, born=change)
    if "trash" in body:
        return after, _trash(after, change, body)
    _wake(after, change, body)
    outcomes = {_set(after, name, value, change, body, author) for name, value in body.get("set", {}).items()}
    _settle(after, body)
    for name in {*body.get("add", {}), *body.get("remove", {})}:
        _change_members(after, name, change, body)
    for name, update in body.get("prose", {}).items():
        _type_text(after, name, update, change)
    return after, _worst(outcomes)


def overlay(state: State | None, change: str, body: Body, author: str = "") -> State:
    """Return the record as its own author sees it: an unconfirmed change lies on top."""
    if state is None:
        return merge(None, change, body, author)[0]
    seen = cast(Body, dict(body))
    if "set" in body:
        now = {name: stamp(state, name) for name in body["set"]}
        seen["base"] = {name: base for name, base in now.items() if base is not None}
    if "trash" in body:
        seen["trash"] = sorted(heads(state))
    if "trash" in state and "trash" not in body:
        seen["restore"] = state["trash"]
    return merge(state, change, seen, author)[0]


def _straight(state: State, change: str, body: Body) -> State | None:
    """Return what becomes of most changes: new values of authors who had seen the ones that stood there.

    None where there is more to weigh, on either side.
    """
    if not (body.keys() <= _VALUES and state.keys() <= _SETTLED):
        return None
    fields, born, stamps = state["fields"], state["born"], state.get("stamps", {})
    values, bases = body.get("set", {}), body.get("base", {})
    if any(name in fields and bases.get(name) != stamps.get(name, born) for name in values):
        return None
    after = State(fields={**fields, **values}, born=born)
    if stamps or change != born:
        after["stamps"] = stamps if change == born else {**stamps, **dict.fromkeys(values, change)}
    return after


def _copy(state: State) -> State:
    return cast(State, {key: dict(cast(Any, held)) if key in _DEEP else held for key, held in state.items()})


def _worst(outcomes: set[Outcome]) -> Outcome:
    if Outcome.BESIDE in outcomes:
        return Outcome.BESIDE
    return Outcome.SAME if outcomes == {Outcome.SAME} else Outcome.APPLIED


def _trash(state: State, change: str, body: Body) -> Outcome:
    if "trash" in state:
        return Outcome.SAME
    _settle(state, body)
    if heads(state) - set(body["trash"]) - ({state["born"]} if not state["fields"] else set()):
        state["asked"] = [*state.get("asked", []), change]
        return Outcome.BESIDE
    state["trash"] = change
    return Outcome.APPLIED


def _wake(state: State, change: str, body: Body) -> None:
    """An edit of a deleted record brings it back, flagged if its author had not seen the deletion."""
    trash = state.get("trash")
    if trash is None or body.keys() <= {"resolves"}:
        return
    del state["trash"]
    if body.get("restore") != trash and device_of(trash) != device_of(change):
        state["asked"] = [*state.get("asked", []), trash]


def _set(state: State, name: str, value: Any, change: str, body: Body, author: str) -> Outcome:
    shown, base = stamp(state, name), body.get("base", {}).get(name)
    if shown is None or (base == shown and not _is_growing(state, name)):
        state["fields"][name] = value
        _sign(state, name, change)
        _catch_up(state, name, change)
        return Outcome.APPLIED
    if state["fields"][name] == value:
        return Outcome.SAME
    kept = [each for each in state.get("beside", {}).get(name, []) if each["change"] != base]
    beside = Beside(value=value, change=change, author=author)
    state.setdefault("beside", {})[name] = [*kept, beside]
    return Outcome.BESIDE


def _is_growing(state: State, name: str) -> bool:
    """Sets and texts that several have written in are not replaced as a whole."""
    return name in state.get("docs", {}) or name in state.get("sets", {})


def _early(state: State, name: str) -> list[str]:
    return state.get("early", {}).get(name, [])


def _catch_up(state: State, name: str, change: str) -> None:
    """Apply the updates of a text that came before its first words."""
    waiting = _early(state, name)
    if waiting:
        left = {each: updates for each, updates in state.get("early", {}).items() if each != name}
        _keep(state, "early", left)
        for update in waiting:
            _type_text(state, name, update, change)


def _sign(state: State, name: str, change: str) -> None:
    if change != state["born"]:
        state.setdefault("stamps", {})[name] = change


def _settle(state: State, body: Body) -> None:
    if _OPEN.isdisjoint(state):
        return
    settled, about = set(body.get("resolves", [])), _fields_of(body) | state.get("merged", {}).keys()
    left = {
        name: [each for each in kept if each["change"] not in settled or name not in about]
        for name, kept in state.get("beside", {}).items()
    }
    _keep(state, "beside", {name: kept for name, kept in left.items() if kept})
    _keep(state, "asked", [each for each in state.get("asked", []) if each not in settled])
    shown = {name for name in state.get("merged", {}) if stamp(state, name) in settled}
    _keep(
        state, "merged", {name: words for name, words in state.get("merged", {}).items() if name not in shown}
    )


def _fields_of(body: Body) -> set[str]:
    """Return the fields a change decides; what the same person wrote beside others stays open."""
    return {*body.get("set", {}), *body.get("add", {}), *body.get("remove", {}), *body.get("prose", {})}


def _keep(state: State, key: str, held: Any) -> None:
    """Store a part of the state, or leave the key out when there is nothing in it."""
    if held:
        cast(dict[str, Any], state)[key] = held
    else:
        cast(dict[str, Any], state).pop(key, None)


def _change_members(state: State, name: str, change: str, body: Body) -> None:
    """Add and remove members; an addition that the remover had not seen stays."""
    held = holders(state, name)
    for member, seen in body.get("remove", {}).get(name, {}).items():
        held[member] = [each for each in held.get(member, []) if each not in seen]
    for member in body.get("add", {}).get(name, []):
        held[member] = sorted({*held.get(member, []), change})
    held = {member: ids for member, ids in held.items() if ids}
    state["fields"][name] = sorted(held)
    if any(ids != [state["born"]] for ids in held.values()) or "sets" in state:
        state.setdefault("sets", {})[name] = held
    _sign(state, name, change)


def _type_text(state: State, name: str, update: str, change: str) -> None:
    before = document(state, name)
    try:
        after, text = prose.combine(before, update)
    except prose.Early:
        _keep(state, "early", {**state.get("early", {}), name: [*_early(state, name), update]})
        return
    state.setdefault("docs", {})[name], state["fields"][name] = after, text
    if both := prose.overlap(before, update):
        state.setdefault("merged", {})[name] = both
    _sign(state, name, change)
