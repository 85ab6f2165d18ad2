"""What somebody did at a moment: the records that came of it, and the words for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sync.records.base import Entry, natural_id

OFFICE = natural_id("device", "sample", "state office")
"""The computer that the state office works on."""


def known(kind: str, *name: object) -> str:
    """Return the id of something in the sample by its name; it is the same every time."""
    return natural_id(kind, "sample", *map(str, name))


@dataclass(frozen=True)
class Deed:
    """One Edit. `changes` are (kind, id) -> fields of records that were there before."""

    at: datetime
    label: str
    records: tuple[Entry, ...] = ()
    changes: Mapping[tuple[str, str], Mapping[str, Any]] = field(default_factory=dict)
    appended: Mapping[tuple[str, str, str], str] = field(default_factory=dict)
    """(kind, id, text field) -> words typed after what is there."""
    elsewhere: str = ""
    """The computer on which it was done; "" for this one."""
