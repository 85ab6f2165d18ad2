"""What a person means to change, gathered until `store.edit` commits it as one Edit."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sync.changes import Body, State
from sync.records import Vocabulary
from sync.records.base import Entry


@dataclass
class Intent:
    """What is meant to happen to one record."""

    kind: str
    space: str = ""
    """Where a new record goes; "" = home."""
    values: dict[str, Any] = field(default_factory=dict)
    """Field -> JSON value wanted."""
    added: dict[str, list[str]] = field(default_factory=dict)
    removed: dict[str, list[str]] = field(default_factory=dict)
    appended: dict[str, str] = field(default_factory=dict)
    """Text field -> words to put after what is there."""
    seen: State | None = None
    """What the author was looking at; None = what is stored at the moment of the commit."""
    is_new: bool = False
    trash: bool = False
    restore: bool = False
    settle: bool = False
    """Turn down the deletions asked for and call merged text read."""
    body: Body | None = None
    """Or exactly this change, e.g. what undoes another."""


class Draft:
    """An Edit being made. Nothing is stored before the `with` block ends well."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self.intents: dict[str, Intent] = {}
        self.about: set[tuple[str, str]] = set()
        """Kind and id of records that this Edit says something of without changing them."""
        self.answers: list[str] = []
        """Which facts of this computer name this Edit, see `answering.py`."""

    def add(self, record: Entry, space: str = "") -> str:
        """Add a new record, by default in the home space; return its id."""
        self.intents[record.id] = Intent(record.kind, space, _given(record), is_new=True)
        return record.id

    def put(self, record: Entry, seen: State | None = None) -> str:
        """Store a record as it is now: new, or changed in the fields that differ."""
        self._intent(record.kind, record.id, seen).values.update(_given(record))
        return record.id

    def set(self, kind: str, record: str, values: dict[str, Any], seen: State | None = None) -> None:
        """Give fields of a record new JSON values."""
        self._intent(kind, record, seen).values.update(values)

    def add_members(self, kind: str, record: str, name: str, members: Iterable[str]) -> None:
        """Add members to a set field."""
        self._intent(kind, record).added.setdefault(name, []).extend(members)

    def remove_members(self, kind: str, record: str, name: str, members: Iterable[str]) -> None:
        """Remove members from a set field."""
        self._intent(kind, record).removed.setdefault(name, []).extend(members)

    def append(self, kind: str, record: str, name: str, words: str) -> None:
        """Put words after what a text field holds."""
        appended = self._intent(kind, record).appended
        appended[name] = appended.get(name, "") + words

    def trash(self, kind: str, record: str) -> None:
        """Delete a record; it can be brought back."""
        self._intent(kind, record).trash = True

    def restore(self, kind: str, record: str) -> None:
        """Bring a deleted record back."""
        self._intent(kind, record).restore = True

    def settle(self, kind: str, record: str) -> None:
        """Keep a record that somebody asked to delete, and call its merged text read."""
        self._intent(kind, record).settle = True

    def exactly(self, kind: str, record: str, body: Body) -> None:
        """Make exactly this change."""
        self._intent(kind, record).body = body

    def answer(self, kind: str, record: str, fact: str) -> None:
        """Note that this Edit answers the office's refusal of a change to a record."""
        self.about.add((kind, record))
        self.answers.append(fact)

    def _intent(self, kind: str, record: str, seen: State | None = None) -> Intent:
        self._vocabulary.named(kind)
        intent = self.intents.setdefault(record, Intent(kind))
        intent.seen = seen or intent.seen
        return intent


def _given(record: Entry) -> dict[str, Any]:
    """Return the fields that somebody filled in, each of them whole."""
    return record.model_dump(mode="json", include=record.model_fields_set - {"id"})
