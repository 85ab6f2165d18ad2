"""The consent agenda in the room: all of it approved by one motion, and items taken out before."""

from functools import partial
from itertools import pairwise

from PySide6.QtWidgets import QPushButton, QWidget

from desktop.features.meetings.attenders import Attender
from desktop.features.meetings.decisions.consent_agenda import (
    METHODS,
    approve_consent_agenda,
    take_out,
    waiting,
)
from desktop.features.meetings.decisions.tallies import read_tally
from desktop.features.meetings.evening import Evening
from desktop.features.meetings.finding import find_people
from desktop.features.meetings.room.keys import chain, chain_words
from desktop.features.meetings.room.panel import Panel
from desktop.features.meetings.room.person import PersonField
from desktop.features.meetings.saying import joined
from desktop.i18n import _
from desktop.ui.buttons import primary, quiet_button
from desktop.ui.card import Card
from desktop.ui.desk import Desk
from desktop.ui.fields import ChoiceField, LineField
from desktop.ui.labels import Words, quiet
from desktop.ui.layout import STRETCH, column, row, scrolled, widget_of
from desktop.ui.picker import name_of
from desktop.ui.section import Section
from desktop.words import choice_label
from sync.errors import Malformed
from sync.records.meetings import AgendaItem
from sync.records.motions import Motion, MotionResult, Tally, VotingMethod


class ConsentPanel(Panel):
    """The items that wait, and the one motion for all of them; nobody's objection is the usual way."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._evening: Evening | None = None
        self._settled: Motion | None = None
        self._items = Section("", none=_("Nothing is waiting on the consent agenda."))
        self._items.heading.hide()
        self._hint = quiet(
            _("Approved together, without discussion. Whoever wants to discuss an item has it taken out."),
            "small",
        )
        self.mover = PersonField(_("Moved by"), self._find)
        self.seconder = PersonField(_("Seconded by"), self._find)
        self.method = ChoiceField(_("How people vote"), [(e.value, choice_label(e.value)) for e in METHODS])
        self.count = LineField(_("Count"), _("Yes-no-abstaining: 8-2-1"))
        self.method.currentIndexChanged.connect(lambda _place: self._ask_count())
        chain((self.mover, self.seconder, self.method, self.count), self.approve)
        self._approve_button = primary(_("Approve the consent agenda"), self.approve)
        verb = row(STRETCH, self._approve_button)
        self._form = widget_of(
            column(self.mover, self.seconder, self.method, self.count, chain_words(), verb)
        )
        self.sentence = Words("")
        self._said = Card(column(self.sentence), tone="good", margin=12)
        self._ask_count()
        parts = column(self._said, self._hint, self._items, self._form, STRETCH, gap=12)
        self.setLayout(column(scrolled(widget_of(parts)), gap=0))

    def show_evening(self, evening: Evening) -> None:
        """Show what waits, and what became of what was approved."""
        if evening.meeting.id != self.meeting:
            self._settled = None
        super().show_evening(evening)
        self._evening = evening
        items = waiting(evening.items)
        self._items.show_lines([self._line(each) for each in items])
        for part in (self._hint, self._form):
            part.setVisible(bool(items))
        self._show_settled(is_open=bool(items))
        self._order_by_sight()

    def begin(self) -> None:
        """Put the cursor into the first field."""
        self.mover.setFocus()

    def begin_taking_out(self) -> None:
        """Put the focus on the first item that can be taken out."""
        for button in self._ways_out()[:1]:
            button.setFocus()

    def approve(self) -> None:
        """Move and approve all that waits."""
        settled = self.desk.do(self._approve)
        if settled is None:
            return
        self._settled = settled
        for who in (self.mover, self.seconder):
            who.choose(None)
        self.count.setText("")
        self.desk.way.tell(f"{choice_label(settled.result.value)}: {settled.title}", undo=True)
        self.asked.emit("consent")

    def _approve(self) -> Motion:
        if self._evening is None or not (self.mover.is_settled() and self.seconder.is_settled()):
            raise Malformed(
                _("Nobody by that name is known. Leave the field empty, or add a walk-in."), "who"
            )
        method = VotingMethod(self.method.chosen())
        return approve_consent_agenda(
            self.desk.store,
            self.meeting,
            mover=self.mover.person(),
            seconder=self.seconder.person(),
            method=method,
            tally=read_tally(self.count.text()) if method in _COUNTED else Tally(),
            into_minutes=self._evening.may_be_told,
        )

    def _ways_out(self) -> list[QPushButton]:
        return [each for line in self._items.lines() for each in line.findChildren(QPushButton)]

    def _order_by_sight(self) -> None:
        """Have Tab go through lines that were made later in the order in which they are seen."""
        fields = (self.mover, self.seconder, self.method, self.count, self._approve_button)
        for before, after in pairwise((*self._ways_out(), *fields)):
            QWidget.setTabOrder(before, after)

    def _line(self, item: AgendaItem) -> QWidget:
        minutes = _("{minutes} min").format(minutes=item.duration) if item.duration else ""
        presenter = name_of(self.desk.store, "person", item.presenter)
        said = column(Words(item.title), gap=0)
        if detail := joined(minutes, presenter):
            said.addWidget(quiet(detail, "small"))
        out = quiet_button(_("Take out"), partial(self._take_out, item))
        out.setAccessibleName(_("Take out: {title}").format(title=item.title))
        line = row(said, out)
        line.setContentsMargins(0, 4, 0, 4)
        line.setStretch(0, 1)
        return widget_of(line)

    def _take_out(self, item: AgendaItem) -> None:
        done = _("“{title}” will be discussed").format(title=item.title)
        self.desk.do(lambda: take_out(self.desk.store, item.id), done)

    def _show_settled(self, *, is_open: bool) -> None:
        """Show the sentence of the minutes, unless it was taken back meanwhile."""
        settled = self._settled
        is_carried = settled is not None and settled.result == MotionResult.CARRIED
        self.sentence.setText(settled.sentence if settled else "")
        self._said.tone = "good" if is_carried else "warn"
        self._said.setVisible(settled is not None and is_carried != is_open)
        self._said.update()

    def _ask_count(self) -> None:
        self.count.setVisible(VotingMethod(self.method.chosen()) in _COUNTED)

    def _find(self, typed: str) -> list[Attender]:
        """Those who are here come first: nobody else moves or seconds."""
        if self._evening is None:
            return []
        roster = self._evening.roster
        found = find_people(self.desk.store, roster, typed)
        return sorted(found, key=lambda each: not roster.is_here(each.person))


_COUNTED = tuple(each for each in METHODS if each != VotingMethod.UNANIMOUS_CONSENT)
