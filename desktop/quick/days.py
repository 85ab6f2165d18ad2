"""The days that a line names, in the words around them: by friday, next tuesday, el martes que viene."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from desktop.dates import WEEKDAYS, read_day
from desktop.quick.words import Found, Word

LONGEST = 5
"""Words that a day is written in, e.g. 24 de noviembre de 2026."""
LEADING = ("on", "by", "due", "due on", "until", "el", "para el", "para", "hasta el", "hasta")
"""What may stand before a day and means no more than the day."""
BEFORE = ("before", "antes del", "antes de")
"""With these the day itself may be meant, or the one before it."""
_COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_CUENTAS = ("uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez")
_NUMBERS = {word: number for words in (_COUNTS, _CUENTAS) for number, word in enumerate(words, 1)}
_NUMBERS |= {"a": 1, "an": 1, "un": 1, "una": 1}
_LATER = re.compile(r"(?:in|en|dentro de) (\w+) (day|dia|week|semana)s?")
_PHRASES = {"day after tomorrow": 2, "the day after tomorrow": 2, "pasado manana": 2}


def days_in(words: Sequence[Word], today: date, language: str) -> list[Found[date]]:
    """Return each day that a line names, in order; two days where the words can mean either."""
    found: list[Found[date]] = []
    place = 0
    while place < len(words):
        day = _day_at(words, place, today, language)
        if day is not None:
            found.append(_with_leading(words, day))
        place = day.after if day is not None else place + 1
    return _alternatives(words, found)


def _day_at(words: Sequence[Word], first: int, today: date, language: str) -> Found[date] | None:
    if _is_morning(words, first) or (first and words[first - 1].plain == "for"):
        return None  # what is booked for thursday need not be done on thursday
    for count in range(min(LONGEST, len(words) - first), 0, -1):
        said = [word.plain for word in words[first : first + count]]
        days = _days(said, today, language) if all(said) else ()
        if days:
            return Found(first, first + count, days)
    return None


def _is_morning(words: Sequence[Word], place: int) -> bool:
    """Whether a word is the morning of `por la mañana`, not tomorrow."""
    return words[place].plain == "manana" and place > 0 and words[place - 1].plain == "la"


def _days(said: Sequence[str], today: date, language: str) -> tuple[date, ...]:
    phrase = " ".join(said)
    if phrase in _PHRASES:
        return (today + timedelta(days=_PHRASES[phrase]),)
    if later := _LATER.fullmatch(phrase):
        return _counted(later[1], later[2], today)
    if coming := _coming(said, today):
        return coming
    if said[0] in ("de", "del", "of", "a") or said[-1] in ("de", "del", "of"):
        return ()
    day = read_day(phrase, today, language)
    return (day,) if day is not None else ()


def _counted(number: str, unit: str, today: date) -> tuple[date, ...]:
    count = int(number) if number.isdecimal() and len(number) < 4 else _NUMBERS.get(number, 0)
    return (today + timedelta(days=count * (7 if unit in ("week", "semana") else 1)),) if count else ()


def _coming(said: Sequence[str], today: date) -> tuple[date, ...]:
    """Read a weekday with a word that says which; `next` means this week's or the one after it."""
    if len(said) == 2 and said[0] in ("this", "coming", "este", "proximo", "next"):
        day = _weekday(said[1], today)
        both = day is not None and said[0] == "next"
        return () if day is None else (day, day + timedelta(days=7)) if both else (day,)
    if len(said) == 3 and list(said[1:]) in (["que", "viene"], ["de", "esta"]):
        day = _weekday(said[0], today)
        return () if day is None else (day,)
    return ()


def _weekday(word: str, today: date) -> date | None:
    is_one = len(word) > 2 and any(name.startswith(word) for names in WEEKDAYS.values() for name in names)
    return read_day(word, today) if is_one else None


def _with_leading(words: Sequence[Word], day: Found[date]) -> Found[date]:
    """Take the words before a day along that lead to it."""
    for count in (2, 1):
        first = max(day.first - count, 0)
        said = " ".join(word.plain for word in words[first : day.first])
        if said in LEADING:
            return Found(first, day.after, day.values)
        if said in BEFORE:
            eves = tuple(value - timedelta(days=1) for value in day.values)
            return Found(first, day.after, (*eves, *day.values))
    return day


def _alternatives(words: Sequence[Word], found: list[Found[date]]) -> list[Found[date]]:
    """Make one of two days with nothing but an `or` between them."""
    merged: list[Found[date]] = []
    for day in found:
        before = merged[-1] if merged else None
        if before and day.first == before.after + 1 and words[before.after].plain in ("or", "o", "u"):
            merged[-1] = Found(before.first, day.after, (*before.values, *day.values))
        else:
            merged.append(day)
    return merged
