"""What happened with an organization, line by line, the newest at the top."""

from collections.abc import Sequence
from datetime import date

from desktop.features.partners.lines import Happening
from desktop.i18n import _
from desktop.ui.dates import day_words
from desktop.ui.desk import Desk
from desktop.ui.now import today_of
from desktop.ui.record_model import RowText
from desktop.ui.row_button import RowButton
from desktop.ui.section import Section
from desktop.words import choice_label

ICONS = {
    "engagement": "message-circle",
    "meeting": "calendar-days",
    "joined": "user-plus",
    "left": "log-out",
    "signed": "file-text",
    "project": "folder-kanban",
    "change": "trending-up",
}


class TimelineSection(Section):
    """Lines of the timeline of one organization."""

    def __init__(self, desk: Desk, title: str) -> None:
        super().__init__(title, none=_("Nothing has happened yet. Log the first contact."))
        self._desk = desk

    def show_happenings(self, happenings: Sequence[Happening]) -> None:
        """Show what happened."""
        today = today_of(self._desk)
        self.show_lines([self._line(each, today) for each in happenings])

    def _line(self, happening: Happening, today: date) -> RowButton:
        headline, detail = _said(happening)
        detail = " · ".join(part for part in (day_words(happening.day, today), detail) if part)
        text = RowText(headline, detail, icon=ICONS[happening.sort])
        if not self._desk.way.can_open(happening.kind):
            return RowButton(text)
        return RowButton(text, lambda: self._desk.way.open(happening.kind, happening.id))


def _said(happening: Happening) -> tuple[str, str]:
    """Return the headline of a line and what stands below it beside the day."""
    title, detail = happening.title, happening.detail
    if happening.sort == "engagement":
        return title.partition("\n")[0] or choice_label(detail), choice_label(detail) if detail else ""
    if happening.sort == "meeting":
        return title, _("{names} came").format(names=detail)
    sentences = {
        "joined": _("{title} came in"),
        "left": _("{title} left"),
        "signed": _("{title} signed"),
        "project": _("{title} began"),
        "change": _("{title}"),
    }
    return sentences[happening.sort].format(title=title), detail
