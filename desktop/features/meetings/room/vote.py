"""A motion before the meeting: opening the vote, counting it, and settling the motion."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop.features.meetings.decisions.matters import matter_of
from desktop.features.meetings.decisions.motions import (
    COUNTED_ONLY,
    close_vote,
    open_vote,
    set_aside,
    tally_of,
)
from desktop.features.meetings.decisions.sentences import counted
from desktop.features.meetings.decisions.tallies import read_tally
from desktop.features.meetings.evening import Evening
from desktop.features.meetings.naming import names_for
from desktop.features.meetings.room.keys import on_enter
from desktop.features.meetings.room.roll_call import RollCall
from desktop.features.meetings.saying import joined
from desktop.i18n import _, ngettext
from desktop.ui.buttons import plain, primary, quiet_button
from desktop.ui.card import Card
from desktop.ui.desk import Desk
from desktop.ui.fields import LineField
from desktop.ui.flow import Flow
from desktop.ui.labels import Words, quiet
from desktop.ui.layout import STRETCH, column, row, widget_of
from desktop.words import choice_label
from sync.records.motions import Motion, MotionResult, Tally, VotingMethod


class VoteCard(Card):
    """What can be done with an open motion, step by step; Enter in the count closes the vote."""

    def __init__(self, desk: Desk, told: Callable[[Motion], object]) -> None:
        self._desk, self._told = desk, told
        self._motion: Motion | None = None
        self._evening: Evening | None = None
        self._title, self._who = Words("", strong=True), quiet("", "small")
        self._about, self._remark = Words("", "small"), quiet("", "small")
        self._quorum = Words("", "small")
        self.count = LineField(_("Count"), _("Yes-no-abstaining: 8-2-1"))
        self.count.returnPressed.connect(self.close_counted)
        self.calls = RollCall(desk)
        on_enter(self.calls.list, self.close_counted)
        self.open_button = primary(_("Open the vote"), self.open_vote)
        self.close_button = primary(_("Close the vote"), self.close_counted)
        self._agreed = primary(_("No objection"), lambda: self._close(Tally()))
        self._objected = plain(_("Somebody objects"), lambda: self._close(Tally(no=1)))
        self._again = quiet_button(_("Open it again"), self.open_vote)
        table = quiet_button(_("Table it"), lambda: self._set_aside(MotionResult.TABLED))
        withdraw = quiet_button(_("Withdrawn"), lambda: self._set_aside(MotionResult.WITHDRAWN))
        self._consent = widget_of(Flow(self._agreed, self._objected, gap=8))
        verbs = row(STRETCH, self.open_button, self.close_button)
        aside = widget_of(Flow(self._again, table, withdraw, gap=0))
        said = column(self._title, self._about, self._who, self._quorum, gap=4)
        parts = (said, self.count, self.calls, self._consent, self._remark, verbs, aside)
        super().__init__(column(*parts), margin=12)

    def show_motion(self, motion: Motion, evening: Evening) -> None:
        """Show a motion that is open, as far as it has come."""
        self._motion, self._evening = motion, evening
        names = names_for(self._desk.store, evening.meeting, [motion.mover, motion.seconder])
        moved = _("moved by {name}").format(name=names[motion.mover]) if motion.mover in names else ""
        second = (
            _("seconded by {name}").format(name=names[motion.seconder]) if motion.seconder in names else ""
        )
        self._title.setText(motion.title)
        self._who.setText(joined(moved, second, choice_label(motion.threshold.value)))
        matter = matter_of(self._desk.store, evening.meeting, motion.about)
        self._about.say(_("About: {words}").format(words=matter.words) if matter else "")
        self._remark.say(matter.remark if matter else "")
        is_open, is_called = motion.opened_at is not None, motion.method not in COUNTED_ONLY
        is_consent = motion.method == VotingMethod.UNANIMOUS_CONSENT
        self._quorum.say(_eligible_words(motion) if is_open else "")
        self.count.setVisible(is_open and not is_consent and not is_called)
        self.calls.setVisible(is_open and is_called)
        self._consent.setVisible(is_open and is_consent)
        self.open_button.setVisible(not is_open)
        self._again.setVisible(is_open and not motion.quorum_met)
        self.close_button.setVisible(is_open and not is_consent)
        if is_open and is_called:
            self.calls.show_motion(motion)
            self.close_button.setToolTip(counted(tally_of(self._desk.store, motion.id)))

    def begin(self) -> None:
        """Put the cursor where the next step is."""
        steps: list[QWidget] = [self.count, self.calls.list, self._agreed, self.open_button]
        next((each for each in steps if each.isVisibleTo(self)), self.open_button).setFocus()

    def open_vote(self) -> None:
        """Open the vote: from now on those who are here may vote."""
        motion, evening = self._motion, self._evening
        if motion is None or evening is None:
            return
        if (opened := self._desk.do(lambda: open_vote(self._desk.store, motion.id))) is not None:
            self.show_motion(opened, evening)
            self.begin()

    def close_counted(self) -> None:
        """Close the vote with the count that was typed, or that of the roll call."""
        if self.calls.isVisibleTo(self):
            self._close(None)
        elif (tally := self._desk.do(lambda: read_tally(self.count.text()))) is not None:
            self._close(tally)
        else:
            self.count.setFocus()

    def _close(self, tally: Tally | None) -> None:
        motion, evening = self._motion, self._evening
        if motion is None or evening is None:
            return
        store, told = self._desk.store, _may_be_told(evening, motion)
        settled = self._desk.do(lambda: close_vote(store, motion.id, tally, into_minutes=told))
        if settled is not None:
            self.count.setText("")
            result = choice_label(settled.result.value)
            self._desk.way.tell(f"{result}: {settled.title}", undo=True)
            self._told(settled)

    def _set_aside(self, result: MotionResult) -> None:
        motion, evening = self._motion, self._evening
        if motion is None or evening is None:
            return
        store, told = self._desk.store, _may_be_told(evening, motion)
        done = _("Tabled") if result == MotionResult.TABLED else _("Withdrawn")
        self._desk.do(lambda: set_aside(store, motion.id, result, into_minutes=told), done)


def _may_be_told(evening: Evening, motion: Motion) -> bool:
    """What is settled under a closed item never stands in the minutes that everybody reads."""
    closed = {each.id for each in evening.items if each.closed}
    return evening.may_be_told and motion.agenda_item not in closed


def _eligible_words(motion: Motion) -> str:
    could = len(motion.eligible)
    said = ngettext("The vote is open; {count} can vote.", "The vote is open; {count} can vote.", could)
    if motion.quorum_met:
        return said.format(count=could)
    return _("The vote is open without a quorum, so it settles nothing.")
