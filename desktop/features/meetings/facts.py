"""Which of several facts counts: those that stand and that no other corrects."""

from typing import Any

from sync.changes import State


def standing(states: dict[str, State]) -> dict[str, State]:
    """Return the facts that were neither taken back nor corrected by one that stands."""
    kept = {record: state for record, state in states.items() if "trash" not in state}
    corrected = {state["fields"].get("corrects") for state in kept.values()}
    return {record: state for record, state in kept.items() if record not in corrected}


def said(state: State, name: str) -> list[Any]:
    """Return every value that devices gave a field of the same fact, the one shown first."""
    shown = [state["fields"][name]] if name in state["fields"] else []
    return shown + [each["value"] for each in state.get("beside", {}).get(name, [])]


def next_facts(states: dict[str, State], natural: str) -> list[tuple[str, str]]:
    """Return (id, corrects) of each fact to write about the same thing; an empty id is a fresh one.

    Two devices may each have corrected the same fact: then both corrections are corrected.
    """
    if natural not in states:
        return [(natural, "")]
    return [("", current) for current in list(standing(states)) or [natural]]
