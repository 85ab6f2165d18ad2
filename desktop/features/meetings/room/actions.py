"""What people take on: what, who, until when, each with Enter; and what earlier meetings left open."""

from PySide6.QtWidgets import QWidget

from desktop.features.meetings.action_items import STILL_OPEN, Carried, add_action, carried_for, seen
from desktop.features.meetings.attenders import Attender
from desktop.features.meetings.evening import Evening
from desktop.features.meetings.finding import find_people
from desktop.features.meetings.page_carried import promise_line
from desktop.features.meetings.queries import of_meeting
from desktop.features.meetings.room.fit import fitted
from desktop.features.meetings.room.keys import chain, chain_words
from desktop.features.meetings.room.panel import Panel
from desktop.features.meetings.room.person import PersonField
from desktop.i18n import _
from desktop.ui.buttons import primary
from desktop.ui.day_field import DayField
from desktop.ui.desk import Desk
from desktop.ui.fields import LineField
from desktop.ui.layout import STRETCH, column, row, scrolled, widget_of
from desktop.ui.section import Section
from sync.errors import Malformed
from sync.records.motions import ActionItem


class ActionsPanel(Panel):
    """Three fields and the lines below them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._evening: Evening | None = None
        self.title = LineField(_("What is to be done"), _("What is to be done"))
        self.owner = PersonField(_("Who does it"), self._find)
        self.due = DayField(_("Until when"))
        self.due.setPlaceholderText(_("Until when: fri, nov 24"))
        self._add = primary(_("Add"), self.add)
        chain((self.title, self.owner, self.due), self.add)
        self._today = Section(_("This evening"), none=_("Nothing yet."))
        self._carried = Section(_("Still open"))
        lines = scrolled(widget_of(column(self._today, self._carried, STRETCH, gap=12)))
        last = row(self.due, self._add)
        self.setLayout(fitted((self.title, self.owner, last, chain_words(), 4), lines))

    def show_evening(self, evening: Evening) -> None:
        """Show what was taken on, and what is still open."""
        super().show_evening(evening)
        self._evening = evening
        actions = of_meeting(self.desk.store, ActionItem, self.meeting)
        self._today.show_lines([self._line(each) for each in seen(self.desk.store, actions)])
        carried = carried_for(self.desk.store, self.meeting)
        self._carried.show_lines([promise_line(self.desk, each) for each in carried])

    def begin(self) -> None:
        """Put the cursor into the first field."""
        self.title.setFocus()

    def add(self) -> None:
        """Write it down, and be ready for the next."""
        if self.due.text().strip() and self.due.day() is None:
            self.due.setFocus()
            return
        if self.desk.do(self._add_now, _("Action item added")):
            self.title.setText("")
            self.owner.choose(None)
            self.due.show_day(None)
            self.title.setFocus()

    def _add_now(self) -> str:
        title = self.title.text().strip()
        if not title:
            raise Malformed(_("Say what is to be done."), "no_title")
        if not self.owner.is_settled() or not self.owner.person():
            self.owner.setFocus()
            raise Malformed(
                _("Say who does it, by a few letters of their name. Whoever is new is added as a walk-in."),
                "no_owner",
            )
        current = self._evening.current if self._evening else None
        item = current.id if current else ""
        store, due = self.desk.store, self.due.day()
        return add_action(store, self.meeting, title, self.owner.person(), due, agenda_item=item)

    def _find(self, typed: str) -> list[Attender]:
        return find_people(self.desk.store, self._evening.roster, typed) if self._evening else []

    def _line(self, action: Carried) -> QWidget:
        line = promise_line(self.desk, action)
        line.setEnabled(action.action.status in STILL_OPEN)
        return line
