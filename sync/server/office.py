"""What every part of the server is given: the database, the files, the words, the clock."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from sync.records import VOCABULARY, Vocabulary
from sync.server.storage import Storage


def utc_now() -> datetime:
    """Return the time, aware, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


@dataclass(frozen=True)
class Office:
    """One state office."""

    storage: Storage
    folder: Path
    """Where file bytes live."""
    vocabulary: Vocabulary = VOCABULARY
    now: Callable[[], datetime] = utc_now
    """For expiry and display; it never decides any order."""


@dataclass(frozen=True)
class Caller:
    """Who is asking, by the credential and the memberships of this moment."""

    device: str
    person: str
    name: str
    roles: dict[str, str] = field(default_factory=dict)
    """Space -> role, for the spaces this person is in now."""
    next_n: int = 0
    """The number that the office expects of this device next."""
