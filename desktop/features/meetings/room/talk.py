"""A one-on-one in the hallway, logged in ten seconds."""

from PySide6.QtWidgets import QWidget

from desktop.features.meetings.attenders import Attender, Roster
from desktop.features.meetings.finding import find_people
from desktop.features.meetings.hallway import log_hallway_talk
from desktop.features.meetings.room.fit import dialog_width
from desktop.features.meetings.room.keys import chain, chain_words
from desktop.features.meetings.room.person import PersonField
from desktop.i18n import _
from desktop.ui.day_field import DayField
from desktop.ui.desk import Desk
from desktop.ui.dialogs import Dialog
from desktop.ui.fields import LineField
from desktop.ui.labelled import labelled
from desktop.ui.layout import column
from sync.errors import Malformed


class TalkForm(Dialog):
    """With whom, what was said, what comes next and when."""

    def __init__(self, parent: QWidget, desk: Desk, meeting: str, roster: Roster) -> None:
        self._desk, self._meeting, self._roster = desk, meeting, roster
        self.person = PersonField(_("With whom"), self._find)
        self.note = LineField(_("What was said"), _("A few words"))
        self.next_step = LineField(_("Next step"), _("If any: e.g. Send the dates"))
        self.next_day = DayField(_("Until when"))
        fields = labelled(
            (_("With whom"), self.person),
            (_("What was said"), self.note),
            (_("Next step"), self.next_step),
            (_("Until when"), self.next_day),
        )
        body = column(fields, chain_words(), gap=12)
        super().__init__(parent, _("Log a talk"), body, _("Log it"), self._log, width=dialog_width())
        chain((self.person, self.note, self.next_step, self.next_day), self.finish)
        self.person.setFocus()

    def _find(self, typed: str) -> list[Attender]:
        return find_people(self._desk.store, self._roster, typed)

    def _log(self) -> None:
        if not self.person.is_settled() or (self.next_day.text().strip() and self.next_day.day() is None):
            raise Malformed(
                _("One of the fields cannot be read. Look at the one with the red frame."), "form"
            )
        log_hallway_talk(
            self._desk.store,
            self._meeting,
            self.person.person(),
            self.note.text(),
            self.next_step.text(),
            self.next_day.day(),
        )
        self._desk.way.tell(_("Talk logged"), undo=True)
