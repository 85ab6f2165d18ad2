"""Finding a kind of record by its name."""

from collections.abc import Iterable
from difflib import get_close_matches

from sync.errors import Unknown
from sync.records.base import Entry


class Vocabulary:
    """The kinds of record that a program knows, by name and in order."""

    def __init__(self, kinds: Iterable[type[Entry]]) -> None:
        self.kinds: dict[str, type[Entry]] = {kind.kind: kind for kind in kinds}

    def named(self, kind: str) -> type[Entry]:
        """Return the class of a kind; Unknown, with the nearest name, if there is none."""
        try:
            return self.kinds[kind]
        except KeyError:
            raise self._no_such(kind) from None

    def _no_such(self, kind: str) -> Unknown:
        if near := get_close_matches(kind, self.kinds, n=1):
            return Unknown(
                "There is no kind of record called '{kind}'; nothing was changed. Did you mean '{near}'?",
                kind=kind[:64],
                near=near[0],
            )
        return Unknown(
            "There is no kind of record called '{kind}'; nothing was changed. "
            "See the list of kinds for what there is.",
            kind=kind[:64],
        )
