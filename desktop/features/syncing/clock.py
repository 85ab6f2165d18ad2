"""A clock that is not the office's, said politely: it decides nothing, but people read its times."""

from desktop.i18n import _, ngettext

HOUR, DAY = 3600, 86_400
"""Seconds."""


def clock_words(offset: int) -> str:
    """Return what to tell of a clock that needs `offset` seconds added; "" where it is right enough."""
    if not offset:
        return ""
    words = (
        _("This computer's clock is about {time} slow; please set it right. Nothing is lost by it.")
        if offset > 0
        else _("This computer's clock is about {time} fast; please set it right. Nothing is lost by it.")
    )
    return words.format(time=_span(abs(offset)))


def _span(seconds: int) -> str:
    minutes, hours, days = round(seconds / 60), round(seconds / HOUR), round(seconds / DAY)
    if seconds >= 2 * DAY:
        return ngettext("{count} day", "{count} days", days).format(count=days)
    if seconds >= 2 * HOUR:
        return ngettext("{count} hour", "{count} hours", hours).format(count=hours)
    return ngettext("{count} minute", "{count} minutes", minutes).format(count=minutes)
