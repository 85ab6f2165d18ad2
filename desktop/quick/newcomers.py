"""Somebody new in one line: a name, how they are reached, where they come from."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.quick.verbs import ARTICLES
from desktop.quick.words import Word, joined, left

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_FROM = frozenset(["from", "at"])
"""Between a name and where somebody comes from; `de` is part of many names."""
_FEWEST, _MOST = 7, 15
"""Digits of a phone number."""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody to be added."""

    name: str
    phone: str = ""
    email: str = ""
    place: str = ""
    """Their organization or sector, as typed."""


def newcomer_in(words: Sequence[Word]) -> Newcomer:
    """Return what is said of somebody new. What stands after a comma, a number or an address is no name."""
    phone, email = _phone_in(words), _email_in(words)
    name_ends = min([_first_break(words), *phone[:1], *email[:1]])
    rest = left(words, range(name_ends), phone, email)
    while rest and rest[0].plain in (*_FROM, *ARTICLES):
        rest = rest[1:]
    reached = joined(words[each] for each in email).strip("<>")
    return Newcomer(joined(words[:name_ends]), joined(words[each] for each in phone), reached, joined(rest))


def _first_break(words: Sequence[Word]) -> int:
    for place, word in enumerate(words):
        if place and (word.plain in _FROM or words[place - 1].ends_name):
            return place
    return len(words)


def _phone_in(words: Sequence[Word]) -> list[int]:
    """Return the places of the first words in a row that make a phone number."""
    run: list[int] = []
    for place, word in enumerate((*words, Word("", ""))):
        if re.fullmatch(r"[+(]?[\d().\-/+]*\d[\d().\-/+]*,?", word.text):
            run.append(place)
        elif run:
            if _FEWEST <= sum(each.isdecimal() for at in run for each in words[at].text) <= _MOST:
                return run
            run = []
    return []


def _email_in(words: Sequence[Word]) -> list[int]:
    return [place for place, word in enumerate(words) if _EMAIL.fullmatch(word.text.strip("<>,;"))][:1]
