"""Days and moments as they are shown: always with an explicit form, in the language in use."""

from datetime import date, datetime

from PySide6.QtCore import QDate, QLocale, QTime

from desktop.i18n import _, ngettext

_FORMS = {"en": ("ddd, MMM d", "ddd, MMM d, yyyy"), "es": ("ddd d MMM", "ddd d MMM yyyy")}
_TIME = "h:mm ap"
NEAR = 300
"""Days within which the year goes without saying."""


def language() -> str:
    """Return the language dates are shown in: en or es."""
    return "es" if QLocale().language() == QLocale.Language.Spanish else "en"


def day_words(day: date, today: date | None = None) -> str:
    """Return a day: Tue, Nov 24 (with the year where it is far)."""
    short, long = _FORMS[language()]
    form = short if abs((day - (today or date.today())).days) < NEAR else long  # noqa: DTZ011 - the wall's day
    return QLocale().toString(QDate(day.year, day.month, day.day), form)


def time_words(moment: datetime) -> str:
    """Return a time of day here."""
    here = moment.astimezone()
    return QLocale().toString(QTime(here.hour, here.minute), _TIME).lower()


def moment_words(moment: datetime, today: date | None = None) -> str:
    """Return a day and time: Tue, Nov 24, 6:00 pm."""
    return _("{day}, {time}").format(
        day=day_words(moment.astimezone().date(), today), time=time_words(moment)
    )


def distance_words(day: date, today: date) -> str:
    """Return how far a day is: today, tomorrow, in 3 days, 2 weeks ago."""
    days = (day - today).days
    near = {0: _("today"), 1: _("tomorrow"), -1: _("yesterday")}
    if days in near:
        return near[days]
    count, ahead = abs(days), days > 0
    if count < 14:
        words = ngettext("{count} day", "{count} days", count).format(count=count)
    elif count < 60:
        words = ngettext("{count} week", "{count} weeks", count // 7).format(count=count // 7)
    else:
        words = ngettext("{count} month", "{count} months", count // 30).format(count=count // 30)
    return (_("in {time}") if ahead else _("{time} ago")).format(time=words)
