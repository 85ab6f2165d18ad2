"""How a name sounds, in English and Spanish, so that it is found however somebody spelled it."""

from functools import lru_cache

_LETTERS = {
    "b": "1", "f": "1", "p": "1", "v": "1", "w": "1",
    "c": "2", "g": "2", "j": "2", "k": "2", "q": "2", "s": "2", "x": "2", "z": "2",
    "d": "3", "t": "3", "l": "4", "m": "5", "n": "5", "r": "6",
}  # fmt: skip
"""Consonants that are taken for one another; the first letter counts like every other."""
_SPELLINGS = {"ph": "f", "ck": "k", "qu": "k", "gh": "g", "h": "", "gn": "n"}


@lru_cache(maxsize=50_000)
def sound(word: str) -> str:
    """Return how a word of a name sounds: up to four consonants, 0 for a vowel at its beginning."""
    for spelled, spoken in _SPELLINGS.items():
        word = word.replace(spelled, spoken)
    code, before = ("0" if word[:1] in tuple("aeiouy") else ""), ""
    for letter in word:
        digit = _LETTERS.get(letter, "")
        if digit and digit != before:
            code += digit
        before = digit
    return code[:4] or word[:1]
