"""What a line would make, part by part, and what is still to be said before it can be made."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time

from desktop.features.quick.actions import Plan
from desktop.store.store import Store

Answers = Mapping[str, str]
"""What was chosen: the key of a question -> the answer of one of its offers."""


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that was understood, or is still open."""

    sort: str
    """One of SORTS."""
    words: str = ""
    day: date | None = None
    at: time | None = None
    is_open: bool = False
    """Whether it has to be said before anything can be made."""


SORTS = (
    "call", "one_on_one", "visit", "email", "text_message", "other", "task", "new_person",
    "person", "partner", "owner", "day", "time", "phone", "address", "sector", "note", "barred",
)  # fmt: skip
"""What a part can be; the first six are ways to be in touch."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One answer to a question."""

    answer: str
    sort: str
    """One of SORTS; for a name that is nobody's: new, words (it is no name), nobody, name (part of one)."""
    words: str = ""
    detail: str = ""
    day: date | None = None
    at: time | None = None
    key: str = ""
    """The question that it answers, if not the one it is offered for."""
    opens: str = ""
    """The id of a person to be shown instead of making anything."""


@dataclass(frozen=True, slots=True)
class Question:
    """What the line leaves open; `about` are the words that it is about."""

    key: str
    sort: str
    """whom, which, who, owner, day, days, past, time, place, known; name, words: more is to be typed."""
    about: str = ""
    offers: tuple[Offer, ...] = ()


@dataclass(frozen=True, slots=True)
class Asker:
    """Where and for whom a line is read."""

    store: Store
    today: date
    language: str = "en"
    me: str = ""
    """The id of the person at this computer, "" where it is not known."""
    answers: Answers = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Preview:
    """What a line would make; with a plan there is no question left, and Enter makes it."""

    parts: tuple[Part, ...] = ()
    question: Question | None = None
    plan: Plan | None = None
