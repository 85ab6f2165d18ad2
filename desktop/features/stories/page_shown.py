"""Whose story it is, and what each of them said about being shown."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from desktop.features.stories.words import answer_chip, channel_label
from desktop.i18n import _
from desktop.publishing import Standing
from desktop.ui.dates import day_words
from desktop.ui.desk import Desk
from desktop.ui.now import today_of
from desktop.ui.record_model import RowText
from desktop.ui.row_button import RowButton
from desktop.ui.section import Section
from sync.records.consents import Channel

_ICONS = {Channel.PHOTO: "image", Channel.STORY: "book-open"}


class ShownSection(Section):
    """A line for each person and each way of being shown; a click records what they say."""

    def __init__(self, desk: Desk, ask: Callable[[tuple[str, Channel]], object]) -> None:
        super().__init__(_("Who is shown"), none=_("Nobody yet. Say under Details whose story it is."))
        self._desk, self._ask = desk, ask

    def show_standing(self, standing: Standing) -> None:
        """Show the answers that count for a story."""
        pairs = [(person, channel) for person in standing.shown for channel in standing.channels]
        self.show_lines([self._line(standing, each) for each in pairs])

    def _line(self, standing: Standing, asked: tuple[str, Channel]) -> QWidget:
        chip, tone = answer_chip(standing, *asked)
        said = standing.answers.get(asked, {})
        day = day_words(date.fromisoformat(said["day"]), today_of(self._desk)) if said.get("day") else ""
        detail = " · ".join(filter(None, (channel_label(asked[1]), day, str(said.get("source") or ""))))
        text = RowText(standing.name(asked[0]), detail, chip, tone, _ICONS[asked[1]])
        line = RowButton(text, lambda: self._ask(asked))
        line.setAccessibleDescription(_("Record what they say"))
        return line
