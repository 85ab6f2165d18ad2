"""What is settled without a motion: one line with Enter, into the register and the minutes."""

from desktop.features.meetings.decisions.matters import about_words
from desktop.features.meetings.decisions.register import decide
from desktop.features.meetings.evening import Evening
from desktop.features.meetings.queries import of_meeting
from desktop.features.meetings.room.fit import fitted
from desktop.features.meetings.room.keys import chain
from desktop.features.meetings.room.panel import Panel
from desktop.features.meetings.saying import joined
from desktop.i18n import _
from desktop.ui.buttons import primary, quiet_button
from desktop.ui.desk import Desk
from desktop.ui.fields import LineField
from desktop.ui.labels import quiet
from desktop.ui.layout import STRETCH, column, row, scrolled, widget_of
from desktop.ui.picker import Picker
from desktop.ui.record_model import RowText
from desktop.ui.row_button import RowButton
from desktop.ui.section import Section
from sync.errors import Malformed
from sync.records.motions import Decision


class DecisionsPanel(Panel):
    """A line for the decision, one for what it takes the place of, and those of this evening."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._evening: Evening | None = None
        self.title = LineField(_("What was decided"), _("What was decided"))
        self.instead = Picker(
            desk.store, "decision", _("In place of"), _("In place of an earlier one, if any")
        )
        self.instead.hide()
        self._replace = quiet_button(_("Replaces an earlier one"), self.ask_instead, "git-merge")
        chain((self.title, self.instead), self.add)
        hint = quiet(_("It goes into the register of decisions and to the end of the minutes."), "small")
        self._today = Section(_("This evening"), none=_("Nothing yet. Motions that carry stand here too."))
        lines = scrolled(widget_of(column(self._today, STRETCH)))
        verb = row(self._replace, STRETCH, primary(_("Record"), self.add))
        self.setLayout(fitted((self.title, self.instead, hint, verb, 4), lines))

    def show_evening(self, evening: Evening) -> None:
        """Show what was decided so far."""
        super().show_evening(evening)
        self._evening = evening
        decisions = of_meeting(self.desk.store, Decision, self.meeting)
        about = {each.id: about_words(self.desk.store, evening.meeting, each.about) for each in decisions}
        lines = [RowButton(_said(each, about[each.id])) for each in decisions]
        self._today.show_lines(lines)

    def begin(self) -> None:
        """Put the cursor into the line."""
        self.title.setFocus()

    def add(self) -> None:
        """Write it down, and be ready for the next."""
        if self.desk.do(self._decide, _("Decision recorded")):
            self.title.setText("")
            self.instead.show_record("")
            self._show_instead(shown=False)
            self.title.setFocus()

    def ask_instead(self) -> None:
        """Ask of which earlier decision it takes the place."""
        self._show_instead(shown=True)
        self.instead.setFocus()

    def _show_instead(self, *, shown: bool) -> None:
        self.instead.setVisible(shown)
        self._replace.setVisible(not shown)

    def _decide(self) -> str:
        if not self.title.text().strip() or self._evening is None:
            raise Malformed(_("Say what was decided."), "no_title")
        current = self._evening.current
        known = {"supersedes": self.instead.record()} if self.instead.record() else {}
        return decide(
            self.desk.store,
            self.meeting,
            self.title.text().strip(),
            into_minutes=self._evening.may_be_told,
            agenda_item=current.id if current else "",
            **known,
        )


def _said(decision: Decision, about: str) -> RowText:
    detail = joined(_("by a motion") if decision.motion else "", about)
    return RowText(decision.title, detail, icon="gavel")
