"""Writing down what somebody takes on."""

from PySide6.QtWidgets import QWidget

from desktop.features.meetings.action_items import add_action
from desktop.features.meetings.actions import add_person
from desktop.i18n import _
from desktop.ui.day_field import DayField
from desktop.ui.desk import Desk
from desktop.ui.dialogs import Dialog
from desktop.ui.fields import LineField
from desktop.ui.labelled import labelled
from desktop.ui.picker import Picker
from sync.errors import Malformed


class AddPromise(Dialog):
    """Asks what is to be done, by whom and until when."""

    def __init__(self, parent: QWidget, desk: Desk, meeting: str = "") -> None:
        self._desk, self._meeting = desk, meeting
        self._title = LineField(_("What"), _("e.g. Ask the library for the room"))
        self._owner = Picker(
            desk.store,
            "person",
            _("Who"),
            create=lambda name: desk.do(lambda: add_person(desk.store, name)),
        )
        self._due = DayField(_("Until when"))
        fields = labelled((_("What"), self._title), (_("Who"), self._owner), (_("Until when"), self._due))
        super().__init__(parent, _("Add an action item"), fields, _("Add"), self._add)
        self._title.setFocus()

    def _add(self) -> None:
        title = self._title.text().strip()
        if not title:
            raise Malformed(_("Say what is to be done."), "no_title")
        add_action(self._desk.store, self._meeting, title, self._owner.record(), self._due.day())
        self._desk.way.tell(_("Action item added"), undo=True)
