"""Motions at the right of the room: the one before the meeting, a new one, and those settled."""

from desktop.features.meetings.decisions.matters import about_words
from desktop.features.meetings.evening import Evening
from desktop.features.meetings.queries import of_meeting, read
from desktop.features.meetings.room.panel import Panel
from desktop.features.meetings.room.propose import ProposeForm
from desktop.features.meetings.room.vote import VoteCard
from desktop.i18n import _
from desktop.ui.buttons import quiet_button
from desktop.ui.card import Card
from desktop.ui.desk import Desk
from desktop.ui.labels import Words
from desktop.ui.layout import STRETCH, column, row, scrolled, widget_of
from desktop.ui.record_model import RowText
from desktop.ui.row_button import RowButton
from desktop.ui.section import Section
from desktop.words import choice_label
from sync.records.meetings import Meeting
from sync.records.motions import Motion, MotionResult

_TONES = {MotionResult.CARRIED: "good", MotionResult.LOST: "plain", MotionResult.NO_QUORUM: "warn"}


class MotionsPanel(Panel):
    """While a motion is open it stands first; another one, or an amendment, is a button away."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._wants_another = False
        self._before_us = ""
        self.form = ProposeForm(desk)
        self.form.proposed.connect(self.turn_to)
        self.vote = VoteCard(desk, self._say)
        self._another = quiet_button(_("New motion or amendment"), self.ask_another, "plus")
        self.sentence = Words("")
        self.said = Card(column(self.sentence), tone="good", margin=12)
        self.said.hide()
        self._waiting, self._settled = Section(_("Waiting")), Section(_("Settled"))
        another = row(self._another, STRETCH)
        parts = column(
            self.said, self.vote, another, self.form, self._waiting, self._settled, STRETCH, gap=12
        )
        self.setLayout(column(scrolled(widget_of(parts)), gap=0))

    def show_evening(self, evening: Evening) -> None:
        """Show the motions of the evening."""
        if evening.meeting.id != self.meeting:
            self.said.hide()
        super().show_evening(evening)
        motions = of_meeting(self.desk.store, Motion, self.meeting)
        pending = [each for each in motions if each.result == MotionResult.OPEN]
        first = self._first(pending)
        is_voted = first is not None and not self._wants_another
        self.vote.setVisible(is_voted)
        self._another.setVisible(is_voted)
        self.form.setVisible(not is_voted)
        self.form.show_evening(evening, first)
        if first is not None:
            self.vote.show_motion(first, evening)
        waiting = [self._way_to(each) for each in pending if not is_voted or each is not first]
        self._waiting.show_lines(waiting)
        settled = [self._settled_row(each) for each in reversed(motions) if each.result != MotionResult.OPEN]
        self._settled.show_lines(settled)
        if not any(each.sentence == self.sentence.text() for each in motions):
            self.said.hide()  # it was taken back

    def begin(self) -> None:
        """Put the cursor where the next step is."""
        if self.vote.isVisibleTo(self):
            self.vote.begin()
        else:
            self.form.begin()

    def ask_another(self) -> None:
        """Put another motion before the meeting, or an amendment to the one that is open."""
        self._wants_another = True
        self.asked.emit("motions")

    def ask_about(self) -> None:
        """Ask what a new motion is about."""
        if self.vote.isVisibleTo(self):
            self.ask_another()
        self.form.ask_about()

    def turn_to(self, motion: str) -> None:
        """Deal with one of the open motions."""
        self._wants_another, self._before_us = False, motion
        self.said.hide()
        self.asked.emit("motions")

    def _first(self, pending: list[Motion]) -> Motion | None:
        """Return the motion that is dealt with: the one turned to, one being voted on, else the last."""
        chosen = [each for each in pending if each.id == self._before_us]
        voted = [each for each in pending if each.opened_at is not None]
        return next(iter([*chosen, *voted, *reversed(pending)]), None)

    def _way_to(self, motion: Motion) -> RowButton:
        return RowButton(RowText(motion.title, _("Open")), lambda: self.turn_to(motion.id))

    def _settled_row(self, motion: Motion) -> RowButton:
        meeting = read(self.desk.store, Meeting, self.meeting)
        detail = about_words(self.desk.store, meeting, motion.about)
        tone = _TONES.get(motion.result, "plain")
        return RowButton(RowText(motion.title, detail, choice_label(motion.result.value), tone))

    def _say(self, settled: Motion) -> None:
        """Show the sentence that the minutes have of it now."""
        self.said.tone = _TONES.get(settled.result, "")
        if self.said.tone == "plain":
            self.said.tone = ""
        self.sentence.setText(settled.sentence)
        self.said.setVisible(True)
        self.asked.emit("motions")
