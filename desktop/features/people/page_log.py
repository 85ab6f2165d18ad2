"""Logging a contact in ten seconds: with whom, how, what was said, and what comes next."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from desktop.features.people.reading import LONGEST_LINE
from desktop.features.people.talks import correct_talk, delete_talk, log_talk
from desktop.features.people.words import format_words, outcome_words
from desktop.i18n import _
from desktop.ui.buttons import plain, primary, quiet_button
from desktop.ui.card import Card
from desktop.ui.day_field import DayField
from desktop.ui.desk import Desk
from desktop.ui.fields import ChoiceField, LineField, TextField
from desktop.ui.labels import quiet
from desktop.ui.layout import STRETCH, column, row
from desktop.ui.picker import ManyPicker
from sync.records.engagements import Engagement, EngagementFormat, EngagementOutcome

_NOTE = 72
"""Pixels of the note: three lines, more are scrolled."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LogCard(Card):
    """A small form: Enter logs it, Shift+Enter begins a new line of the note, Esc puts it away."""

    def __init__(self, desk: Desk, done: Callable[[], object]) -> None:
        super().__init__()
        self._desk, self._done, self._was = desk, done, ""
        self.how = ChoiceField(_("How"), [(each.value, format_words(each)) for each in EngagementFormat])
        outcomes = [(each.value, outcome_words(each) or _("No outcome yet")) for each in EngagementOutcome]
        self.outcome = ChoiceField(_("Outcome"), outcomes)
        self.people = ManyPicker(desk.store, "person", _("With whom"))
        self.people.picker.setPlaceholderText(_("Who else was there"))
        self.note = TextField(_("What was said"), _("What was said, in a few words"), lines=2)
        self.note.setMaximumHeight(_NOTE)
        self.next_step = LineField(_("Next step"), _("Next step, if any"))
        self.next_step.setMaxLength(LONGEST_LINE)
        self.next_day = DayField(_("When"))
        self.next_day.setMaximumWidth(160)
        self._verb = primary(_("Log it"), self.log)
        self._delete = quiet_button(_("Delete it"), self._remove, "trash-2")
        self._hint = quiet(_("Enter logs it, Shift+Enter begins a new line."), "small")
        buttons = row(self._hint, self._delete, plain(_("Cancel"), self.put_away), self._verb)
        buttons.setStretch(0, 1)
        buttons.insertStretch(2)
        first, last = row(self.how, self.outcome, STRETCH), row(self.next_step, self.next_day)
        self.setLayout(column(first, self.note, last, self.people, buttons, gap=8, margin=12))
        self.note.area.installEventFilter(self)
        for line in (self.next_step, self.next_day):
            # Queued, so that a day is read before it is used.
            line.returnPressed.connect(self.log, Qt.ConnectionType.QueuedConnection)
        self.hide()

    def begin(self, people: Sequence[str]) -> None:
        """Show the form, empty, with the cursor in the note."""
        self._show(Engagement(people=tuple(people), format=EngagementFormat.CALL), "")

    def correct(self, talk: Engagement) -> None:
        """Show a talk as it was written, to be put right."""
        self._show(talk, talk.id)

    def unfinished(self) -> Engagement | None:
        """Return what was typed of a new contact and not logged, None where there is nothing."""
        talk = self._talk()
        is_begun = not self.isHidden() and not self._was
        return talk if is_begun and (talk.note or talk.next_step) else None

    def resume(self, talk: Engagement | None) -> None:
        """Show again what was typed before somebody else was looked at; nothing hides the form."""
        self.hide()
        if talk is not None:
            self._fill(talk, "")

    def put_away(self) -> None:
        """Hide the form; what was typed in it is dropped."""
        self.hide()
        self._done()

    def log(self) -> None:
        """Write it down; a day that cannot be read is put right first."""
        if self.next_day.text().strip() and self.next_day.day() is None:
            self.next_day.setFocus()
            return
        store, talk, was = self._desk.store, self._talk(), self._was
        done = _("Contact corrected") if was else _("Contact logged")
        if self._desk.do(lambda: correct_talk(store, was, talk) if was else log_talk(store, talk), done):
            self.put_away()

    def _talk(self) -> Engagement:
        return Engagement(
            people=tuple(self.people.records()),
            format=EngagementFormat(self.how.chosen()),
            outcome=EngagementOutcome(self.outcome.chosen()),
            note=self.note.area.toPlainText().strip(),
            next_step=self.next_step.text().strip(),
            next_day=self.next_day.day(),
            owner=self._desk.me,
        )

    def _show(self, talk: Engagement, was: str) -> None:
        self._fill(talk, was)
        self.note.area.setFocus()

    def _fill(self, talk: Engagement, was: str) -> None:
        self._was = was
        self.how.choose(talk.format.value)
        self.outcome.choose(talk.outcome.value)
        self.people.show_records(talk.people)
        self.note.area.setPlainText(talk.note)
        self.next_step.setText(talk.next_step)
        self.next_day.show_day(talk.next_day)
        self._verb.setText(_("Keep") if was else _("Log it"))
        self._delete.setVisible(bool(was))
        self._hint.setVisible(not was)
        self.show()

    def _remove(self) -> None:
        store, was = self._desk.store, self._was
        self._desk.do(lambda: delete_talk(store, was), _("Contact deleted"))
        self.put_away()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in the note logs it."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _ENTER:
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                return False
            self.log()
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
            return
        super().keyPressEvent(event)
