"""What looks like chance and is always the same: each question has its own answer.

A generator with a seed would not do: one more person would change everything after.
"""

from collections.abc import Sequence
from hashlib import blake2b
from typing import TypeVar

Item = TypeVar("Item")


def chance(*question: object) -> float:
    """Return a number from 0 up to 1 for a question."""
    words = "\x1f".join(map(str, question)).encode()
    return int.from_bytes(blake2b(words, digest_size=7).digest(), "big") / (1 << 56)


def between(low: int, high: int, *question: object) -> int:
    """Return a whole number from `low` to `high`, both included."""
    return low + int(chance(*question) * (high - low + 1))


def pick(items: Sequence[Item], *question: object) -> Item:
    """Return one of the items."""
    return items[between(0, len(items) - 1, *question)]


def shuffled(items: Sequence[Item], *question: object) -> list[Item]:
    """Return the items in another order."""
    order = sorted(range(len(items)), key=lambda place: chance(*question, place))
    return [items[place] for place in order]
