"""Putting a motion before the meeting: its words, who moves and seconds it, and what carries it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.features.meetings.attenders import Attender
from desktop.features.meetings.decisions.motions import open_vote, propose
from desktop.features.meetings.evening import Evening
from desktop.features.meetings.finding import find_people
from desktop.features.meetings.room.about import AboutField
from desktop.features.meetings.room.fit import scale
from desktop.features.meetings.room.keys import chain, chain_words
from desktop.features.meetings.room.person import PersonField
from desktop.i18n import _
from desktop.ui.buttons import plain, primary, quiet_button
from desktop.ui.desk import Desk
from desktop.ui.fields import ChoiceField, LineField
from desktop.ui.layout import STRETCH, column, row
from desktop.ui.tick import Tick
from desktop.words import choice_label
from sync.errors import Malformed
from sync.records.motions import Motion, Threshold, VotingMethod

THRESHOLDS = (Threshold.MAJORITY, Threshold.TWO_THIRDS, Threshold.FOUR_FIFTHS, Threshold.CONSENSUS)
LETTERS = 30
"""Of the title of a motion that is amended, at plain size."""
METHODS = (
    VotingMethod.SHOW_OF_HANDS,
    VotingMethod.ROLL_CALL,
    VotingMethod.BALLOT,
    VotingMethod.CONSENSUS,
    VotingMethod.UNANIMOUS_CONSENT,
)


class ProposeForm(QWidget):
    """Enter goes from field to field; in the last one it opens the vote. `proposed` when it is before us.

    What it is about, if anything, is asked for in a field that comes when it is wanted.
    """

    proposed = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._evening: Evening | None = None
        self._pending: Motion | None = None
        self.title = LineField(_("What is moved"), _("What is moved: e.g. Adopt the budget"))
        self.mover = PersonField(_("Moved by"), self._find)
        self.seconder = PersonField(_("Seconded by"), self._find)
        self.threshold = ChoiceField(
            _("What carries it"), [(e.value, choice_label(e.value)) for e in THRESHOLDS]
        )
        self.method = ChoiceField(_("How people vote"), [(e.value, choice_label(e.value)) for e in METHODS])
        self.amends = Tick(_("Amends the open motion"))
        self.text = LineField(_("How the motion then reads"), _("How the motion then reads"))
        self.amends.toggled.connect(self.text.setVisible)
        self.about = AboutField(desk)
        self._name_about = quiet_button(_("About a request or project"), self.ask_about, "link")
        for part in (self.amends, self.text, self.about):
            part.hide()
        for choice in (self.threshold, self.method):
            choice.setMinimumContentsLength(4)  # two beside one another, with large letters too
        fields = (self.title, self.mover, self.seconder, self.threshold, self.method, self.about, self.text)
        chain(fields, self.put_and_open)
        later, now = plain(_("Discuss first"), self.put), primary(_("Open the vote"), self.put_and_open)
        self.setLayout(
            column(
                self.title,
                self.mover,
                self.seconder,
                row(self.threshold, self.method),
                self.about,
                row(self._name_about, STRETCH),
                self.amends,
                self.text,
                chain_words(),
                row(STRETCH, later, now),
            )
        )

    def show_evening(self, evening: Evening, pending: Motion | None) -> None:
        """Be ready for a motion, or an amendment to the one that is pending."""
        self._evening, self._pending = evening, pending
        may_amend = pending is not None and not pending.amends
        self.amends.setVisible(may_amend)
        if pending is not None and may_amend:
            self.amends.setText(_("Amends “{title}”").format(title=_short(pending.title)))
            self.amends.setToolTip(pending.title)
        else:
            self.amends.setChecked(False)

    def begin(self) -> None:
        """Put the cursor into the first field."""
        self.title.setFocus()

    def ask_about(self) -> None:
        """Ask what the motion is about."""
        if self._evening is not None:
            self.about.offer(self._evening.meeting.id)
        self._show_about(shown=True)
        self.about.setFocus()

    def put(self) -> str:
        """Put the motion before the meeting, to be discussed first; return its id, "" if it cannot be."""
        motion = self._desk.do(self._propose) or ""
        if motion:
            self._empty()
            self.proposed.emit(motion)
        return motion

    def put_and_open(self) -> None:
        """Put the motion before the meeting and open the vote on it."""
        if motion := self.put():
            self._desk.do(lambda: open_vote(self._desk.store, motion))
            self.proposed.emit(motion)

    def _propose(self) -> str:
        if not self.title.text().strip():
            self.title.setFocus()
            raise Malformed(_("Say what is moved."), "no_title")
        if not (self.mover.is_settled() and self.seconder.is_settled()):
            raise Malformed(
                _("Nobody by that name is known. Leave the field empty, or add a walk-in."), "who"
            )
        if not self.about.is_settled():
            raise Malformed(
                _("No request, budget line or project is like that. Leave the field empty, or type less."),
                "no_matter",
            )
        current = self._evening.current if self._evening else None
        amends = self._pending.id if self._pending and self.amends.isChecked() else ""
        return propose(
            self._desk.store,
            self._evening.meeting.id if self._evening else "",
            self.title.text(),
            mover=self.mover.person(),
            seconder=self.seconder.person(),
            threshold=Threshold(self.threshold.chosen()),
            method=VotingMethod(self.method.chosen()),
            agenda_item=current.id if current else "",
            amends=amends,
            about=self.about.chosen(),
            text=self.text.text().strip() if amends else "",
        )

    def _empty(self) -> None:
        for field in (self.title, self.text):
            field.setText("")
        for named in (self.mover, self.seconder, self.about):
            named.choose(None)
        self._show_about(shown=False)
        self.amends.setChecked(False)
        self.threshold.choose(Threshold.MAJORITY.value)

    def _show_about(self, *, shown: bool) -> None:
        self.about.setVisible(shown)
        self._name_about.setVisible(not shown)

    def _find(self, typed: str) -> list[Attender]:
        """Those who are here come first: nobody else moves or seconds."""
        if self._evening is None:
            return []
        roster = self._evening.roster
        found = find_people(self._desk.store, roster, typed)
        return sorted(found, key=lambda each: not roster.is_here(each.person))


def _short(title: str) -> str:
    room = round(LETTERS / scale())
    return title if len(title) <= room else title[: room - 1] + "…"
