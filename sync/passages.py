"""Where two versions of a text differ, in time that hardly grows faster than the texts.

What stands once in both (a sentence, or a few words in a row) anchors them to
each other; between the anchors only a short passage is compared unit by unit.
A long passage without an anchor is another text, and counts as replaced.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

SHORT = 10_000
"""Pairs of units that are still compared one by one: a hundred by a hundred."""


class Passage(NamedTuple):
    """Units `start` to `end` of the one text that became units `first` to `last` of the other."""

    start: int
    end: int
    first: int
    last: int


def differing(before: Sequence[str], after: Sequence[str], in_a_row: int = 1) -> Iterator[Passage]:
    """Yield what differs, from the beginning; so many units in a row make an anchor."""
    whole = _without_same_ends(before, after, Passage(0, len(before), 0, len(after)))
    start, first = whole.start, whole.first
    for place, other in [] if _is_short(whole) else _anchors(before, after, whole, in_a_row):
        if place >= start and other >= first:
            yield from _between(before, after, Passage(start, place, first, other))
            rest = _without_same_beginning(before, after, Passage(place, whole.end, other, whole.last))
            start, first = rest.start, rest.first
    yield from _between(before, after, Passage(start, whole.end, first, whole.last))


def _between(before: Sequence[str], after: Sequence[str], passage: Passage) -> Iterator[Passage]:
    start, end, first, last = rest = _without_same_ends(before, after, passage)
    if _is_short(rest):
        matcher = SequenceMatcher(None, before[start:end], after[first:last], autojunk=False)
        for tag, one, two, three, four in matcher.get_opcodes():
            if tag != "equal":
                yield Passage(start + one, start + two, first + three, first + four)
    else:
        yield rest


def _anchors(
    before: Sequence[str], after: Sequence[str], whole: Passage, in_a_row: int
) -> list[tuple[int, int]]:
    """Return where a row of units stands that is once in each, as far as the order is the same."""
    ours = _once(before, whole.start, whole.end, in_a_row)
    theirs = _once(after, whole.first, whole.last, in_a_row)
    return _rising([(place, theirs[row]) for row, place in ours.items() if row in theirs])


def _once(text: Sequence[str], start: int, end: int, in_a_row: int) -> dict[tuple[str, ...], int]:
    rows = list(zip(*(text[start + step : end] for step in range(in_a_row)), strict=False))
    times = Counter(rows)
    return {row: place for place, row in enumerate(rows, start) if times[row] == 1}


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest run of pairs, sorted by the first of each, in which the second rises too."""
    lowest: list[int] = []
    ends: list[int] = []
    previous: list[int] = []
    for position, (_place, other) in enumerate(pairs):
        length = bisect_left(lowest, other)
        previous.append(ends[length - 1] if length else -1)
        if length == len(lowest):
            lowest.append(other)
            ends.append(position)
        else:
            lowest[length], ends[length] = other, position
    run, position = [], ends[-1] if ends else -1
    while position >= 0:
        run.append(pairs[position])
        position = previous[position]
    return run[::-1]


def _without_same_ends(before: Sequence[str], after: Sequence[str], passage: Passage) -> Passage:
    start, end, first, last = _without_same_beginning(before, after, passage)
    while end > start and last > first and before[end - 1] == after[last - 1]:
        end, last = end - 1, last - 1
    return Passage(start, end, first, last)


def _without_same_beginning(before: Sequence[str], after: Sequence[str], passage: Passage) -> Passage:
    start, end, first, last = passage
    while start < end and first < last and before[start] == after[first]:
        start, first = start + 1, first + 1
    return Passage(start, end, first, last)


def _is_short(passage: Passage) -> bool:
    return (passage.end - passage.start) * (passage.last - passage.first) <= SHORT
