"""Where a person has been, for going back and forward."""

from dataclasses import dataclass, field

LONGEST = 50


@dataclass(frozen=True)
class Place:
    """A page, and the record shown on it."""

    page: str
    kind: str = ""
    record: str = ""


@dataclass
class History:
    """The places visited, in order, and which of them is shown."""

    places: list[Place] = field(default_factory=list)
    at: int = -1

    def visit(self, place: Place) -> None:
        """Note that a place is shown; what lay ahead is forgotten."""
        if self.here() == place:
            return
        self.places = [*self.places[: self.at + 1], place][-LONGEST:]
        self.at = len(self.places) - 1

    def here(self) -> Place | None:
        """Return the place shown."""
        return self.places[self.at] if self.places else None

    def step(self, by: int) -> Place | None:
        """Go back (-1) or forward (1); None where there is nothing."""
        if not 0 <= self.at + by < len(self.places):
            return None
        self.at += by
        return self.places[self.at]
