"""The four merge classes, and what every record has in common.

A record is a frozen value. Which base class it derives from says how two
people's edits of it are merged:

    Record     a thing people edit; merged field by field
    Fact       something that happened; written once, corrected by another fact
    Step       a request to move a case forward; the office accepts or refuses it
    Reference  published by the state office; nobody edits it locally

A group of fields that only make sense together (an address) is one embedded
`Value`, so it merges as one field.
"""

import os
import time
from typing import Any, ClassVar, Self
from uuid import UUID, uuid5

from pydantic import BaseModel, ConfigDict, Field, model_validator

NATURAL = UUID("6f70706f-7274-756e-6974-79636f616c69")
"""Namespace of ids derived from a natural key."""


def new_id() -> str:
    """Return a fresh UUIDv7: unique anywhere, sorted by when it was made."""
    milliseconds = time.time_ns() // 1_000_000 & 0xFFFF_FFFF_FFFF
    bits = milliseconds << 80 | int.from_bytes(os.urandom(10), "big")
    bits = bits & ~(0xF << 76) | 0x7 << 76
    return str(UUID(int=bits & ~(0x3 << 62) | 0x2 << 62))


def natural_id(kind: str, *parts: str) -> str:
    """Return the id that everyone derives for the same natural key."""
    return str(uuid5(NATURAL, "\x1f".join((kind, *parts))))


class Value(BaseModel):
    """Fields that only make sense together, embedded in a record as one field."""

    # A newer program may have written more: keep it.
    model_config = ConfigDict(frozen=True, extra="allow", defer_build=True)


class Entry(BaseModel):
    """What all four merge classes share."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, validate_default=False)

    kind: ClassVar[str]
    key: ClassVar[tuple[str, ...]] = ()
    """Fields whose values name the same thing on every device; the id is derived from them."""

    id: str = Field(default_factory=new_id, pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")

    @model_validator(mode="before")
    @classmethod
    def _derive_id(cls, given: Any) -> Any:
        if not cls.key or not isinstance(given, dict) or "id" in given:
            return given
        defaults = {name: cls.model_fields[name].default for name in cls.key}
        parts = (str(given.get(name, defaults[name])) for name in cls.key)
        return {**given, "id": natural_id(cls.kind, *parts)}

    def headline(self) -> str:
        """Return the few words that stand for this record in a list."""
        named = (getattr(self, name, "") for name in ("name", "title", "label"))
        return next((str(words) for words in named if words), self.kind)

    def but(self, **changed: Any) -> Self:
        """Return a copy with other values, validated as a whole."""
        return type(self).model_validate({**dict(self), **changed})


class Record(Entry):
    """A thing people edit."""


class Fact(Entry):
    """Something that happened: written once, never changed."""


class Step(Entry):
    """A request to move a case; `case` names the record, `step` the move."""


class Reference(Entry):
    """Shared data that the state office publishes in dated packs."""


MERGE_CLASSES = (Record, Fact, Step, Reference)


def merge_class(kind: type[Entry]) -> str:
    """Return the lower-case name of the merge class of a kind."""
    return next(base.__name__.lower() for base in MERGE_CLASSES if issubclass(kind, base))
