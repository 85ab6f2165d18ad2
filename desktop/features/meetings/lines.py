"""What lists show of meetings and people, without all that their records hold."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class PersonLine:
    """What a roster shows of somebody."""

    id: str
    name: str
    goes_by: str
    sector: str
    is_minor: bool
    is_provisional: bool
    merged_into: str


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """What a list shows of a meeting."""

    id: str
    title: str
    starts_at: str
    """ISO 8601 with offset, "" if no time is set."""
    place: str
    series: str
    is_held: bool
    is_cancelled: bool
    minutes_status: str


@dataclass(frozen=True, slots=True)
class Typed:
    """One change of this computer to the text of a meeting's minutes."""

    number: int
    at: str
    label: str
    body: dict[str, Any]
