"""What earlier meetings left open: ticked off here, flagged where it is carried over again and again."""

from PySide6.QtWidgets import QWidget

from desktop.features.meetings.action_items import Carried, carried_for, finish_action
from desktop.features.meetings.saying import joined
from desktop.i18n import _, ngettext
from desktop.ui.dates import day_words
from desktop.ui.desk import Desk
from desktop.ui.layout import row, widget_of
from desktop.ui.now import today_of
from desktop.ui.record_model import RowText
from desktop.ui.row_button import RowButton, tool
from desktop.ui.section import Section

MOST = 12
"""Shown here; the view of action items has them all."""


class CarriedSection(Section):
    """The open action items that a meeting finds on its table."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Still open from before"))
        self._desk = desk

    def show_meeting(self, meeting: str) -> None:
        """Show what is open when this meeting begins."""
        carried = carried_for(self._desk.store, meeting)
        self.show_lines([promise_line(self._desk, each) for each in carried[:MOST]])


def promise_line(desk: Desk, carried: Carried) -> QWidget:
    """Return the line of an open action item, with a button that calls it done."""
    action, today = carried.action, today_of(desk)
    due = _("until {day}").format(day=day_words(action.due, today)) if action.due else ""
    said = RowText(
        action.title,
        joined(carried.owner or _("Nobody has it yet"), due),
        *_chip(carried),
        "circle-alert" if carried.is_chronic else "circle",
    )
    done = tool("check", _("“{title}” is done").format(title=action.title), lambda: _finish(desk, carried))
    return widget_of(row(RowButton(said), done, gap=0))


def _chip(carried: Carried) -> tuple[str, str]:
    if carried.times:
        words = ngettext("Carried {count} time", "Carried {count} times", carried.times)
        return words.format(count=carried.times), "warn" if carried.is_chronic else "plain"
    return (_("Overdue"), "bad") if carried.is_overdue else ("", "plain")


def _finish(desk: Desk, carried: Carried) -> None:
    done = _("Done: {title}").format(title=carried.action.title)
    desk.do(lambda: finish_action(desk.store, carried.action.id), done)
