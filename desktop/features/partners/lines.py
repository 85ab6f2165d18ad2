"""What the lists on an organization's page hold, line by line."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Voice:
    """What one person is, or was, to an organization."""

    affiliation: str
    person: str
    name: str
    role: str
    member_role: str
    represents: bool
    first: date | None
    last: date | None
    is_current: bool


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """One agreement in a list."""

    id: str
    title: str
    status: str
    signed_on: date | None
    expires_on: date | None
    remind_on: date | None


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of a timeline."""

    sort: str
    """engagement, meeting, joined, left, signed, project or change."""
    kind: str
    id: str
    """The record to open for it."""
    day: date
    title: str
    detail: str
    """Who it was, or in which role."""


@dataclass(frozen=True, slots=True)
class TieLine:
    """One tie, as the organization on this side sees it."""

    id: str
    partner: str
    name: str
    strength: int
    trust: int
    shared: tuple[str, ...]
