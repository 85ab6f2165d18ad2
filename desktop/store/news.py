"""What one answer of the office says of records, and what it does to the digests."""

from collections import defaultdict
from dataclasses import dataclass, field

from sync.changes import Body


@dataclass(slots=True)
class News:
    """What one answer of the office says of one record."""

    kind: str
    space: str
    state: str | None = None
    """Its stored text, "" = forget it; None = only what `clean` says."""
    seq: int = 0
    clean: tuple[tuple[int, int, Body], ...] = ()
    """My own changes (n, seq, body) that nobody else's came between."""
    answered: int = 0
    """How many of my changes it speaks of, refused ones too."""


@dataclass
class Moved:
    """Hashes that left and entered the digest of each space."""

    gone: dict[str, list[bytes]] = field(default_factory=lambda: defaultdict(list))
    come: dict[str, list[bytes]] = field(default_factory=lambda: defaultdict(list))

    def note(self, space: str, before: bytes, after: bytes) -> None:
        """Note that a record has another hash; b"" = the office holds no such record."""
        if before:
            self.gone[space].append(before)
        if after:
            self.come[space].append(after)
