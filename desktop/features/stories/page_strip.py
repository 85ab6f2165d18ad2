"""The strip that says whether a story may be published, what is missing, and what to do next."""

from collections.abc import Callable

from desktop.features.stories.words import taken_back_on
from desktop.i18n import _
from desktop.publishing import Standing, lack_words
from desktop.ui.buttons import plain, primary
from desktop.ui.card import Card
from desktop.ui.dates import day_words
from desktop.ui.desk import Desk
from desktop.ui.labels import Words
from desktop.ui.layout import STRETCH, column, row
from desktop.ui.now import today_of
from sync.records.library import PublishState

Act = Callable[[], object]


class PublishStrip(Card):
    """One sentence, what is missing, and the buttons; the colour says no more than the words."""

    def __init__(self, desk: Desk, publish: Act, take_down: Act, record: Act) -> None:
        self._desk = desk
        self._words, self._missing = Words("", strong=True), Words()
        self.record = plain(_("Record consent"), record, "shield")
        self.publish = primary(_("Publish"), publish, "send")
        self.down = plain(_("Take it down"), take_down, "eye-off")
        buttons = row(self.publish, self.down, self.record, STRETCH)
        super().__init__(column(self._words, self._missing, 4, buttons, gap=4), margin=12)

    def show_standing(self, standing: Standing) -> None:
        """Say how a story stands."""
        is_public = standing.story.state == PublishState.PUBLISHED
        missing = "\n".join(dict.fromkeys(lack_words(standing, each) for each in standing.lacks))
        self._words.setText(self._sentence(standing))
        self._missing.say(missing)
        self.publish.setVisible(not is_public)
        self.publish.setEnabled(standing.may_be_public)
        self.publish.setToolTip(missing)
        self.publish.setAccessibleDescription(missing)
        self.down.setVisible(is_public)
        self.record.setVisible(bool(standing.shown))
        self.tone = _tone(standing)
        self.update()

    def _sentence(self, standing: Standing) -> str:
        if standing.must_come_down:
            day = taken_back_on(standing)
            when = day_words(day, today_of(self._desk)) if day else ""
            words = _("Consent was taken back on {day}. Take it down.") if day else _("Take it down.")
            return words.format(day=when)
        if standing.is_told:
            return _("Published. Everybody in it agrees.")
        if standing.lacks:
            return _("Not to be published yet")
        return _("Everybody in it agrees, so it may be published.")


def _tone(standing: Standing) -> str:
    if standing.must_come_down:
        return "bad"
    return "warn" if standing.lacks else "good"
