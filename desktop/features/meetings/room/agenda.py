"""The agenda at the left of the room: where the meeting is, what comes next, what was left open before."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.features.meetings.action_items import carried_for
from desktop.features.meetings.agenda import finish_item, open_item
from desktop.features.meetings.clock import Progress, Running, Timing
from desktop.features.meetings.evening import Evening, evening_of, step_from
from desktop.features.meetings.room.keys import on_enter
from desktop.features.meetings.room.lines import LinesModel
from desktop.features.meetings.room.panel import head_height
from desktop.features.meetings.room.top import figures
from desktop.features.meetings.saying import joined
from desktop.i18n import _, ngettext
from desktop.ui.attached import AttachedFiles
from desktop.ui.desk import Desk
from desktop.ui.labels import OneLine, Words
from desktop.ui.layout import STRETCH, column, row, scrolled, widget_of
from desktop.ui.picker import name_of
from desktop.ui.record_model import RowText
from desktop.ui.row_button import RowButton, tool
from desktop.ui.rows import RowList
from sync.records.meetings import AgendaItem, AgendaSection

_MOST_FILES = 108
"""Pixels that the files of an item take at most: three of them."""


class AgendaRail(QWidget):
    """The items; Enter on one begins it. `asked` names the part at the right to show."""

    asked = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._evening: Evening | None = None
        self._presenters: dict[str, str] = {}
        self.list = RowList(_("Agenda"))
        self.model = LinesModel(self)
        self.list.setModel(self.model)
        self.list.clicked.connect(lambda index: self.open(self.model.id_at(index.row())))
        on_enter(self.list, lambda: self.open(self.model.id_at(self.list.currentIndex().row())))
        self._none = Words(_("There is no agenda. Add items on the meeting's page."), quiet=True)
        self._files = AttachedFiles(desk, AgendaItem.kind, "attachments", preview=24, changing=False)
        self._files.changed.connect(self._make_room)
        self._attached = scrolled(self._files)
        self._attached.hide()
        self.carried = RowButton(RowText(""), lambda: self.asked.emit("actions"))
        up = tool("chevron-up", _("Back to the item before (Ctrl+Up)"), lambda: self.step(-1))
        down = tool("chevron-down", _("Go on to the next item (Ctrl+Down)"), lambda: self.step(1))
        head = widget_of(row(OneLine(_("Agenda"), "heading", strong=True), STRETCH, up, down, gap=0))
        head.setFixedHeight(head_height())
        self.setLayout(column(head, self._none, self.list, self._attached, self.carried, gap=8))

    def show_evening(self, evening: Evening) -> None:
        """Show the items."""
        self._evening = evening
        presenters = {each.presenter for each in evening.items}
        self._presenters = {each: name_of(self._desk.store, "person", each) for each in presenters}
        self._none.setVisible(not evening.items)
        self.list.setVisible(bool(evening.items))
        self._files.show_record(evening.current.id if evening.current else "", changing=False)

    def show_carried(self, meeting: str) -> None:
        """Show how much earlier meetings left open, and flag what is carried over again and again."""
        carried = carried_for(self._desk.store, meeting)
        again = sum(each.is_chronic for each in carried)
        said = ngettext("{count} action still open", "{count} actions still open", len(carried))
        flagged = ngettext("{count} carried over again", "{count} carried over again", again)
        detail = flagged.format(count=again) if again else _("from earlier meetings")
        tone, icon = ("warn", "flag") if again else ("plain", "list-checks")
        self.carried.say(RowText(said.format(count=len(carried)), detail, tone=tone, icon=icon))
        self.carried.setVisible(bool(carried))

    def show_time(self, running: Running) -> None:
        """Show how far each item is."""
        if self._evening is None:
            return
        times = {each.item: each for each in running.timings}
        lines = [(each.id, self._said(each, times.get(each.id))) for each in self._evening.items]
        self.model.show(lines)
        if not self.list.hasFocus():
            current = self._evening.current
            place = self.model.row_of(current.id) if current else -1
            if place != self.list.currentIndex().row():
                self.list.setCurrentIndex(self.model.index(place, 0))

    def _make_room(self) -> None:
        """Let the files of the item take what room they need, but no more than the agenda can spare."""
        self._attached.setVisible(self._files.count() > 0)
        self._attached.setFixedHeight(min(self._files.sizeHint().height(), _MOST_FILES))

    def step(self, by: int) -> None:
        """Go on to the next item, or back to the one before; after the last one nothing is under way."""
        if self._evening is None:
            return
        evening = evening_of(self._desk.store, self._evening.meeting.id)  # as it is this instant
        item, current = step_from(evening, by), evening.current
        if item is not None:
            self.open(item.id)
        elif current is not None and by > 0:
            store = self._desk.store
            done = _("“{title}” is done").format(title=current.title)
            self._desk.do(lambda: finish_item(store, current.id), done)

    def open(self, item: str) -> None:
        """Begin an item; the one that was under way is finished."""
        current = self._evening.current if self._evening else None
        if item and (current is None or current.id != item):
            self._desk.do(lambda: open_item(self._desk.store, item))

    def _said(self, item: AgendaItem, timing: Timing | None) -> RowText:
        presenter = self._presenters.get(item.presenter, "")
        over = _("left over") if item.carried_from else ""
        closed = _("closed") if item.closed else ""
        if item.section == AgendaSection.PARKING_LOT or timing is None:
            return RowText(item.title, _("Parking lot"), faded=True)
        detail = joined(_time_words(timing), presenter, over, closed)
        return RowText(item.title, detail, faded=timing.progress == Progress.FINISHED)


def _time_words(timing: Timing) -> str:
    minutes = round(timing.planned.total_seconds() / 60)
    planned = _("{minutes} min").format(minutes=minutes) if minutes else ""
    if timing.progress == Progress.WAITING:
        return planned
    if timing.progress == Progress.FINISHED:
        return _("done in {time}").format(time=figures(timing.taken))
    return (
        _("{taken} of {planned}").format(taken=figures(timing.taken), planned=planned)
        if planned
        else figures(timing.taken)
    )
