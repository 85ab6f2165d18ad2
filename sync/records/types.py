"""The small vocabulary of field types from which every record is built.

Each type is an `Annotated` alias. Marks inside it (`SetOf`, `Merged`, `Link`)
carry the meanings that other code needs: how a field merges, what it points at.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import AfterValidator, AwareDatetime, BeforeValidator, Field, Strict, StringConstraints

LONGEST_TEXT = 64 * 1024
"""Characters in one text value."""
# Otherwise pydantic would also take a string of digits, as seconds since 1970.
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True)
class Link:
    """Marks a field that holds the id of a record of `kind` ("" = any kind)."""

    kind: str


@dataclass(frozen=True)
class CodeOf:
    """Marks a code that comes from the reference list `kind`."""

    kind: str


@dataclass(frozen=True)
class SetOf:
    """Marks a field that merges by adding and removing members."""


@dataclass(frozen=True)
class Merged:
    """Marks long text in which two people's typing merges."""


class Choice(StrEnum):
    """A closed list of words; a word of a newer program is kept as it came."""

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if not isinstance(value, str) or not 0 < len(value) <= 64:
            return None
        member = str.__new__(cls, value)
        member._name_, member._value_ = "UNKNOWN", value
        return member

    @property
    def known(self) -> bool:
        """Whether this program knows the word."""
        return self.value in type(self)._value2member_map_ and self._name_ != "UNKNOWN"


def _text_of_day(given: Any) -> Any:
    if isinstance(given, int | float) or (isinstance(given, str) and not _DAY.fullmatch(given)):
        raise ValueError("a day is written 2026-11-22")
    return given


def _text_of_moment(given: Any) -> Any:
    if isinstance(given, int | float) or (isinstance(given, str) and not _DAY.match(given)):
        raise ValueError("a moment is written 2026-11-22T18:00:00-06:00")
    return given


def sorted_members(members: Iterable[str]) -> tuple[str, ...]:
    """Return the members of a set in the one order that everyone stores."""
    return tuple(sorted(set(members)))


Title = Annotated[str, Strict(), StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
"""The required one-line name of a thing."""
Line = Annotated[str, Strict(), StringConstraints(strip_whitespace=True, max_length=500)]
"""One line of text, possibly empty."""
Text = Annotated[str, Strict(), StringConstraints(max_length=LONGEST_TEXT)]
"""Several lines of plain text; an edit replaces the whole."""
Prose = Annotated[str, Strict(), StringConstraints(max_length=1024 * 1024), Merged()]
"""Long text in which two people's typing merges."""
Code = Annotated[str, Strict(), StringConstraints(max_length=64)]
"""A word from a reference list, e.g. a sector's code; kept although the list changes."""
Email = Annotated[str, Strict(), StringConstraints(strip_whitespace=True, max_length=254)]
"""An address as typed; compared through `people.normal_email`."""
Phone = Annotated[str, Strict(), StringConstraints(strip_whitespace=True, max_length=64)]
"""A number as typed; compared through `people.normal_phone`."""
Url = Annotated[str, Strict(), StringConstraints(strip_whitespace=True, max_length=2048)]
Language = Annotated[str, Strict(), StringConstraints(max_length=35)]
"""A BCP 47 tag."""
FileHash = Annotated[str, Strict(), StringConstraints(pattern=r"^([0-9a-f]{64})?$")]
"""SHA-256 of a file's bytes, or empty."""
Tags = Annotated[tuple[Title, ...], Field(max_length=200), AfterValidator(sorted_members), SetOf()]
"""Words that merge by adding and removing."""
Money = Annotated[int, Strict(), Field(ge=-(10**14), le=10**14)]
"""Integer cents."""
Count = Annotated[int, Strict(), Field(ge=0, le=10**9)]
Number = Annotated[float, Strict(), Field(allow_inf_nan=False)]
"""A measured value; never money."""
Yes = Annotated[bool, Strict()]
Day = Annotated[date, BeforeValidator(_text_of_day)]
Moment = Annotated[AwareDatetime, BeforeValidator(_text_of_moment)]
ID_PATTERN = r"^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})?$"
Id = Annotated[str, Strict(), StringConstraints(pattern=ID_PATTERN)]
"""The id of a record; empty where there is none. `ids.py` says of which kind."""
