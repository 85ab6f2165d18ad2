"""Closing the meeting: what is missing, each a way to the place that mends it; then what goes out."""

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.features.meetings.attendance.marking import Mark, mark_all
from desktop.features.meetings.closing import Point, checklist, close_meeting, reopen_meeting
from desktop.features.meetings.evening import Evening
from desktop.features.meetings.room.pack import AfterMeeting
from desktop.features.meetings.room.panel import Panel
from desktop.i18n import _, ngettext
from desktop.ui.buttons import plain, primary, quiet_button
from desktop.ui.desk import Desk
from desktop.ui.labels import quiet
from desktop.ui.layout import STRETCH, column, row, scrolled, widget_of
from desktop.ui.record_model import RowText
from desktop.ui.row_button import RowButton
from desktop.ui.section import Section
from sync.records.attendance import Presence

PLACES = {
    "attendance": "attendance",
    "walk_ins": "attendance",
    "sheet": "sheet",
    "motions": "motions",
    "owners": "actions",
    "minutes": "minutes",
}
"""Point of the checklist -> the part of the room that mends it."""


class ClosePanel(Panel):
    """The checklist before, the follow-up after."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._points: list[Point] = []
        self._lines = Section("")
        self._hint = quiet(_("Enter on a line goes to what is missing."), "small")
        self.absent = quiet_button("", self.mark_absent, "check-check")
        self.close_button = primary(_("Close the meeting"), self.close_now)
        self.anyway = plain(_("Close it anyway"), lambda: self.close_now(anyway=True))
        verbs = row(STRETCH, self.anyway, self.close_button)
        absent = row(self.absent, STRETCH)
        self._before = widget_of(column(self._lines, self._hint, absent, 4, verbs))
        self.after = AfterMeeting(desk, self.reopen)
        parts = column(self._before, self.after, STRETCH, gap=0)
        self.setLayout(column(scrolled(widget_of(parts)), gap=0))

    def show_evening(self, evening: Evening) -> None:
        """Show what is missing, or what goes out once it is closed."""
        super().show_evening(evening)
        is_held = evening.meeting.held
        self._before.setVisible(not is_held)
        self.after.setVisible(is_held)
        self.after.show_meeting(evening.meeting)
        if not is_held:
            self._points = checklist(self.desk.store, self.meeting)
            self._show_points()

    def begin(self) -> None:
        """Put the focus on the first thing that is missing, else on the verb."""
        if self.after.isVisibleTo(self):
            self.after.begin()
            return
        missing = [place for place, point in enumerate(self._points) if not point.is_done]
        where = self._lines.lines()[missing[0]] if missing else self.close_button
        where.show()  # a new line is hidden until Qt lays it out, and could not have the focus
        where.setFocus()

    def close_now(self, *, anyway: bool = False) -> None:
        """Close the meeting; where something is missing, say what."""
        store, meeting = self.desk.store, self.meeting
        self.desk.do(lambda: close_meeting(store, meeting, anyway=anyway), _("The meeting is closed"))
        self.asked.emit("close")

    def mark_absent(self) -> None:
        """Mark everybody absent of whom nothing is known."""
        people = next(point.records for point in self._points if point.code == "attendance")
        marks = [Mark(person, Presence.ABSENT) for person in people]
        said = ngettext("{count} person marked absent", "{count} people marked absent", len(marks))
        label = _("Mark the rest absent")
        store, meeting = self.desk.store, self.meeting
        self.desk.do(lambda: mark_all(store, meeting, marks, label), said.format(count=len(marks)))
        self.asked.emit("close")

    def reopen(self) -> None:
        """Take back that it was closed."""
        self.desk.do(lambda: reopen_meeting(self.desk.store, self.meeting), _("The meeting is open again"))

    def _show_points(self) -> None:
        missing = [point for point in self._points if not point.is_done]
        self._lines.show_lines([self._line(point) for point in self._points])
        count = ngettext("{count} thing is missing", "{count} things are missing", len(missing))
        said = count.format(count=len(missing)) if missing else _("Everything is in order")
        self._lines.heading.setText(said)
        self._hint.setVisible(bool(missing))
        unmarked = next((len(point.records) for point in missing if point.code == "attendance"), 0)
        said = ngettext("Mark {count} absent", "Mark the {count} absent", unmarked)
        self.absent.setText(said.format(count=unmarked))
        self.absent.setVisible(bool(unmarked))
        self.anyway.setVisible(bool(missing) and all(point.code != "motions" for point in missing))
        self.close_button.setEnabled(not missing)
        self._order_by_sight()

    def _order_by_sight(self) -> None:
        """Have Tab go through lines that were made later in the order in which they are seen."""
        links = [line for line in self._lines.lines() if line.focusPolicy() != Qt.FocusPolicy.NoFocus]
        order = [*links, self.absent, self.anyway, self.close_button]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _line(self, point: Point) -> QWidget:
        icon, tone = ("circle-check", "good") if point.is_done else ("circle-alert", "warn")
        text = RowText(point.title, point.missing, tone=tone, icon=icon)
        return RowButton(text, None if point.is_done else lambda: self.asked.emit(PLACES[point.code]))
