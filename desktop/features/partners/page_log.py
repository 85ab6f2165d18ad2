"""Logging a contact in ten seconds: how, with whom, a few words, and what was promised."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from desktop.features.partners.actions import Talk, log_talk
from desktop.features.partners.queries import voices
from desktop.i18n import _
from desktop.ui.buttons import plain, primary
from desktop.ui.card import Card
from desktop.ui.day_field import DayField
from desktop.ui.desk import Desk
from desktop.ui.fields import ChoiceField, LineField
from desktop.ui.flow import Flow
from desktop.ui.labels import quiet
from desktop.ui.layout import STRETCH, clear, column, row, widget_of
from desktop.ui.now import now_of, today_of
from desktop.ui.tick import Tick
from desktop.words import choice_label
from sync.records.engagements import EngagementFormat, EngagementOutcome


class LogCard(Card):
    """A small form: Enter in any line logs it, Esc puts it away."""

    def __init__(self, desk: Desk, done: Callable[[], object]) -> None:
        super().__init__()
        self._desk, self._partner, self._done = desk, "", done
        formats = [(each.value, choice_label(each.value)) for each in EngagementFormat]
        self._format = ChoiceField(_("How"), formats)
        self._format.choose(EngagementFormat.CALL.value)
        outcomes = [(each.value, choice_label(each.value)) for each in EngagementOutcome]
        self._outcome = ChoiceField(_("Outcome"), [("none", _("No outcome yet")), *outcomes[1:]])
        self._people = Flow(gap=12)
        self._ticks: dict[str, Tick] = {}
        self._note = LineField(_("What was said"), _("What was said, in a few words"))
        self._next_step = LineField(_("Next step"), _("Next step, if any: e.g. Send the dates"))
        self._next_day = DayField(_("Until when"))
        self._next_day.setMaximumWidth(150)
        self._lay_out()
        for line in (self._note, self._next_step, self._next_day):
            # Queued, so that a day is read before it is used.
            line.returnPressed.connect(self.log, Qt.ConnectionType.QueuedConnection)
        self.hide()

    def begin(self, partner: str) -> None:
        """Show the form, empty, with the cursor in it."""
        self._partner = partner
        self._offer_people()
        for line in (self._note, self._next_step):
            line.clear()
        self._outcome.choose("none")
        self._next_day.show_day(None)
        self.show()
        self._note.setFocus()

    def put_away(self) -> None:
        """Hide the form; what was typed in it is dropped."""
        self.hide()
        self._done()

    def log(self) -> None:
        """Write it down; a day that cannot be read is put right first."""
        if self._next_day.text().strip() and self._next_day.day() is None:
            self._next_day.setFocus()
            return
        people = tuple(person for person, tick in self._ticks.items() if tick.isChecked())
        talk = Talk(
            partners=(self._partner,),
            people=people,
            format=EngagementFormat(self._format.chosen()),
            outcome=EngagementOutcome(self._outcome.chosen()),
            note=self._note.text().strip(),
            next_step=self._next_step.text().strip(),
            next_day=self._next_day.day(),
        )
        at, me = now_of(self._desk), self._desk.me
        if self._desk.do(lambda: log_talk(self._desk.store, talk, at, me), _("Contact logged")):
            self.put_away()

    def _lay_out(self) -> None:
        promised = row(self._next_step, self._next_day)
        buttons = row(
            self._outcome, STRETCH, plain(_("Cancel"), self.put_away), primary(_("Log it"), self.log)
        )
        first, apart = (
            row(self._format, self._note),
            quiet(_("What is logged stays in your coalition."), "small"),
        )
        layout = column(first, widget_of(self._people), promised, buttons, apart, gap=8)
        layout.setContentsMargins(12, 12, 12, 12)
        self.setLayout(layout)

    def _offer_people(self) -> None:
        clear(self._people)
        current = [
            each for each in voices(self._desk.store, self._partner, today_of(self._desk)) if each.is_current
        ]
        self._ticks = {each.person: Tick(each.name) for each in current}
        for place, tick in enumerate(self._ticks.values()):
            tick.setChecked(place == 0 and current[0].represents)
            self._people.addWidget(tick)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
            return
        super().keyPressEvent(event)
