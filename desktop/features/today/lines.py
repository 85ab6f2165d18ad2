"""What each section of the first page holds, line by line."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Gathering:
    """A meeting, or a morning of a training, that comes next or is under way."""

    kind: str
    id: str
    title: str
    starts_at: datetime
    place: str
    link: str


@dataclass(frozen=True, slots=True)
class Errand:
    """Something that I said I would do."""

    id: str
    title: str
    due: date | None
    carried: int
    """At how many meetings it was carried over."""
    meeting: str
    """Where it was written down, "" if at none."""


@dataclass(frozen=True, slots=True)
class Promise:
    """What somebody promised when they were last in touch."""

    id: str
    words: str
    day: date
    kind: str
    """person, or partner where nobody is named."""
    whom: str
    """Id of the first of them."""
    name: str
    others: int
    """How many more there are."""


@dataclass(frozen=True, slots=True)
class Expiry:
    """An agreement that runs out, or did."""

    id: str
    title: str
    expires_on: date
    partner: str
    """Id of the organization, "" if none is named."""
    name: str
    """What it is called."""


@dataclass(frozen=True, slots=True)
class MinutesDue:
    """Minutes that wait to be reviewed or approved."""

    meeting: str
    title: str
    status: str
    """draft or reviewed."""
