"""What a meeting settled: motions, decisions, action items, corrections, and how people found it."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop.features.meetings.action_items import STILL_OPEN, seen
from desktop.features.meetings.approval import amendments_of
from desktop.features.meetings.decisions.sentences import outcome_of
from desktop.features.meetings.evaluations import evaluations_of
from desktop.features.meetings.page_carried import promise_line
from desktop.features.meetings.page_promise import AddPromise
from desktop.features.meetings.queries import of_meeting
from desktop.i18n import _
from desktop.ui.buttons import quiet_button
from desktop.ui.chip import Chip
from desktop.ui.dates import day_words
from desktop.ui.desk import Desk
from desktop.ui.labels import Words, quiet
from desktop.ui.layout import column, row, widget_of
from desktop.ui.now import today_of
from desktop.ui.record_model import RowText
from desktop.ui.row_button import RowButton
from desktop.ui.section import Section
from desktop.words import choice_label
from sync.records.meetings import Meeting, MinutesAmendment
from sync.records.motions import ActionItem, Decision, Motion, MotionResult

_TONES = {MotionResult.CARRIED: "good", MotionResult.LOST: "plain", MotionResult.OPEN: "warn"}


class OutcomeSections(QWidget):
    """Sections below the text of the minutes; those with nothing in them are not shown."""

    def __init__(self, desk: Desk, open_meeting: Callable[[str], object]) -> None:
        super().__init__()
        self._desk, self._open_meeting, self._meeting = desk, open_meeting, ""
        add = quiet_button(_("Add an action item"), self.add_promise, "plus")
        self._motions, self._decisions = Section(_("Motions")), Section(_("Decisions"))
        self._promises = Section(_("Action items"), add, none=_("Nobody took anything on yet."))
        self._amendments, self._voices = Section(_("Corrections")), Section(_("How it was"))
        self._all = (self._motions, self._decisions, self._promises, self._amendments, self._voices)
        self.setLayout(column(*self._all, gap=16))

    def show_meeting(self, meeting: Meeting) -> None:
        """Show what a meeting settled."""
        self._meeting, store = meeting.id, self._desk.store
        self._motions.show_lines([_motion_line(each) for each in of_meeting(store, Motion, meeting.id)])
        decisions = [each for each in of_meeting(store, Decision, meeting.id) if not each.motion]
        self._decisions.show_lines([RowButton(RowText(each.title, each.text)) for each in decisions])
        actions = seen(store, of_meeting(store, ActionItem, meeting.id))
        still = [each for each in actions if each.action.status in STILL_OPEN]
        done = [each for each in actions if each.action.status not in STILL_OPEN]
        gone = [_done_line(each.action.title, each.owner, each.action.status.value) for each in done]
        self._promises.show_lines([*(promise_line(self._desk, each) for each in still), *gone])
        self._amendments.show_lines([self._amendment(each) for each in amendments_of(store, meeting.id)])
        worked, change = evaluations_of(store, meeting.id)
        well = [RowButton(RowText(each, _("This worked"), icon="heart")) for each in worked]
        else_ = [RowButton(RowText(each, _("To change"), icon="pencil")) for each in change]
        self._voices.show_lines([*well, *else_])

    def add_promise(self) -> None:
        """Ask what somebody took on."""
        AddPromise(self, self._desk, self._meeting).open()

    def _amendment(self, amendment: MinutesAmendment) -> QWidget:
        day = day_words(amendment.day, today_of(self._desk)) if amendment.day else ""
        return widget_of(column(Words(amendment.text), quiet(day, "small"), gap=2))


def _motion_line(motion: Motion) -> QWidget:
    chip = Chip()
    head = row(Words(motion.title), 8, chip)
    head.setStretch(0, 1)
    sentence = quiet(motion.sentence or outcome_of(motion), "small")
    body = column(head, sentence, gap=2)
    body.setContentsMargins(8, 6, 8, 6)
    line = widget_of(body)
    chip.say(choice_label(motion.result.value), _TONES.get(motion.result, "plain"))
    return line


def _done_line(title: str, owner: str, status: str) -> QWidget:
    return RowButton(RowText(title, owner, choice_label(status), "good", "circle-check", faded=True))
