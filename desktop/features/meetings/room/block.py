"""The consent agenda as one block at the head of the agenda, in place of its items one by one."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QBoxLayout

from desktop.features.meetings.decisions.consent_agenda import waiting
from desktop.features.meetings.evening import Evening
from desktop.features.meetings.room.agenda import AgendaRail
from desktop.i18n import _, ngettext
from desktop.ui.record_model import RowText
from desktop.ui.row_button import RowButton

BELOW_HEAD = 1
"""The place in the rail."""


class ConsentBlock(RowButton):
    """A way to approve them together; what was approved or taken out stands in the agenda again."""

    def __init__(self, rail: AgendaRail, run: Callable[[], object]) -> None:
        super().__init__(RowText(""), run)
        self._rail = rail
        places = rail.layout()
        if isinstance(places, QBoxLayout):
            places.insertWidget(BELOW_HEAD, self)

    def show_evening(self, evening: Evening) -> None:
        """Show the agenda with what waits on the consent agenda as one block."""
        items = waiting(evening.items)
        rest = tuple(each for each in evening.items if each not in items)
        self._rail.show_evening(replace(evening, items=rest or evening.items))
        said = ngettext("{count} item, without discussion", "{count} items, without discussion", len(items))
        self.say(RowText(_("Consent agenda"), said.format(count=len(items)), icon="check-check"))
        self.setVisible(bool(items and rest))
