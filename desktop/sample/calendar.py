"""Days and moments of the sample: all of them relative to today, in the time of this computer."""

import os
import time
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from datetime import time as time_of_day
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

MONTH = 30.4375
"""Days."""
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
FIRST_OF_YEAR = 7
"""The month in which a fiscal year begins."""


@dataclass(frozen=True)
class Calendar:
    """What is meant by "three months ago" and "the next meeting"."""

    today: date

    def day(self, months: float = 0, days: int = 0) -> date:
        """Return a day so far from today."""
        return self.today + timedelta(days=round(months * MONTH) + days)

    def meeting_day(self, month: int) -> date:
        """Return the day on which the coalition meets in a month: always the weekday of today."""
        year, place = divmod(self.today.year * 12 + self.today.month - 1 + month, 12)
        first = date(year, place + 1, 1)
        first += timedelta(days=(self.today.weekday() - first.weekday()) % 7)
        last = monthrange(year, place + 1)[1]
        weeks = min(self._week, (last - first.day) // 7)
        return first + timedelta(weeks=weeks)

    def on(self, months: float) -> date:
        """Return the meeting's day for a whole number of months, else a day so far from today."""
        return self.meeting_day(int(months)) if months == int(months) else self.day(months)

    def saturday(self, months: float) -> date:
        """Return the Saturday nearest before a day so far from today."""
        day = self.day(months)
        return day - timedelta(days=(day.weekday() - 5) % 7)

    def moment(self, day: date, hour: int = 9, minute: int = 0) -> datetime:
        """Return a time of day, with the offset that this computer has on that day."""
        return datetime.combine(day, time_of_day(hour, minute)).astimezone()

    @property
    def recurrence(self) -> str:
        """The iCalendar rule of the meetings."""
        place = -1 if self._week >= 4 else self._week + 1
        return f"FREQ=MONTHLY;BYDAY={place}{WEEKDAYS[self.today.weekday()]}"

    @property
    def school_year(self) -> str:
        """The school year that today is in, e.g. 2026-27."""
        return school_year(self.today)

    @property
    def _week(self) -> int:
        return (self.today.day - 1) // 7


def fiscal_year(day: date) -> int:
    """Return the calendar year in which the fiscal year of a day ends."""
    return day.year + (day.month >= FIRST_OF_YEAR)


def school_year(day: date) -> str:
    """Return the school year that a day is in."""
    begun = fiscal_year(day) - 1
    return f"{begun}-{(begun + 1) % 100:02d}"


def zone_here() -> str:
    """Return the name of this computer's time zone, Chicago's where it does not say."""
    link = Path("/etc/localtime")
    linked = str(link.resolve()).partition("zoneinfo/")[2] if link.exists() else ""
    named = os.environ.get("TZ") or linked or time.tzname[0]
    try:
        return ZoneInfo(named).key or "America/Chicago"
    except (ZoneInfoNotFoundError, ValueError):
        return "America/Chicago"
