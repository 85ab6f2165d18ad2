"""What somebody is to organizations, and the sentence that says it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from desktop.i18n import _


@dataclass(frozen=True, slots=True)
class Belonging:
    """What somebody is, or was, to an organization."""

    affiliation: str
    partner: str
    name: str
    role: str
    represents: bool
    first: date | None
    last: date | None
    is_current: bool


def belonging_of(row: Sequence[Any]) -> Belonging:
    """Return what a row of the query says."""
    affiliation, partner, name, role, represents, first, last, now = row
    return Belonging(
        affiliation=affiliation,
        partner=partner,
        name=name,
        role=role or "",
        represents=bool(represents),
        first=date.fromisoformat(first) if first else None,
        last=date.fromisoformat(last) if last else None,
        is_current=bool(now),
    )


def sentence(belongings: Sequence[Belonging], say: Callable[[date], str]) -> str:
    """Return whom somebody speaks for and since when, else where they are; `say` puts a day into words."""
    speaking = [each for each in belongings if each.is_current and each.represents]
    if speaking:
        return " · ".join(_speaks(each, say) for each in speaking)
    return " · ".join(role_words(each) for each in belongings if each.is_current)


def role_words(belonging: Belonging) -> str:
    """Return a role with its organization."""
    if not belonging.role:
        return belonging.name
    return _("{role}, {organization}").format(role=belonging.role, organization=belonging.name)


def _speaks(belonging: Belonging, say: Callable[[date], str]) -> str:
    if belonging.first is None:
        return _("Represents {organization}").format(organization=belonging.name)
    words = _("Represents {organization} since {day}")
    return words.format(organization=belonging.name, day=say(belonging.first))
