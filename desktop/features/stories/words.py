"""How the page of stories says where a story stands, and what somebody in it said."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from desktop.i18n import _, pgettext
from desktop.publishing import Standing
from sync.publishing import Lack
from sync.records.consents import Channel, ConsentAnswer
from sync.records.library import PublishState

_TONES = {PublishState.PUBLISHED: "good", PublishState.REVIEWED: "accent"}


def state_label(state: str) -> str:
    """Return how far a story is, in a word or two."""
    words = {
        PublishState.DRAFT: _("Draft"),
        PublishState.REVIEWED: _("Reviewed"),
        PublishState.PUBLISHED: pgettext("story", "Published"),
        PublishState.WITHDRAWN: _("Taken down"),
    }
    return next((said for each, said in words.items() if each == state), state)


def state_tone(state: str) -> str:
    """Return the tone of the chip for a state."""
    return next((tone for each, tone in _TONES.items() if each == state), "plain")


def channel_label(channel: Channel) -> str:
    """Return what somebody is asked about."""
    return _("The photo") if channel == Channel.PHOTO else _("The story")


def answer_chip(standing: Standing, person: str, channel: Channel) -> tuple[str, str]:
    """Return the words of a chip and its tone for what somebody said."""
    lack = next((each for each in standing.lacks if each[:2] == (person, channel)), None)
    if lack is None:
        return _("Agreed"), "good"
    said = {"refused": _("Said no"), "withdrawn": _("Took it back"), "no_guardian": _("Guardian not asked")}
    refusing = lack.why in ("refused", "withdrawn", "no_photographs")
    asked = _("No photographs") if lack.why == "no_photographs" else _("Not asked yet")
    return said.get(lack.why, asked), "bad" if refusing else "warn"


def taken_back_on(standing: Standing) -> date | None:
    """Return the day on which somebody in a story took their consent back or said no, if it was said."""
    days = (
        _day(standing.answers.get((each.person, each.channel))) for each in standing.lacks if _is_no(each)
    )
    return max(filter(None, days), default=None)


def _is_no(lack: Lack) -> bool:
    return lack.why in (ConsentAnswer.WITHDRAWN, ConsentAnswer.REFUSED)


def _day(consent: Mapping[str, Any] | None) -> date | None:
    said = consent.get("day") if consent else None
    return date.fromisoformat(said) if said else None
