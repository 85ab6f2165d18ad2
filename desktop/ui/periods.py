"""Months and stretches of time as they are shown: March, since Mar 2024, Jan 2022 to Mar 2024."""

from datetime import date

from PySide6.QtCore import QDate, QLocale

from desktop.i18n import _
from desktop.ui.dates import language


def month_words(day: date, today: date) -> str:
    """Return the month of a day: March, or March 2025 in another year."""
    return _formed(day, "MMMM" if day.year == today.year else "MMMM yyyy")


def today_words(day: date) -> str:
    """Return a day in full: Monday, November 23."""
    return _formed(day, "dddd d 'de' MMMM" if language() == "es" else "dddd, MMMM d")


def weekday_words(day: date) -> str:
    """Return the name of the day of the week: Friday."""
    return _formed(day, "dddd")


def calendar_words(day: date) -> str:
    """Return a day as it stands in a paper, without its weekday: Dec 31, 2026."""
    return _formed(day, "d MMM yyyy" if language() == "es" else "MMM d, yyyy")


def period_words(first: date | None, last: date | None) -> str:
    """Return from when to when, to the month; "" where both ends are open."""
    begun, ended = (_formed(day, "MMM yyyy") if day else "" for day in (first, last))
    if begun and ended:
        return _("{first} to {last}").format(first=begun, last=ended)
    if ended:
        return _("until {day}").format(day=ended)
    return _("since {day}").format(day=begun) if begun else ""


def _formed(day: date, form: str) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), form)
