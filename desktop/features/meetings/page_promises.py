"""The action items across all meetings: those open, mine, and those done; each opens beside the list."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.features.meetings.action_items import CHRONIC, STILL_OPEN, change_action, finish_action
from desktop.features.meetings.page_promise import AddPromise
from desktop.features.meetings.queries import read, which_actions
from desktop.features.meetings.saying import joined
from desktop.i18n import _, ngettext
from desktop.store.listing import Line, Listing, open_listing
from desktop.ui.buttons import plain, quiet_button
from desktop.ui.dates import day_words, distance_words
from desktop.ui.desk import Desk
from desktop.ui.empty import Empty
from desktop.ui.fields import ChoiceField
from desktop.ui.form import Form
from desktop.ui.labels import heading, quiet
from desktop.ui.layout import STRETCH, column, row, scrolled
from desktop.ui.list_detail import ListDetail
from desktop.ui.narrow import narrow
from desktop.ui.now import today_of
from desktop.ui.picker import name_of
from desktop.ui.record_model import RowText
from desktop.words import choice_label
from sync.errors import Unknown
from sync.records.motions import ActionItem, ActionStatus

OPEN, MINE, DONE = "open", "mine", "done"
FIELDS = ("title", "owner", "due", "status", "project", "tags", "notes")


class PromisesView(QWidget):
    """The list and what is chosen in it; Space calls an item done."""

    def __init__(self, desk: Desk, open_meeting: Callable[[str], object]) -> None:
        super().__init__()
        self._desk, self._open_meeting, self._meeting = desk, open_meeting, ""
        ways = [(OPEN, _("Open")), (MINE, _("Mine")), (DONE, _("Done"))]
        self._which = ChoiceField(_("Which action items"), ways)
        self._which.activated.connect(lambda _place: self.refresh())
        self._title, self._from = heading(""), quiet("", "small")
        self._finish = plain(_("Mark as done"), self.finish, "check")
        self._visit = quiet_button(_("Open the meeting"), self._go, "calendar-days")
        self._form = Form(desk, ActionItem.kind, FIELDS)
        add = plain(_("Add an action item"), self.add, "plus")
        empty = Empty("list-checks", _("Nothing is open. What people take on at meetings stands here."), add)
        self.list = ListDetail(
            _("Search action items"),
            self._find,
            self._describe,
            self._detail(),
            empty,
            beside_search=self._which,
        )
        self.list.chosen.connect(self._show)
        self.list.list.installEventFilter(self)
        self.search = self.list.search
        self.setLayout(column(self.list, gap=0))

    def refresh(self) -> None:
        """Read the list again."""
        self.list.refresh()
        if self.list.record():
            self._show_head(self.list.record())

    def add(self) -> None:
        """Ask what somebody takes on."""
        AddPromise(self, self._desk).open()

    def finish(self) -> None:
        """Call the one that is chosen done, or open again."""
        action, store = self.list.record(), self._desk.store
        if not action:
            return
        held = read(store, ActionItem, action)
        if held.status in STILL_OPEN:
            self._desk.do(lambda: finish_action(store, action), _("Done: {title}").format(title=held.title))
        else:
            self._desk.do(lambda: change_action(store, action, status=ActionStatus.OPEN), _("Open again"))

    def leave(self) -> None:
        """Keep whatever is still being typed."""
        self._form.keep_all()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_pressed = event.type() == QEvent.Type.KeyPress
        if is_pressed and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space:
            self.finish()
            return True
        return super().eventFilter(watched, event)

    def _detail(self) -> QWidget:
        buttons = row(self._finish, self._visit, STRETCH)
        body = column(self._title, self._from, 4, buttons, 8, self._form, STRETCH, gap=4)
        return scrolled(narrow(body, margins=(24, 16, 24, 24)))

    def _find(self, words: str) -> Listing:
        which = self._which.chosen() or OPEN
        owner = self._desk.me if which == MINE else ""
        where = which_actions(self._desk.store, is_open=which != DONE, owner=owner)
        sort = "-done_on" if which == DONE else "due"
        return open_listing(self._desk.store, ActionItem.kind, sort=sort, words=words, where=where)

    def _describe(self, line: Line) -> RowText:
        action, today = _as_action(line), today_of(self._desk)
        owner = name_of(self._desk.store, "person", action.owner) or _("Nobody has it yet")
        due = day_words(action.due, today) if action.due else ""
        if action.status not in STILL_OPEN:
            return RowText(action.title, owner, choice_label(action.status.value), "good", faded=True)
        chip, tone = "", "plain"
        if len(action.carried) >= CHRONIC:
            times = len(action.carried)
            chip = ngettext("Carried {count} time", "Carried {count} times", times).format(count=times)
            tone = "warn"
        elif action.due and action.due < today:
            chip, tone = _("Due {when}").format(when=distance_words(action.due, today)), "bad"
        return RowText(action.title, joined(owner, due), chip, tone)

    def _show(self, action: str) -> None:
        self._form.show_record(action)
        if action:
            self._show_head(action)

    def _show_head(self, action: str) -> None:
        try:
            held = read(self._desk.store, ActionItem, action)
        except Unknown:
            return
        self._meeting = held.meeting
        self._title.setText(held.title)
        meeting = name_of(self._desk.store, "meeting", held.meeting)
        times = len(held.carried)
        carried = ngettext("carried over {count} time", "carried over {count} times", times)
        origin = _("from {meeting}").format(meeting=meeting) if meeting else _("from no meeting")
        self._from.setText(joined(origin, carried.format(count=times) if times else ""))
        self._visit.setVisible(bool(meeting))
        is_open = held.status in STILL_OPEN
        self._finish.setText(_("Mark as done") if is_open else _("Open again"))

    def _go(self) -> None:
        self._open_meeting(self._meeting)


def _as_action(line: Line) -> ActionItem:
    return ActionItem.model_validate({"id": line.id, **line.state["fields"]})
