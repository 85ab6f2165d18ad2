"""What the minutes of a meeting are made of."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Presence(StrEnum):
    """How somebody took part."""

    ROOM = "room"
    ONLINE = "online"
    PROXY = "proxy"


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody who took part."""

    name: str
    organization: str = ""
    presence: str = Presence.ROOM
    remark: str = ""
    """E.g. left at 7:10 PM, or whose proxy it was."""


@dataclass(frozen=True, slots=True)
class MotionLine:
    """A motion, as it ended."""

    text: str
    sentence: str
    """What the record says of it, e.g. Carried: 7 yes, 2 no, 1 abstention."""
    mover: str = ""
    seconder: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class MinutesItem:
    """An item of the agenda, and what came of it."""

    title: str
    notes: str = ""
    """Prose: paragraphs, and lines that begin with - or 1. as lists."""
    presenter: str = ""
    motions: tuple[MotionLine, ...] = ()
    decisions: tuple[str, ...] = ()
    is_closed: bool = False
    """Whether it is left out of every copy but a full one."""


@dataclass(frozen=True, slots=True)
class Promise:
    """An action item: who will do what until when."""

    what: str
    owner: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Amendment:
    """A correction to approved minutes, which themselves stay as they are."""

    text: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Approval:
    """That the minutes were approved, and the hash they were locked with."""

    day: date | None
    hash: str
    """SHA-256 of the approved minutes, in hexadecimal."""
    motion: str = ""
    """The sentence of the motion that approved them."""
