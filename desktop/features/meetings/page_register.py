"""The register of decisions across all meetings, and what took the place of what."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop.features.meetings.decisions.matters import matter_of
from desktop.features.meetings.decisions.register import rescind, supersede
from desktop.features.meetings.queries import having, read, read_some, which_decisions
from desktop.features.meetings.saying import joined
from desktop.i18n import _
from desktop.store.listing import Line, Listing, open_listing
from desktop.ui.buttons import quiet_button
from desktop.ui.dates import day_words
from desktop.ui.desk import Desk
from desktop.ui.dialogs import Dialog
from desktop.ui.empty import Empty
from desktop.ui.fields import ChoiceField
from desktop.ui.flow import Flow
from desktop.ui.labels import Words, heading, quiet
from desktop.ui.layout import STRETCH, column, scrolled, widget_of
from desktop.ui.list_detail import ListDetail
from desktop.ui.narrow import narrow
from desktop.ui.now import today_of
from desktop.ui.picker import Picker, name_of
from desktop.ui.record_model import RowText
from desktop.words import choice_label
from sync.errors import Malformed, Unknown
from sync.records.meetings import Meeting
from sync.records.motions import Decision, DecisionStatus, Motion

IN_FORCE, EVERY = "in_force", "every"


class RegisterView(QWidget):
    """The list of decisions, and the one that is chosen with its motion's sentence."""

    def __init__(self, desk: Desk, open_meeting: Callable[[str], object]) -> None:
        super().__init__()
        self._desk, self._open_meeting, self._meeting = desk, open_meeting, ""
        self._which = ChoiceField(_("Which decisions"), [(IN_FORCE, _("In force")), (EVERY, _("All"))])
        self._which.activated.connect(lambda _place: self.refresh())
        self._title, self._when = heading(""), quiet("")
        self._text, self._sentence, self._chain = Words(), quiet(""), quiet("", "small")
        self._about, self._remark = Words(), quiet("", "small")
        self._visit = quiet_button(_("Open the meeting"), self._go, "calendar-days")
        self._replace = quiet_button(_("Replaced by another"), self._ask_which, "git-merge")
        self._end = quiet_button(_("No longer in force"), self._rescind, "x")
        empty = Empty("gavel", _("Nothing decided yet. Motions that carry are written here by themselves."))
        self.list = ListDetail(
            _("Search decisions"),
            self._find,
            self._describe,
            self._detail(),
            empty,
            beside_search=self._which,
        )
        self.list.chosen.connect(self._show)
        self.search = self.list.search
        self.setLayout(column(self.list, gap=0))

    def refresh(self) -> None:
        """Read the register again."""
        self.list.refresh()
        self._show(self.list.record())

    def _detail(self) -> QWidget:
        buttons = widget_of(Flow(self._visit, self._replace, self._end))
        about = (self._about, self._remark)
        said = (self._title, self._when, 4, self._text, *about, self._sentence, self._chain)
        body = column(*said, 4, buttons, STRETCH, gap=6)
        return scrolled(narrow(body, margins=(24, 16, 24, 24)))

    def _find(self, words: str) -> Listing:
        where = which_decisions(self._desk.store, in_force=(self._which.chosen() or IN_FORCE) == IN_FORCE)
        return open_listing(self._desk.store, Decision.kind, sort="-day", words=words, where=where)

    def _describe(self, line: Line) -> RowText:
        decision = _as_decision(line)
        day = day_words(decision.day, today_of(self._desk)) if decision.day else ""
        is_over = decision.status != DecisionStatus.IN_FORCE
        chip = choice_label(decision.status.value) if is_over else ""
        return RowText(decision.title, joined(day, *decision.tags), chip, faded=is_over)

    def _show(self, decision: str) -> None:
        try:
            held = read(self._desk.store, Decision, decision) if decision else None
        except Unknown:
            return
        if held is None:
            return
        store, self._meeting = self._desk.store, held.meeting
        self._title.setText(held.title)
        day = day_words(held.day, today_of(self._desk)) if held.day else ""
        meeting = name_of(store, "meeting", held.meeting)
        self._when.setText(joined(day, meeting, choice_label(held.status.value)))
        self._text.say(held.text)
        self._sentence.say(self._motion_sentence(held.motion))
        self._chain.say(self._chain_words(held))
        self._say_about(held)
        self._visit.setVisible(bool(meeting))
        for button in (self._replace, self._end):
            button.setVisible(held.status == DecisionStatus.IN_FORCE)

    def _say_about(self, decision: Decision) -> None:
        """Show what it was about, as the minutes of its meeting name people."""
        known = read_some(self._desk.store, Meeting, [decision.meeting])
        matter = matter_of(self._desk.store, known[0], decision.about) if known else None
        self._about.say(_("About: {words}").format(words=matter.words) if matter else "")
        self._remark.say(matter.remark if matter else "")

    def _motion_sentence(self, motion: str) -> str:
        try:
            return read(self._desk.store, Motion, motion).sentence if motion else ""
        except Unknown:
            return ""

    def _chain_words(self, decision: Decision) -> str:
        earlier = name_of(self._desk.store, Decision.kind, decision.supersedes)
        later = having(self._desk.store, Decision, supersedes=decision.id)
        before = _("It took the place of “{title}”.").format(title=earlier) if earlier else ""
        after = _("“{title}” took its place.").format(title=later[0].title) if later else ""
        return " ".join(part for part in (before, after) if part)

    def _ask_which(self) -> None:
        earlier = self.list.record()
        picker = Picker(self._desk.store, Decision.kind, _("The later decision"))

        def act() -> None:
            if not picker.record() or picker.record() == earlier:
                raise Malformed(_("Choose the decision that takes its place."), "no_decision")
            supersede(self._desk.store, earlier, picker.record())

        body = column(quiet(_("Which decision takes its place?")), picker, gap=8)
        Dialog(self, _("Replaced by another"), body, _("Replace"), act).open()
        picker.setFocus()

    def _rescind(self) -> None:
        decision = self.list.record()
        self._desk.do(lambda: rescind(self._desk.store, decision), _("No longer in force"))

    def _go(self) -> None:
        self._open_meeting(self._meeting)


def _as_decision(line: Line) -> Decision:
    return Decision.model_validate({"id": line.id, **line.state["fields"]})
