"""Days, times and names as a document says them, in its language."""

from datetime import date, datetime, timedelta

from babel.dates import format_date, format_time


def day(value: date, language: str) -> str:
    """Return a day in words, e.g. November 3, 2026."""
    return format_date(value, "long", language)


def clock(moment: datetime, language: str) -> str:
    """Return a time of day, e.g. 6:30 PM."""
    return _plain(format_time(moment, "short", locale=_american(language)))


def span(starts_at: datetime | None, minutes: int, language: str) -> str:
    """Return when something is, e.g. Tuesday, November 3, 2026, 6:30 PM to 8:00 PM; "" if unknown.

    `starts_at` is aware and in the zone in which it is said.
    """
    if starts_at is None:
        return ""
    times = [starts_at, *([starts_at + timedelta(minutes=minutes)] if minutes else [])]
    said = " – ".join(clock(each, language) for each in times)
    return f"{_capital(format_date(starts_at, 'full', language))}, {said}"


def initials(name: str) -> str:
    """Return the initials of a name: M. G. for Maria Garcia."""
    letters = (next(filter(str.isalnum, word), "") for word in name.split())
    return " ".join(f"{letter.upper()}." for letter in letters if letter)


def _american(language: str) -> str:
    """Times are said as in the United States, in every language."""
    return {"en": "en_US", "es": "es_US"}.get(language, language)


def _plain(text: str) -> str:
    # Babel sets AM and PM off by a narrow space that not every font has.
    return text.replace("\u202f", "\u00a0")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
