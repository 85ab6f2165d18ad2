"""A line as its words, and what was found among them."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Value = TypeVar("Value")
_SPLIT = re.compile(r'@?["“][^"”]*["”]|\S+')
_SIGNS = ".,;:!?¿¡()'’"


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a line; what stands in quotation marks is one word."""

    text: str
    """As it was typed, without quotation marks."""
    plain: str
    """In lower case, without accents and signs around it; "" for what was quoted, which means only itself."""

    @property
    def ends_name(self) -> bool:
        """Whether a sign stands behind it that no name goes on after."""
        return self.text.endswith((",", ";", ":"))


@dataclass(frozen=True, slots=True)
class Found(Generic[Value]):
    """What the words from `first` up to `after` say; several values where they can mean either."""

    first: int
    after: int
    values: tuple[Value, ...]

    @property
    def places(self) -> range:
        """The places of its words."""
        return range(self.first, self.after)


def words_of(line: str) -> list[Word]:
    """Return the words of a line."""
    return [_word(each) for each in _SPLIT.findall(line)]


def plain(text: str) -> str:
    """Return text in lower case, without accents."""
    split = unicodedata.normalize("NFKD", text)
    return "".join(each for each in split if not unicodedata.combining(each)).casefold()


def joined(words: Iterable[Word]) -> str:
    """Return words as they were typed, with one space between them and no sign left over at the ends."""
    return " ".join(word.text for word in words).strip(" ,;:")


def left(words: Sequence[Word], *taken: Collection[int]) -> list[Word]:
    """Return the words whose places nobody took."""
    gone = {place for places in taken for place in places}
    return [word for place, word in enumerate(words) if place not in gone]


def begins_with(words: Sequence[Word], phrases: Iterable[str]) -> int:
    """Return how many words the longest of the phrases takes with which a line begins; 0 for none."""
    start = [word.plain for word in words]
    lengths = (len(parts) for phrase in phrases if (parts := phrase.split()) == start[: len(parts)])
    return max(lengths, default=0)


def _word(text: str) -> Word:
    bare = text.lstrip("@")
    if bare[:1] in ('"', "“"):
        return Word(text[: len(text) - len(bare)] + bare[1:-1], "")
    return Word(text, plain(text).strip(_SIGNS))
