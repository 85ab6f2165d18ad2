"""That no story is published in a space without the consent of everybody in it."""

from collections.abc import Iterator
from typing import Any

from sync.changes import Change, change_id, merge
from sync.errors import Malformed
from sync.publishing import JUDGED_BY, counting, newly_lacking
from sync.server.shelf import Shelf


def everybody_agreed(shelf: Shelf, change: Change, device: str) -> str:
    """Return why a change of a story may not be, "" if it may."""
    body = change.body
    if not JUDGED_BY & {*body.get("set", {}), *body.get("add", {}), *body.get("remove", {})}:
        return ""
    held = shelf.get(change.record)
    before = held.state if held else None
    try:
        after, _ = merge(before, change_id(device, change.n), body)
    except Malformed:
        return ""  # whoever takes the change in says what is wrong with it
    was = before["fields"] if before else {}
    kept_as = dict(_merged_people(shelf))
    answers = counting(_of_kind(shelf, "consent"), kept_as)
    people = {each["id"]: each for each in _of_kind(shelf, "person")}
    lacking = newly_lacking(was, after["fields"], people, answers)
    return "somebody in this story has not agreed to be shown in it" if lacking else ""


def _merged_people(shelf: Shelf) -> Iterator[tuple[str, str]]:
    """Yield the record that was merged into another, and that other."""
    for pair in _of_kind(shelf, "duplicate"):
        if kept := pair.get("kept"):
            yield str(pair.get("other" if pair.get("one") == kept else "one")), str(kept)


def _of_kind(shelf: Shelf, kind: str) -> Iterator[dict[str, Any]]:
    for record, held in shelf.of_kind(kind).items():
        if held.state and "trash" not in held.state:
            yield {**held.state["fields"], "id": record}
