"""The middle of the room: the minutes as one long text, saved at every pause of typing.

Undo belongs to the store: Ctrl+Z takes back the last thing that was done in the room, and
what was typed between two pauses is one of them.
"""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPalette, QTextCursor
from PySide6.QtWidgets import QWidget

from desktop.features.meetings.evening import Evening
from desktop.features.meetings.live_text import LiveText
from desktop.features.meetings.minutes import may_write, take_pen
from desktop.features.meetings.room.panel import head_height
from desktop.features.meetings.room.text import show_merged
from desktop.features.meetings.room.top import Shortened
from desktop.i18n import _
from desktop.ui.buttons import quiet_button
from desktop.ui.chip import Chip
from desktop.ui.dates import time_words
from desktop.ui.desk import Desk
from desktop.ui.fields import TextField
from desktop.ui.labels import OneLine, Words
from desktop.ui.layout import STRETCH, column, row, widget_of
from desktop.ui.now import now_of
from desktop.ui.picker import name_of
from sync.errors import CoalitionError
from sync.records.meetings import Meeting

PAUSE = 350
"""Milliseconds without a key after which what was typed is saved."""
LONGEST = 1_400
"""Milliseconds of typing without a pause after which it is saved all the same."""


class MinutesPane(QWidget):
    """The text, who writes it, and whether it is saved."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._live: LiveText | None = None
        self._meeting: Meeting | None = None
        self._is_showing = self.is_saving = False
        self._is_scanning: Callable[[], bool] = lambda: False
        self._saved = ""
        self._field = TextField(_("Minutes"), _("What is said and settled. Every pause is saved."))
        self.area = self._field.area
        self.area.setUndoRedoEnabled(False)
        self._heading = OneLine(_("Minutes"), "heading", strong=True)
        self._closed, self.standing = Chip(), OneLine("", "small", quiet=True)
        self._mine, self._theirs = Shortened("small", quiet=True), Shortened("small")
        self._take = quiet_button(_("Take the pen"), self.take_pen, "notebook-pen")
        self.fault = Words("", "small")
        self.fault.setForegroundRole(QPalette.ColorRole.BrightText)
        self.fault.hide()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._longest = QTimer(self, singleShot=True, interval=LONGEST)
        for timer in (self._pause, self._longest):
            timer.timeout.connect(self._keep_in_time)
        self.area.textChanged.connect(self._typed)
        self.area.left.connect(self.keep)
        self._field.setMinimumWidth(200)
        if inside := self._field.layout():
            inside.setContentsMargins(14, 10, 8, 10)
        head = widget_of(row(self._heading, self._mine, STRETCH, self.standing))
        head.setFixedHeight(head_height())
        self._away = widget_of(row(self._theirs, self._take))
        closed = row(self._closed, STRETCH)
        self.setLayout(column(head, self._away, closed, self._field, self.fault, gap=8))

    def show_evening(self, evening: Evening) -> None:
        """Show the text, with what others wrote meanwhile merged into what is being typed."""
        current = evening.current
        closed_item = current.id if current and current.closed else ""
        live = self._live
        if live is None or (live.meeting, live.closed_item) != (evening.meeting.id, closed_item):
            self._turn_to(evening.meeting, closed_item)
        else:
            self._meeting = evening.meeting
            self.merge()
        self._closed.say(_("Closed item: only for those in the room") if closed_item else "", "warn")
        self._show_pen(evening)

    def begin(self) -> None:
        """Put the cursor into the text."""
        self.area.setFocus()

    def keep(self) -> None:
        """Save what was typed, if anything was; where that cannot be, say so and try again."""
        if self._live is not None and self.area.toPlainText() != self._live.text:
            self.merge()
        else:
            self._pause.stop()
            self._longest.stop()
            self.standing.setText(self._saved)  # what was typed was taken out again

    def wait_for(self, is_scanning: Callable[[], bool]) -> None:
        """Save nothing by itself as long as the end of the text may be a badge that is being scanned."""
        self._is_scanning = is_scanning

    def merge(self) -> None:
        """Save what was typed and show it with what others typed meanwhile."""
        if self._live is None or self.is_saving:
            return
        self._pause.stop()
        self._longest.stop()
        typed, before = self.area.toPlainText(), self._live.text
        self.is_saving = True
        try:
            merged = self._live.keep(typed)
        except CoalitionError as error:
            self._say_fault(error.sentence)
            return
        finally:
            self.is_saving = False
        self.fault.say("")
        if typed != before:
            self._saved = _("Saved {time}").format(time=time_words(now_of(self._desk)))
        self.standing.setText(self._saved)
        self._show(merged)

    def take_pen(self) -> None:
        """Be the one who takes the minutes from now on."""
        if self._meeting is None:
            return
        store, meeting, me = self._desk.store, self._meeting.id, self._desk.me
        self._desk.do(lambda: take_pen(store, meeting, me), _("You take the minutes now"))
        self.begin()

    def _turn_to(self, meeting: Meeting, closed_item: str) -> None:
        """Write another text: the minutes of another meeting, or the notes of a closed item."""
        self.keep()
        self._meeting = meeting
        self._live = LiveText(self._desk.store, meeting.id, closed_item)
        self._show(self._live.text)
        self.area.moveCursor(QTextCursor.MoveOperation.End)
        self._saved = ""
        self.standing.setText("")

    def _show(self, text: str) -> None:
        is_news = text != self.area.toPlainText()
        self._is_showing = True
        show_merged(self.area, text)
        self._is_showing = False
        if is_news and not self.area.hasFocus():
            self.area.moveCursor(QTextCursor.MoveOperation.End)  # to go on behind what was put in

    def _keep_in_time(self) -> None:
        if self._is_scanning():
            self._pause.start()
        else:
            self.keep()

    def _typed(self) -> None:
        if self._is_showing:
            return
        self.standing.setText(_("Saving…"))
        self._pause.start()
        if not self._longest.isActive():
            self._longest.start()

    def _say_fault(self, sentence: str) -> None:
        self.standing.setText(_("Not saved yet"))
        self.fault.say(sentence)
        self._longest.start()

    def _show_pen(self, evening: Evening) -> None:
        writes = may_write(evening.meeting, self._desk.me) and not evening.is_locked
        self.area.setReadOnly(not writes)
        self._take.setVisible(not evening.is_locked)
        self._away.setVisible(not writes)
        self._mine.setVisible(writes)
        holder = name_of(self._desk.store, "person", evening.meeting.note_taker) or _("Somebody else")
        said = _("Approved, so they stay as they are") if evening.is_locked else _("{name} takes the minutes")
        self._theirs.setText(said.format(name=holder))
        self._say_pen(evening.meeting)

    def _say_pen(self, meeting: Meeting) -> None:
        self._mine.setText(_("You take the minutes") if meeting.note_taker else _("Nobody has the pen yet"))
