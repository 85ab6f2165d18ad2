"""Days and times of day as people write them, in English and Spanish; no Qt, no guessing in silence.

What could be two days (3/4) is read the way the language in use writes it: month first in
English, day first in Spanish.
"""

import re
from datetime import date, time, timedelta

WEEKDAYS: dict[str, tuple[str, ...]] = {
    "en": ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    "es": ("lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo"),
}
MONTHS: dict[str, tuple[str, ...]] = {
    "en": (
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ),
    "es": (
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ),
}
NEAR = {"today": 0, "hoy": 0, "tomorrow": 1, "manana": 1, "yesterday": -1, "ayer": -1}
SHORTEST = 3
"""Letters of a name of a day or month that are enough."""
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NUMBERS = re.compile(r"(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}|\d{2}))?")
_TIME = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s*([ap])?\.?(?:m\.?)?", re.IGNORECASE)
_ACCENTS = str.maketrans("áéíóúñü", "aeiounu")


def read_day(text: str, today: date, language: str = "en") -> date | None:
    """Return the day that was written; None if it is none.

    A day without a year is the next one from `today`, or one of the last thirty days.
    """
    words = re.sub(r"[,]|\bde\b|\bdel\b|\bof\b", " ", text.strip().lower().translate(_ACCENTS)).split()
    if len(words) == 1:
        return _one_word(words[0], today, language)
    return _named(words, today)


def read_time(text: str) -> time | None:
    """Return the time of day that was written (18:00, 6pm, 6:30 p.m.); None if it is none."""
    found = _TIME.fullmatch(text.strip().lower())
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found[3] == "p" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _one_word(word: str, today: date, language: str) -> date | None:
    if word in NEAR:
        return today + timedelta(days=NEAR[word])
    if found := _ISO.fullmatch(word):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _NUMBERS.fullmatch(word):
        first, second = int(found[1]), int(found[2])
        day, month = (second, first) if language == "en" else (first, second)
        return _with_year(month, day, found[3], today)
    weekday = _place(word, WEEKDAYS)
    return None if weekday is None else today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def _named(words: list[str], today: date) -> date | None:
    """Read `nov 24`, `24 nov 2026`, with a weekday before it or not."""
    if words and _place(words[0], WEEKDAYS) is not None:
        words = words[1:]
    months = [word for word in words if _place(word, MONTHS) is not None]
    numbers = [re.sub(r"(?<=\d)(st|nd|rd|th|o)$", "", word) for word in words if word not in months]
    if len(months) != 1 or not 1 <= len(numbers) <= 2 or not all(each.isdecimal() for each in numbers):
        return None
    month = (_place(months[0], MONTHS) or 0) + 1
    return _with_year(month, int(numbers[0]), numbers[1] if len(numbers) == 2 else None, today)


def _with_year(month: int, day: int, year: str | None, today: date) -> date | None:
    if year:
        return _day(int(year) + (2000 if len(year) == 2 else 0), month, day)
    found = _day(today.year, month, day) or _day(today.year + 1, month, day)
    if found and found < today - timedelta(days=30):
        return _day(found.year + 1, month, day)
    return found


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _place(word: str, names: dict[str, tuple[str, ...]]) -> int | None:
    word = word.rstrip(".")
    if len(word) < SHORTEST:
        return None
    found = {place for each in names.values() for place, name in enumerate(each) if name.startswith(word)}
    return found.pop() if len(found) == 1 else None
