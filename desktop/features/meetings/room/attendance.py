"""Who is here: three letters and Enter for each person who comes in, or a badge held to a scanner."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget

from desktop.features.meetings.attendance.badges import MARK, looks_like_badge, read_badge
from desktop.features.meetings.attendance.marking import mark
from desktop.features.meetings.attenders import Attender
from desktop.features.meetings.evening import Evening
from desktop.features.meetings.finding import find_people
from desktop.features.meetings.page_roster_model import RosterModel
from desktop.features.meetings.room.fit import fitted
from desktop.features.meetings.room.keys import on_enter
from desktop.features.meetings.room.panel import Panel
from desktop.features.meetings.room.presence import PresenceRow, line_of
from desktop.features.meetings.room.walk_in import WalkInForm
from desktop.features.meetings.saying import joined
from desktop.i18n import _, ngettext
from desktop.ui.buttons import quiet_button
from desktop.ui.desk import Desk
from desktop.ui.fields import SearchField
from desktop.ui.flow import Flow
from desktop.ui.labels import Words, quiet
from desktop.ui.layout import STRETCH, column, row, widget_of
from desktop.ui.picker import name_of
from desktop.ui.record_model import RowText
from desktop.ui.rows import RowList

_THROUGH = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class AttendancePanel(Panel):
    """A field and the roster below it. What is typed narrows the roster; Enter marks the first one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._evening: Evening | None = None
        self.presence = PresenceRow(desk)
        self.field = SearchField(_("Three letters, then Enter; or a badge"))
        self.field.textEdited.connect(lambda _words: self._look())
        self.field.returnPressed.connect(self.take)
        self.field.installEventFilter(self)
        self.list = RowList(_("People"), two_lines=False)
        self.model = RosterModel(self._describe, self)
        self.list.setModel(self.model)
        self.list.selectionModel().currentChanged.connect(lambda _now, _before: self._follow())
        self.list.doubleClicked.connect(lambda _index: self.presence.toggle())
        self._tally = quiet("", "small")
        self._nobody = Words("", quiet=True)
        self._add = quiet_button("", self.walk_in, "user-plus")
        walk_in = quiet_button(_("Walk-in"), self.walk_in, "user-plus")
        sheet = quiet_button(_("Sign-in sheet"), lambda: self.asked.emit("sheet"), "file-text")
        self._found = QStackedWidget()
        self._found.addWidget(self.list)
        self._found.addWidget(widget_of(column(self._nobody, row(self._add, STRETCH), STRETCH, gap=4)))
        ways = widget_of(Flow(walk_in, sheet, gap=0))
        self.setLayout(fitted((self.field, self._tally), self._found, (self.presence, ways), gap=6))
        self.presence.give_keys(self.list)
        on_enter(self.list, self.take)

    def show_evening(self, evening: Evening) -> None:
        """Show the roster, as far as what is typed lets it through."""
        super().show_evening(evening)
        self._evening = evening
        self._tally.setText(_tally(evening))
        self._look()

    def begin(self) -> None:
        """Put the cursor into the field."""
        self.field.setFocus()

    def take(self) -> None:
        """Mark whom Enter means present: the badge scanned, or the first of those in view."""
        typed, chosen = self.field.text().strip(), self._chosen()
        if typed and chosen is None and not looks_like_badge(typed):
            self.walk_in()
            return
        self.field.setText("")
        if looks_like_badge(typed):
            self.check_in(typed)
        elif chosen is not None:
            self.desk.do(lambda: self._mark_present(chosen.person))
        self._look()

    def check_in(self, badge: str) -> None:
        """Mark the person of a badge present, wherever it was scanned."""
        self.desk.do(lambda: self._mark_present(read_badge(self.desk.store, badge)))

    def walk_in(self) -> None:
        """Add somebody nobody expected; what was typed is their name."""
        typed = "" if self._chosen() else self.field.text().strip()
        self._empty()
        WalkInForm(self, self.desk, self.meeting, typed).open()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys go through the roster while the cursor stays in the field."""
        if watched is self.field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in _THROUGH and not event.modifiers():
                self.list.keyPressEvent(event)
                return True
            if event.key() == Qt.Key.Key_Space and not self.field.text():
                self.presence.toggle()
                return True
            if event.key() == Qt.Key.Key_Escape and self.field.text():
                self._empty()
                return True
        return super().eventFilter(watched, event)

    def _mark_present(self, person: str) -> None:
        mark(self.desk.store, self.meeting, person)
        name = name_of(self.desk.store, "person", person)
        self.desk.way.tell(_("{name} is here").format(name=name), undo=True)

    def _empty(self) -> None:
        self.field.setText("")
        self._look()

    def _look(self) -> None:
        if self._evening is None:
            return
        typed = self.field.text().strip()
        is_badge = typed.upper().startswith(MARK)
        roster = self._evening.roster
        chosen = self._chosen()
        found = find_people(self.desk.store, roster, typed) if typed and not is_badge else roster.attenders
        self.model.show(found)
        place = self.model.row_of(chosen.person) if chosen and not typed else 0
        self.list.setCurrentIndex(self.model.index(max(place, 0), 0))
        self._say_nobody(typed if typed and not found else "")
        self._follow()

    def _say_nobody(self, typed: str) -> None:
        is_bare = not self.model.rowCount() and not typed
        none = _("Nobody is called to this meeting. Type a name, or add whoever walks in.")
        unknown = _("Nobody known is called that.") if typed else ""
        self._nobody.say(none if is_bare else unknown)
        self._add.setText(_("Add “{name}” as a walk-in").format(name=typed))
        self._add.setVisible(bool(typed))
        self._found.setCurrentIndex(0 if self.model.rowCount() else 1)

    def _chosen(self) -> Attender | None:
        return self.model.attender(self.list.currentIndex().row())

    def _follow(self) -> None:
        self.presence.show_chosen(self._evening, self._chosen())

    def _describe(self, attender: Attender) -> RowText:
        return line_of(attender, has_voters=self._evening is not None and self._evening.roster.has_voters)


def _tally(evening: Evening) -> str:
    here, unmarked = len(evening.roster.here), len(evening.roster.unmarked)
    said = ngettext("{count} here", "{count} here", here).format(count=here)
    waiting = ngettext("{count} not marked", "{count} not marked", unmarked).format(count=unmarked)
    return joined(said, waiting if unmarked else "")
