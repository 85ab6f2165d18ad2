"""The names in a line: whom it is about, and after an @ who does it."""

from collections.abc import Collection, Sequence

from desktop.quick.verbs import ARTICLES, BETWEEN, STOPS
from desktop.quick.words import Word, joined, left


def names_after(words: Sequence[Word], first: int, taken: Collection[int]) -> tuple[str, ...]:
    """Return the names that stand after a verb, places that are taken not counted."""
    names: list[list[Word]] = [[]]
    for place in range(first, len(words)):
        word = words[place]
        if place in taken:
            if any(names):
                break
        elif word.plain in BETWEEN and names[-1]:
            names.append([])
        elif word.plain in ARTICLES and not names[-1]:
            continue
        elif word.plain in STOPS or _goes_on_in_words(names, words, place):
            break
        else:
            names[-1].append(word)
            if word.ends_name:
                names.append([])
    return tuple(dict.fromkeys(joined(name) for name in names if joined(name)))


def _goes_on_in_words(names: list[list[Word]], words: Sequence[Word], place: int) -> bool:
    """Whether a word after a comma is no further name: names after a comma begin with a capital."""
    return bool(place and words[place - 1].ends_name and any(names) and words[place].text[:1].islower())


def owners_in(words: Sequence[Word]) -> tuple[tuple[str, ...], set[int]]:
    """Return the names after an @, and the places that they take.

    A name goes on in the words after it that begin with a capital: @Ana Ruiz; dots do as well: @ana.ruiz.
    """
    owners: list[str] = []
    taken: set[int] = set()
    for place, word in enumerate(words):
        if len(word.text) > 1 and word.text.startswith("@"):
            after = _end_of_name(words, place)
            taken.update(range(place, after))
            name = joined(left(words[place:after])).removeprefix("@")
            owners.append(" ".join(name.replace(".", " ").replace("_", " ").split()))
    return tuple(dict.fromkeys(owners)), taken


def _end_of_name(words: Sequence[Word], place: int) -> int:
    after = place + 1
    is_quoted = not words[place].plain
    while not is_quoted and after < len(words) and not words[after - 1].ends_name:
        if not words[after].text[:1].isupper():
            break
        after += 1
    return after
