"""The minutes of a meeting: written here, saved at every pause, then reviewed, approved and published."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from desktop.features.meetings.approval import is_intact, is_locked, mark_reviewed, publish
from desktop.features.meetings.minutes import keep_minutes, may_write, minutes_of, take_pen
from desktop.features.meetings.pane.approve import AmendMinutes, ApproveMinutes
from desktop.features.meetings.pane.outcome import OutcomeSections
from desktop.features.meetings.pane.versions import VersionsDialog
from desktop.features.meetings.pane.writing import WritingField
from desktop.features.meetings.queries import read
from desktop.i18n import _
from desktop.ui.buttons import plain, quiet_button
from desktop.ui.card import Card
from desktop.ui.desk import Desk
from desktop.ui.labels import Words, quiet
from desktop.ui.layout import STRETCH, column, row
from desktop.ui.picker import name_of
from sync.changes import State
from sync.errors import CoalitionError
from sync.records.meetings import Meeting, MinutesStatus

PAUSE = 600
"""Milliseconds without a key after which what was typed is saved."""


class MinutesPart(QWidget):
    """The text with its standing above, and what the meeting settled below."""

    def __init__(self, desk: Desk, open_meeting: Callable[[str], object]) -> None:
        super().__init__()
        self._desk, self._meeting = desk, ""
        self._seen: State | None = None
        self.is_saving = False
        self.text = WritingField(_("Minutes"), _("What was said and settled. Every pause is saved."))
        self._proof = quiet("", "small")
        self._step = plain(_("Mark as reviewed"), self.go_on)
        self._amend = quiet_button(_("Add an amendment"), self._add_amendment, "plus")
        self._versions = quiet_button(_("Versions"), self.show_versions, "history")
        self._pen = Words("", "small")
        self._take = quiet_button(_("Take the pen"), self._take_pen, "notebook-pen")
        self.outcome = OutcomeSections(desk, open_meeting)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.keep)
        self.text.area.textChanged.connect(self._wait)
        self.text.area.left.connect(self.keep)
        self._lay_out()

    def show_meeting(self, meeting: Meeting) -> None:
        """Show the minutes of a meeting; what is being typed is never replaced."""
        if meeting.id != self._meeting:
            self.keep()
            self._meeting, self._seen = meeting.id, None
        if self._seen is None or not self._is_dirty():
            self._read()
        self._show_standing(meeting)
        self.outcome.show_meeting(meeting)

    def keep(self) -> None:
        """Save what was typed, if anything was."""
        self._pause.stop()
        if self._seen is None or not self._is_dirty():
            return
        store, meeting, seen, text = self._desk.store, self._meeting, self._seen, self.text.text()
        self.is_saving = True
        try:
            kept = keep_minutes(store, meeting, text, seen)
        except CoalitionError as error:
            self._desk.way.warn(error.sentence)
            return
        finally:
            self.is_saving = False
        self._seen = kept.state
        self.text.show_text(kept.text)

    def leave(self) -> None:
        """Keep whatever is still being typed."""
        self.keep()

    def go_on(self) -> None:
        """Take the minutes one step further: reviewed, approved, published."""
        self.keep()
        store, meeting = self._desk.store, self._meeting
        status = read(store, Meeting, meeting).minutes_status
        if status == MinutesStatus.DRAFT:
            self._desk.do(lambda: mark_reviewed(store, meeting), _("Ready to be approved"))
        elif status == MinutesStatus.REVIEWED:
            ApproveMinutes(self, self._desk, meeting).open()
        elif status == MinutesStatus.APPROVED:
            self._desk.do(lambda: publish(store, meeting), _("Minutes published"))

    def show_versions(self) -> None:
        """Show the versions of the text, to read one or to bring it back."""
        self.keep()
        VersionsDialog(self, self._desk, self._meeting).open()

    def _read(self) -> None:
        kept = minutes_of(self._desk.store, self._meeting)
        self._seen = kept.state
        self.text.show_text(kept.text)
        self._pause.stop()

    def _is_dirty(self) -> bool:
        return self._seen is not None and self.text.text() != _text_in(self._seen)

    def _wait(self) -> None:
        if self._is_dirty():
            self._pause.start()

    def _show_standing(self, meeting: Meeting) -> None:
        locked, writes = is_locked(meeting), may_write(meeting, self._desk.me)
        self._step.setText(_steps().get(meeting.minutes_status, ""))
        self._step.setVisible(meeting.minutes_status in _steps() and not (locked and meeting.closed))
        self._amend.setVisible(locked)
        self.text.area.setReadOnly(locked or not writes)
        holder = name_of(self._desk.store, "person", meeting.note_taker)
        somebody = _("{name} is taking the notes.").format(name=holder)
        self._pen.say(somebody if not writes and not locked else "")
        self._take.setVisible(not writes and not locked)
        self._proof.say(self._proof_words(meeting))

    def _proof_words(self, meeting: Meeting) -> str:
        if not meeting.approved_hash:
            return ""
        if not is_intact(self._desk.store, meeting.id):
            return _("These minutes are no longer what was approved. Compare them with an earlier copy.")
        return _("Locked as approved. SHA-256: {start}…").format(start=meeting.approved_hash[:16])

    def _add_amendment(self) -> None:
        AmendMinutes(self, self._desk, self._meeting).open()

    def _take_pen(self) -> None:
        store, meeting, me = self._desk.store, self._meeting, self._desk.me
        self._desk.do(lambda: take_pen(store, meeting, me), _("You take the notes now"))

    def _lay_out(self) -> None:
        pen = row(self._pen, self._take, gap=4)
        pen.setStretch(0, 1)
        steps = row(STRETCH, self._versions, self._amend, self._step)
        self.setLayout(
            column(steps, self._proof, pen, Card(column(self.text), margin=8), 8, self.outcome, gap=8)
        )


def _steps() -> dict[MinutesStatus, str]:
    return {
        MinutesStatus.DRAFT: _("Mark as reviewed"),
        MinutesStatus.REVIEWED: _("Approve"),
        MinutesStatus.APPROVED: _("Publish"),
    }


def _text_in(state: State) -> str:
    return str(state["fields"].get("minutes") or "")
