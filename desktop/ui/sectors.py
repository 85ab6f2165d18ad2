"""Sectors as they are shown: a drawing for each, and what one lacks in plain words."""

from datetime import date

from desktop.i18n import _
from desktop.store.coverage import Gap, SectorCoverage
from desktop.ui.dates import day_words
from desktop.ui.periods import month_words

ICONS = {
    "school_and_district_leaders": "school",
    "mental_health_boards": "heart-pulse",
    "parks_and_recreation": "trees",
    "libraries": "library",
    "parent_groups": "users",
    "police": "shield",
    "faith_groups": "flame",
    "universities": "graduation-cap",
    "elected_leaders": "landmark",
}


def sector_icon(code: str) -> str:
    """Return the drawing for a sector; one the office added later is an organization like any other."""
    return ICONS.get(code, "building-2")


def gap_words(sector: SectorCoverage, today: date) -> str:
    """Return what a sector lacks, or when somebody of it last came."""
    gap, came = sector.gap(today), sector.last_came
    if gap == Gap.NO_PARTNER:
        return _("No partner yet")
    if gap == Gap.NO_VOICE:
        return _("Nobody speaks for them yet")
    if came is None:
        return _("Nobody has come to a meeting yet")
    day = came.astimezone().date()
    if gap == Gap.WENT_QUIET:
        return _("Nobody has come since {month}").format(month=month_words(day, today))
    return _("Last came {day}").format(day=day_words(day, today))
