"""Which people a list shows, and saying so in a text that can be kept: the saved search of a smart group."""

from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any, Self
from urllib.parse import parse_qsl, urlencode

from desktop.i18n import _
from sync.errors import Malformed


class Standing(StrEnum):
    """What may set somebody apart from the others in a list."""

    ALL = ""
    DUE = "due"
    NOT_TO_CONTACT = "do_not_contact"
    NOT_TO_PHOTOGRAPH = "do_not_photograph"
    PROVISIONAL = "provisional"
    INACTIVE = "inactive"
    MINOR = "minor"


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list of people is narrowed to; nothing at all lets everybody through."""

    standing: str = Standing.ALL
    sector: str = ""
    """A code."""
    role: str = ""
    """A code."""
    tag: str = ""
    group: str = ""
    """The id of a group."""
    words: str = ""

    def but(self, **changed: Any) -> Self:
        """Return the filter with other choices."""
        return replace(self, **changed)

    @property
    def is_open(self) -> bool:
        """Whether it lets everybody through."""
        return not any(asdict(self).values())


def saved(given: Filter) -> str:
    """Return a filter as a text, e.g. sector=libraries&tag=driver; Malformed for one that leads to a group.

    A smart group inside another could lead back to itself, so there is none.
    """
    if given.group:
        words = _("A group cannot be part of a saved search. Take the group out and save it again.")
        raise Malformed(words, "group_in_search")
    return urlencode({name: value for name, value in asdict(given).items() if value})


def read_saved(text: str) -> Filter:
    """Return the filter that a text says; Malformed for one that this program cannot follow."""
    said = dict(parse_qsl(text))
    known = set(asdict(Filter())) - {"group"}
    if not said or not said.keys() <= known or said.get("standing", "") not in list(Standing):
        words = _("This saved search was made by a newer program, so it cannot be followed here yet.")
        raise Malformed(words, "newer_search")
    return Filter(**said)
