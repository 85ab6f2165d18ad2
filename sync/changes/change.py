"""One person's edit of one record, as it is stored, sent and replayed."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pydantic import ConfigDict
from typing_extensions import TypedDict

from sync.records.base import new_id


class Body(TypedDict, total=False):
    """What a change does to its record; every key is left out when empty."""

    __pydantic_config__ = ConfigDict(extra="forbid")  # type: ignore[misc]

    set: dict[str, Any]
    """Field -> JSON value."""
    base: dict[str, str]
    """Field -> id of the change whose value the author was looking at."""
    add: dict[str, list[str]]
    """Set field -> members to add."""
    remove: dict[str, dict[str, list[str]]]
    """Set field -> member to remove -> ids of the additions its author saw."""
    prose: dict[str, str]
    """Text field -> update for `sync.prose`."""
    resolves: list[str]
    """Ids of the alternatives and delete requests that the author saw and settled."""
    trash: list[str]
    """Delete: the ids of all that its author saw of the record."""
    restore: str
    """Undelete: the id of the deletion that its author saw."""


class Change(NamedTuple):
    """One edit of one record by one device; `n` counts up without gaps."""

    n: int
    edit: str
    space: str
    kind: str
    record: str
    body: Body


@dataclass(frozen=True, slots=True)
class Edit:
    """Changes that belong together, with the words the person knows them by."""

    label: str
    at: str
    """Wall time, ISO 8601 with offset: shown, never compared."""
    id: str = field(default_factory=new_id)


def change_id(device: str, n: int) -> str:
    """Return the name of a change that is the same everywhere, in every epoch."""
    return f"{device}.{n}"


def device_of(change: str) -> str:
    """Return the device that made a change."""
    return change.partition(".")[0]
