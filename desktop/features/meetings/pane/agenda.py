"""The agenda of a meeting: items typed in one after the other, moved by keys or by hand, opened in place."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from desktop.features.meetings.agenda import add_item, agenda_of, move_item, place_item, remove_item
from desktop.features.meetings.approval import is_locked
from desktop.features.meetings.clock import Timing, run_clock
from desktop.features.meetings.page_carried import CarriedSection
from desktop.features.meetings.pane.agenda_row import AgendaLine, AgendaRow
from desktop.features.meetings.saying import joined
from desktop.i18n import _, ngettext, pgettext
from desktop.ui.attached import AttachedFiles
from desktop.ui.buttons import plain, quiet_button
from desktop.ui.card import Card
from desktop.ui.dates import time_words
from desktop.ui.desk import Desk
from desktop.ui.fields import LineField
from desktop.ui.form import Form
from desktop.ui.labelled import BESIDE_FORM, labelled
from desktop.ui.labels import Words, quiet
from desktop.ui.layout import STRETCH, clear, column, row, widget_of
from desktop.ui.now import now_of
from desktop.ui.picker import name_of
from desktop.ui.record_model import RowText
from desktop.ui.row_button import tool
from sync.errors import Malformed
from sync.records.meetings import AgendaItem, AgendaSection, Meeting

FIELDS = ("title", "section", "duration", "presenter", "closed", "recurring", "notes")


class AgendaPart(QWidget):
    """The items by section, a line to add the next one, and what earlier meetings left open."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._meeting = desk, ""
        self._held: Meeting | None = None
        self._shown: list[AgendaItem] = []
        self._rows: dict[str, AgendaRow] = {}
        self._open = ""
        self._form: Form | None = None
        self._lines = column(gap=0)
        self._new = LineField(_("Add an item"), _("Add an item, then press Enter"))
        self._minutes = LineField(_("Minutes planned"), pgettext("time", "Minutes"))
        self._minutes.setMaximumWidth(90)
        for field in (self._new, self._minutes):
            field.returnPressed.connect(self.add)
        self._sum = quiet("", "small")
        self._carried = CarriedSection(desk)
        self._adding = widget_of(row(self._new, self._minutes, plain(_("Add"), self.add)))
        body = widget_of(self._lines)
        self.setLayout(column(self._sum, body, self._adding, 8, self._carried, gap=8))

    def show_meeting(self, meeting: Meeting) -> None:
        """Show the agenda of a meeting; an item that is open stays open."""
        if meeting.id != self._meeting:
            self._meeting, self._open, self._shown = meeting.id, "", []
        self._held = meeting
        items = agenda_of(self._desk.store, meeting.id)
        is_new = _shape(items) != _shape(self._shown) or not items
        self._shown = items
        self._build() if is_new else self._say()
        self._adding.setVisible(not is_locked(meeting))
        self._carried.show_meeting(meeting.id)

    def leave(self) -> None:
        """Keep what is being typed about an item."""
        if self._form is not None:
            self._form.keep_all()

    def add(self) -> None:
        """Add what was typed, and be ready for the next."""
        title, minutes = self._new.text(), self._minutes.text().strip()
        if not title.strip():
            self._new.setFocus()
            return

        def act() -> str:
            if minutes and not minutes.isdecimal():
                raise Malformed(_("Write the minutes as a number, such as 10."), "minutes")
            return add_item(self._desk.store, self._meeting, title, duration=int(minutes or 0))

        if self._desk.do(act):
            self._new.clear()
            self._minutes.clear()
        self._new.setFocus()

    def open_item(self, item: str) -> None:
        """Open an item in place, and close the one that was open."""
        self.leave()
        self._open = item
        self._build()
        if self._form is not None:
            self._form.editor("title").setFocus()
        elif item in self._rows:
            self._rows[item].setFocus()

    def _build(self) -> None:
        focused = self._focused_item()
        self._form, self._rows = None, {}
        clear(self._lines)
        section = AgendaSection.ORDINARY
        for item in self._shown:
            if item.section != section or (item is self._shown[0] and section != AgendaSection.ORDINARY):
                section = item.section
                self._lines.addWidget(_section_words(section))
            line = self._line(item)
            self._lines.addWidget(line)
            line.show()  # at once, so that it can take the focus
        if not self._shown:
            self._lines.addWidget(quiet(_("Nothing on the agenda yet. Add the first item below.")))
        if focused in self._rows:
            self._rows[focused].setFocus()
        self._say()

    def _focused_item(self) -> str:
        return next((item for item, each in self._rows.items() if each.hasFocus()), "")

    def _line(self, item: AgendaItem) -> QWidget:
        head = AgendaRow(item.id, RowText(item.title), lambda: self._turn(item.id))
        head.moved.connect(lambda by: self._move(item.id, by))
        head.stepped.connect(lambda by: self._step(item.id, by))
        head.dropped.connect(lambda other: self._place(other, item.id))
        head.removed.connect(lambda: self._remove(item.id))
        self._rows[item.id] = head
        words = {"title": item.title}
        up = tool("arrow-up", _("Move “{title}” up").format(**words), lambda: self._move(item.id, -1))
        down = tool("arrow-down", _("Move “{title}” down").format(**words), lambda: self._move(item.id, 1))
        away = tool("x", _("Take “{title}” off the agenda").format(**words), lambda: self._remove(item.id))
        line = AgendaLine(head, [up, down, away])
        if item.id != self._open:
            return line
        self._form = Form(self._desk, AgendaItem.kind, FIELDS)
        self._form.show_record(item.id)
        files = AttachedFiles(self._desk, AgendaItem.kind, "attachments")
        files.show_record(item.id, changing=self._held is not None and not is_locked(self._held))
        attached = labelled((_("Files"), files), letters=BESIDE_FORM)
        close = quiet_button(_("Close"), lambda: self.open_item(""))
        return widget_of(column(line, Card(column(self._form, attached, row(STRETCH, close))), gap=4))

    def _turn(self, item: str) -> None:
        self.open_item("" if item == self._open else item)

    def _move(self, item: str, by: int) -> None:
        self.leave()
        self._desk.do(lambda: move_item(self._desk.store, item, by))
        if item in self._rows:
            self._rows[item].setFocus()

    def _place(self, item: str, before: str) -> None:
        self._desk.do(lambda: place_item(self._desk.store, item, before))

    def _remove(self, item: str) -> None:
        title = next(each.title for each in self._shown if each.id == item)
        if item == self._open:
            self._form, self._open = None, ""
        done = _("“{title}” is off the agenda").format(title=title)
        self._desk.do(lambda: remove_item(self._desk.store, item), done)

    def _step(self, item: str, by: int) -> None:
        order = [each.id for each in self._shown]
        place = order.index(item) + by
        if 0 <= place < len(order):
            self._rows[order[place]].setFocus()

    def _say(self) -> None:
        """Say anew what stands in the lines, without building them again."""
        if self._held is None:
            return
        running = run_clock(self._held.starts_at, self._shown, now_of(self._desk))
        timings = {timing.item: timing for timing in running.timings}
        for item in self._shown:
            self._rows[item.id].say(self._said(item, timings.get(item.id)))
        planned = sum(int(timing.planned.total_seconds() // 60) for timing in running.timings)
        said = _("{planned} of {all} minutes are planned.").format(planned=planned, all=self._held.duration)
        over = planned - self._held.duration
        if over > 0:
            more = ngettext("{count} minute too many.", "{count} minutes too many.", over)
            said = f"{said} {more.format(count=over)}"
        self._sum.say(said if planned else "")

    def _said(self, item: AgendaItem, timing: Timing | None) -> RowText:
        at = timing.planned_start if timing and item.section == AgendaSection.ORDINARY else None
        time = time_words(at) if at else ""
        minutes = ngettext("{count} minute", "{count} minutes", item.duration).format(count=item.duration)
        if timing and timing.finished_at:
            taken = round(timing.taken.total_seconds() / 60)
            minutes = _("took {taken} of {planned} minutes").format(taken=taken, planned=item.duration)
        presenter = name_of(self._desk.store, "person", item.presenter)
        recurring = _("every time") if item.recurring else ""
        over = _("left over") if item.carried_from else ""
        is_timed = item.duration or item.finished_at
        files = len(item.attachments)
        attached = ngettext("{count} file", "{count} files", files).format(count=files) if files else ""
        detail = joined(time, minutes if is_timed else "", presenter, attached, recurring, over)
        chip, tone = (_("Closed"), "warn") if item.closed else ("", "plain")
        return RowText(item.title, detail, chip, tone, "grip-vertical")


def _shape(items: Sequence[AgendaItem]) -> list[tuple[str, AgendaSection]]:
    return [(item.id, item.section) for item in items]


def _section_words(section: AgendaSection) -> Words:
    said: dict[AgendaSection, Callable[[], str]] = {
        AgendaSection.CONSENT: lambda: _("Consent agenda: taken together, without discussion"),
        AgendaSection.ORDINARY: lambda: _("Items"),
        AgendaSection.PARKING_LOT: lambda: _("Parking lot: for another time"),
    }
    words = quiet(said[section]() if section in said else section.value, "small")
    words.setContentsMargins(8, 12, 0, 4)
    return words
