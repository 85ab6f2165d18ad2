"""All that is known of one record: its values, who set them, what was kept beside."""

from typing import Any

import orjson
from typing_extensions import TypedDict

from sync import prose
from sync.errors import Malformed


class Beside(TypedDict):
    """A value kept beside the one that is shown, waiting for a person."""

    value: Any
    change: str
    author: str


class _Born(TypedDict):
    fields: dict[str, Any]
    """Field -> the JSON value that is shown."""
    born: str
    """The change that made the record; it stamps every field without a stamp of its own."""


class State(_Born, total=False):
    """One record as merged so far. Keys after the first two exist only when needed."""

    stamps: dict[str, str]
    """Field -> the change whose value is shown."""
    beside: dict[str, list[Beside]]
    sets: dict[str, dict[str, list[str]]]
    """Set field -> member -> the additions that hold it there."""
    docs: dict[str, str]
    """Text field -> its merging document, see `sync.prose`."""
    early: dict[str, list[str]]
    """Text field -> updates that came before the words they stand on."""
    merged: dict[str, str]
    """Text field -> a sentence that two people changed at once: merged, please read."""
    trash: str
    """The change that deleted the record."""
    asked: list[str]
    """Deletions whose authors had not seen all of what is here."""
    refused: str
    """A step that the office refused, and why."""


def canonical(state: State) -> bytes:
    """Return the one spelling of a state: same content, same bytes."""
    return orjson.dumps(state, option=orjson.OPT_SORT_KEYS)


def fields_of_state(text: str | bytes) -> dict[str, Any]:
    """Return the shown values inside a stored state."""
    fields: dict[str, Any] = orjson.loads(text)["fields"]
    return fields


def stamp(state: State | None, name: str) -> str | None:
    """Return the id of the change whose value of a field is shown, None if it has none."""
    if state is None or name not in state["fields"]:
        return None
    return state.get("stamps", {}).get(name, state["born"])


def heads(state: State) -> set[str]:
    """Return the ids of everything that a person who sees this record sees."""
    beside = (kept["change"] for values in state.get("beside", {}).values() for kept in values)
    added = (each for members in state.get("sets", {}).values() for ids in members.values() for each in ids)
    return {state["born"], *state.get("stamps", {}).values(), *beside, *added}


def alternatives(state: State, name: str) -> list[str]:
    """Return the ids of the values kept beside one field."""
    return [kept["change"] for kept in state.get("beside", {}).get(name, [])]


def document(state: State | None, name: str) -> str:
    """Return the merging document of a text field, "" where nothing was ever written."""
    if state is None:
        return ""
    written, kept = state["fields"].get(name) or "", state.get("docs", {}).get(name, "")
    if not isinstance(written, str):
        raise Malformed("What is in '{field}' is no text, so nothing can be typed into it.", field=name)
    return prose.plant(written, str(stamp(state, name))) if written and not kept else kept


def holders(state: State, name: str) -> dict[str, list[str]]:
    """Return, for each member of a set field, the additions that hold it there."""
    known, members = state.get("sets", {}).get(name, {}), state["fields"].get(name) or []
    if not isinstance(members, list) or not all(isinstance(member, str) for member in members):
        raise Malformed(
            "What is in '{field}' is no list of words, so none can be added or taken away.", field=name
        )
    return {member: known.get(member, [state["born"]]) for member in members}
