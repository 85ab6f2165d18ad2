"""How lists and headings say a meeting: when, where, and how far it is; words only, no Qt."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desktop.i18n import _
from sync.records.meetings import MinutesStatus


@dataclass(frozen=True, slots=True)
class Standing:
    """One or two words for how far a meeting is, and their tone: plain, good, warn, bad, accent."""

    words: str
    tone: str = "plain"


def standing_of(fields: dict[str, Any], now: datetime) -> Standing:
    """Return how far a meeting is, given as its JSON fields."""
    if fields.get("cancelled"):
        return Standing(_("Called off"), "bad")
    starts_at = moment_of(fields)
    day = starts_at.astimezone(now.tzinfo).date() if starts_at else None
    if not fields.get("held") and (day is None or day >= now.date()):
        return Standing(_("Today"), "accent") if day == now.date() else Standing("")
    return minutes_standing(str(fields.get("minutes_status") or MinutesStatus.DRAFT))


def minutes_standing(status: str) -> Standing:
    """Return how far the minutes are."""
    return {
        MinutesStatus.DRAFT.value: Standing(_("Draft minutes"), "warn"),
        MinutesStatus.REVIEWED.value: Standing(_("To be approved"), "accent"),
        MinutesStatus.APPROVED.value: Standing(_("Approved"), "good"),
        MinutesStatus.PUBLISHED.value: Standing(_("Published"), "good"),
    }.get(status, Standing(status))


def moment_of(fields: dict[str, Any]) -> datetime | None:
    """Return when a meeting begins, None if no time is set."""
    starts_at = fields.get("starts_at")
    return datetime.fromisoformat(starts_at) if starts_at else None


def joined(*parts: str) -> str:
    """Return parts of a line that are there, divided by dots."""
    return " · ".join(part for part in parts if part)
