"""Somebody who cannot come and has named who stands in for them."""

from PySide6.QtWidgets import QWidget

from desktop.features.meetings.attendance.marking import mark
from desktop.features.meetings.attenders import Attender, Roster
from desktop.features.meetings.finding import find_people
from desktop.features.meetings.room.fit import dialog_width
from desktop.features.meetings.room.person import PersonField
from desktop.i18n import _
from desktop.ui.desk import Desk
from desktop.ui.dialogs import Dialog
from desktop.ui.labelled import labelled
from sync.errors import Malformed
from sync.records.attendance import Presence


class ProxyForm(Dialog):
    """One field: who stands in; they count as long as that person is in the room."""

    def __init__(self, parent: QWidget, desk: Desk, meeting: str, roster: Roster, absent: Attender) -> None:
        self._desk, self._meeting, self._roster, self._absent = desk, meeting, roster, absent
        self.proxy = PersonField(_("Who stands in"), self._find)
        title = _("By proxy: {name}").format(name=absent.called)
        body = labelled((_("Who stands in"), self.proxy))
        super().__init__(parent, title, body, _("Mark by proxy"), self._mark, width=dialog_width())
        self.proxy.setFocus()

    def _find(self, typed: str) -> list[Attender]:
        found = find_people(self._desk.store, self._roster, typed)
        others = [each for each in found if each.person != self._absent.person]
        return sorted(others, key=lambda each: not self._roster.is_here(each.person))

    def _mark(self) -> None:
        if not self.proxy.is_settled() or not self.proxy.person():
            raise Malformed(_("Say who stands in for them, by a few letters of the name."), "no_proxy")
        store, proxy = self._desk.store, self.proxy.person()
        mark(store, self._meeting, self._absent.person, Presence.BY_PROXY, proxy=proxy)
        said = _("{name} is represented by {proxy}")
        self._desk.way.tell(said.format(name=self._absent.called, proxy=self.proxy.text()), undo=True)
