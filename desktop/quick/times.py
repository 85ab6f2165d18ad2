"""The time of day that a line names: at 4, 4pm, 16:30, a las 4 de la tarde. A bare number is no time."""

import re
from collections.abc import Sequence
from datetime import time

from desktop.dates import read_time
from desktop.quick.words import Found, Word

_CLEAR = re.compile(r"\d{1,2}(:\d{2})?[ap](\.?m)?|\d{1,2}:\d{2}|\d{1,2}h(\d{2})?")
_BARE = re.compile(r"\d{1,2}")
_HALF = re.compile(r"[ap]\.?m")
_NOON = ("noon", "midday", "mediodia")
_BEFORE = ("at", "a las", "a la", "las", "al", "around", "sobre las", "hacia las")
_PARTS = {
    "de la manana": "am", "de la tarde": "pm", "de la noche": "pm",
    "in the morning": "am", "in the afternoon": "pm", "in the evening": "pm",
}  # fmt: skip
_WAKING = range(7, 19)
"""Hours of the day that are meant more often."""


def time_in(words: Sequence[Word]) -> Found[time] | None:
    """Return the first time of day that a line names; two where it is not said which half of the day."""
    return next((found for place in range(len(words)) if (found := _time_at(words, place))), None)


def time_words(at: time, language: str) -> str:
    """Return a time of day as it is kept in words: 4:30 pm, in Spanish 16:30."""
    if language == "es":
        return f"{at.hour}:{at.minute:02}"
    return f"{at.hour % 12 or 12}:{at.minute:02} {'pm' if at.hour >= 12 else 'am'}"


def _time_at(words: Sequence[Word], place: int) -> Found[time] | None:
    word, first = words[place].plain, _begin(words, place)
    if word in _NOON:
        return Found(first, place + 1, (time(12),))
    is_half_apart = place + 1 < len(words) and bool(_HALF.fullmatch(words[place + 1].plain))
    is_time = _CLEAR.fullmatch(word) or (_BARE.fullmatch(word) and (is_half_apart or first < place))
    if not is_time:
        return None
    after = place + 2 if is_half_apart else place + 1
    part, after = (words[place + 1].plain, after) if is_half_apart else _part(words, after)
    values = _values(word, part)
    return Found(first, after, values) if values else None


def _begin(words: Sequence[Word], place: int) -> int:
    """Return where the words begin that lead to a time."""
    for count in (2, 1):
        if place >= count and " ".join(word.plain for word in words[place - count : place]) in _BEFORE:
            return place - count
    return place


def _part(words: Sequence[Word], after: int) -> tuple[str, int]:
    """Return the half of the day that the words after a time name, and where they end."""
    said = " ".join(word.plain for word in words[after : after + 3])
    return (_PARTS[said], after + 3) if said in _PARTS else ("", after)


def _values(word: str, part: str) -> tuple[time, ...]:
    at = read_time(f"{word.rstrip('h')} {part}".strip())
    if at is None:
        return ()
    is_clear = part or word[-1] in "apm" or "h" in word or word.startswith("0") or not 1 <= at.hour <= 12
    if is_clear:
        return (at,)
    halves = (time(at.hour % 12, at.minute), time(at.hour % 12 + 12, at.minute))
    return tuple(sorted(halves, key=lambda half: half.hour not in _WAKING))
