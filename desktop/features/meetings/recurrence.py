"""How often a series meets: the few rules that people keep, as iCalendar writes them.

Other rules (from another program) are kept as they came; they are shown as they are written
and name no next day.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from desktop.i18n import _

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_PARTS = re.compile(
    r"FREQ=(WEEKLY|MONTHLY)(?:;INTERVAL=(\d{1,2}))?(?:;BY(DAY|MONTHDAY)=(-?\d{0,2})([A-Z]{2})?)?"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """Every so many weeks on a weekday, or every so many months on the nth weekday or on a day."""

    weekly: bool
    every: int
    nth: int = 0
    """Which weekday of the month, -1 for the last; or the day of the month; 0 where it is weekly."""
    weekday: int | None = None
    """0 for Monday; None where the day of the month counts."""


def read_rule(text: str) -> Rule | None:
    """Return the rule that is written; None for one that this program does not know."""
    found = _PARTS.fullmatch(text.strip().upper())
    if found is None:
        return None
    frequency, interval, by, number, day = found.groups()
    if day is not None and day not in DAYS:
        return None
    every, nth = max(int(interval or 1), 1), int(number) if number not in (None, "", "-") else 0
    weekday = DAYS.index(day) if day else None
    if frequency == "WEEKLY":
        return Rule(weekly=True, every=every, weekday=weekday) if not nth and by != "MONTHDAY" else None
    is_named = weekday is not None and (nth == -1 or 1 <= nth <= 4)
    is_numbered = by == "MONTHDAY" and weekday is None and 1 <= nth <= 28
    return Rule(weekly=False, every=every, nth=nth, weekday=weekday) if is_named or is_numbered else None


def next_day(text: str, after: date) -> date | None:
    """Return the day on which the series meets next; None where the rule does not say."""
    rule = read_rule(text)
    if rule is None:
        return None
    if rule.weekly:
        day = after + timedelta(weeks=rule.every)
        return day if rule.weekday is None else day + timedelta(days=rule.weekday - day.weekday())
    months = after.year * 12 + after.month - 1 + rule.every
    return _in_month(rule, months // 12, months % 12 + 1)


def rules_from(day: date) -> list[str]:
    """Return the rules by which a series can go on from its first day."""
    weekday, nth = DAYS[day.weekday()], (day.day - 1) // 7 + 1
    rules = [f"FREQ=WEEKLY;BYDAY={weekday}", f"FREQ=WEEKLY;INTERVAL=2;BYDAY={weekday}"]
    if nth <= 4:
        rules.append(f"FREQ=MONTHLY;BYDAY={nth}{weekday}")
    if day.day + 7 > calendar.monthrange(day.year, day.month)[1]:
        rules.append(f"FREQ=MONTHLY;BYDAY=-1{weekday}")
    if day.day <= 28:
        rules.append(f"FREQ=MONTHLY;BYMONTHDAY={day.day}")
    return rules


def rule_words(text: str, language: str = "en") -> str:
    """Return a rule in words, e.g. Every month on the second Tuesday; as written where it is unknown."""
    rule = read_rule(text)
    if rule is None:
        return text
    day = _weekday(rule.weekday, language)
    if rule.weekly:
        said = _("Every week on {day}") if rule.every == 1 else _("Every {count} weeks on {day}")
        return said.format(count=rule.every, day=day) if day else _("Every week")
    if rule.weekday is None:
        said = (
            _("Every month on day {number}") if rule.every == 1 else _("Every {count} months on day {number}")
        )
        return said.format(count=rule.every, number=rule.nth)
    said = (
        _("Every month on the {nth} {day}")
        if rule.every == 1
        else _("Every {count} months on the {nth} {day}")
    )
    return said.format(count=rule.every, nth=_ordinals()[rule.nth], day=day)


def _in_month(rule: Rule, year: int, month: int) -> date:
    length = calendar.monthrange(year, month)[1]
    if rule.weekday is None:
        return date(year, month, min(rule.nth, length))
    if rule.nth == -1:
        last = date(year, month, length)
        return last - timedelta(days=(last.weekday() - rule.weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(rule.weekday - first.weekday()) % 7 + 7 * (rule.nth - 1))


def _weekday(weekday: int | None, language: str) -> str:
    if weekday is None:
        return ""
    from babel.dates import get_day_names

    return str(get_day_names("wide", locale=language)[weekday])


def _ordinals() -> dict[int, str]:
    return {1: _("first"), 2: _("second"), 3: _("third"), 4: _("fourth"), -1: _("last")}
