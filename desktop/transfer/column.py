"""One column of a sheet, and whom it is about."""

import re
from dataclasses import dataclass, replace

from desktop.transfer.headings import plain_words

OF_NAMES = frozenset(["name", "display_name", "first_name", "last_name", "contact"])
"""What says who somebody is."""
_STAYS = frozenset(["", "never", "ignored"])
_SOMEBODY_ELSE = re.compile(
    r"\b(parent|guardian|mother|father|mom|dad|spouse|husband|wife|child|emergency|assistant|manager|supervisor|"
    r"caregiver|padre|madre|tutor|tutora|conyuge|esposo|esposa|hijo|hija|emergencia|asistente)\b( \d+\b)?"
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet."""

    place: int
    header: str
    target: str
    """What it holds; "" if no field does."""
    group: str = ""
    """What sets it apart from others of the same target, e.g. home."""

    is_set_apart: bool = False
    """Whether it is about a second person, so that its cells must not be read as the first one's."""

    @property
    def number(self) -> int:
        """The number in its heading, as in E-mail 2; 1 without one."""
        found = re.findall(r"\d+", self.group)
        return int(found[-1][:9]) if found else 1

    @property
    def owner(self) -> str:
        """The words of the heading for somebody else, such as parent 1; "" if there are none."""
        found = _SOMEBODY_ELSE.search(plain_words(self.header))
        return found[0] if found else ""


def with_one_person(columns: list[Column]) -> list[Column]:
    """Keep what belongs to the second person of a row (First Name 2, or Name again) for the notes."""
    numbers = {column.number for column in columns if column.target in OF_NAMES} - {0, 1}
    kept = [_unplaced(column) if column.number in numbers else column for column in columns]
    again = _second_name(kept)
    before = {column.target for column in kept[:again]}
    return [
        _unplaced(column) if place >= again and column.target in before else column
        for place, column in enumerate(kept)
    ]


def _unplaced(column: Column) -> Column:
    target = "ignored" if column.target == "birthday" else ""  # a date of birth is never kept
    return column if column.target in _STAYS else replace(column, target=target, is_set_apart=True)


def _second_name(columns: list[Column]) -> int:
    """Return the place of the first heading of a name that was there before, word for word."""
    seen: set[str] = set()
    for place, column in enumerate(columns):
        words = plain_words(column.header)
        if column.target in OF_NAMES and words in seen:
            return place
        seen.add(words)
    return len(columns)
