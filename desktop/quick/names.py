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
        elif _is_small(word, BETWEEN) and names[-1]:
            names.append([])
        elif word.plain in ARTICLES and not names[-1]:
            continue
        elif _is_small(word, STOPS) or _goes_on_in_words(names, words, place):
            break
        else:
            names[-1].append(word)
            if word.ends_name:
                names.append([])
    return tuple(dict.fromkeys(joined(name) for name in names if joined(name)))


def _is_small(word: Word, among: Collection[str]) -> bool:
    return word.plain in among and not word.text[:1].isupper()


def _goes_on_in_words(names: list[list[Word]], words: Sequence[Word], place: int) -> bool:
    """Whether a word after a name is no name: one in quotes, a number, or in small letters after a comma."""
    if not any(names):
        return False
    is_apart = bool(names[-1]) and (not words[place].plain or _is_number(words[place], names[-1][-1]))
    return is_apart or (words[place - 1].ends_name and words[place].text[:1].islower())


def _is_number(word: Word, before: Word) -> bool:
    """Whether a number follows on a word: a phone number in place of a name goes on."""
    return word.text[:1].isdecimal() and not before.text[:1].isdecimal()


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
