"""Finding somebody at the door by three letters, in any order of the words of the name."""

import unicodedata

from desktop.features.meetings import queries
from desktop.features.meetings.attenders import Attender, Roster
from desktop.store.store import Store

LOOKED_AT = 60
"""People outside the roster whose words begin so that are looked at."""


def find_people(store: Store, roster: Roster, typed: str, most: int = 8) -> list[Attender]:
    """Return the few people whose names begin with what was typed: the expected first, then others."""
    wanted = folded(typed).split()
    if not wanted:
        return []
    expected = [each for each in roster.attenders if _fits(each, wanted)]
    expected.sort(key=lambda each: (each.took_part, not folded(each.called).startswith(wanted[0])))
    if len(expected) >= most:
        return expected[:most]
    return [*expected, *_others(store, roster, typed, wanted)][:most]


def folded(text: str) -> str:
    """Return text as it is compared: small letters without accents."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in parts if not unicodedata.combining(each))


def _others(store: Store, roster: Roster, typed: str, wanted: list[str]) -> list[Attender]:
    found = queries.found_by(store, "person", typed, LOOKED_AT)
    lines = queries.people_lines(store, [each for each in found if each not in roster.by_person])
    others = [
        Attender(line.id, line.name, line.goes_by, line.sector, is_minor=line.is_minor)
        for line in lines.values()
        if not line.merged_into
    ]
    return [each for each in others if _fits(each, wanted)]


def _fits(attender: Attender, wanted: list[str]) -> bool:
    words = folded(f"{attender.name} {attender.goes_by}").split()
    return all(any(word.startswith(each) for word in words) for each in wanted)
