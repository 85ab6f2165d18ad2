"""Who is called to a meeting, with a vote or as a guest, and what a quorum of them is."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desktop.features.meetings.actions import add_person, change_meeting, invite, uninvite
from desktop.features.meetings.approval import is_locked
from desktop.features.meetings.attenders import Attender, Roster
from desktop.features.meetings.groups import people_groups, people_of_group
from desktop.features.meetings.page_roster_model import RosterModel
from desktop.features.meetings.pane.quorum import QuorumField
from desktop.features.meetings.quorum import needed_for
from desktop.features.meetings.roster import roster_of
from desktop.features.meetings.saying import joined
from desktop.i18n import _, ngettext
from desktop.ui.buttons import quiet_button
from desktop.ui.codes import codes_of
from desktop.ui.desk import Desk
from desktop.ui.fields import ChoiceField
from desktop.ui.labelled import labelled
from desktop.ui.labels import quiet
from desktop.ui.layout import STRETCH, column, row, widget_of
from desktop.ui.picker import Picker
from desktop.ui.record_model import RowText
from desktop.ui.rows import RowList
from desktop.words import choice_label
from sync.records.attendance import Presence
from sync.records.meetings import Meeting, Quorum

VOTER, GUEST = "voter", "guest"


class PeoplePart(QWidget):
    """The list of those called. Enter shows a person, V turns their vote, Delete takes them off."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._meeting = desk, ""
        self._sectors: dict[str, str] = {}
        self.list = RowList(_("People called to the meeting"))
        self._model = RosterModel(self._describe, self)
        self.list.setModel(self._model)
        self.list.activated.connect(lambda _index: self._open())
        self.list.selectionModel().currentChanged.connect(lambda _now, _before: self._follow())
        self._tally = quiet("", "small")
        self._quorum = QuorumField()
        self._quorum.changed.connect(self._keep_quorum)
        self._add = Picker(
            desk.store,
            "person",
            _("Call somebody"),
            _("Call somebody: type a few letters"),
            create=lambda name: desk.do(lambda: add_person(desk.store, name)),
        )
        self._add.picked.connect(self._call)
        self._how = ChoiceField(_("Called as"), [(VOTER, _("With a vote")), (GUEST, _("As a guest"))])
        self._groups = ChoiceField(_("Call a group"))
        self._groups.activated.connect(lambda _place: self._call_group())
        self._vote = quiet_button(_("Turn the vote"), self._turn, "vote")
        self._away = quiet_button(_("Take off the list"), self._take_off, "x")
        self._lay_out()
        for key, run in (("V", self._turn), ("Delete", self._take_off), ("Return", self._open)):
            shortcut = QShortcut(QKeySequence(key), self.list)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(run)

    def show_meeting(self, meeting: Meeting) -> None:
        """Show who is called to a meeting, and how they took part if it was."""
        self._meeting = meeting.id
        self._sectors = dict(codes_of(self._desk.store, "sector"))
        roster = roster_of(self._desk.store, meeting)
        self._model.show(roster.attenders)
        self._quorum.show_quorum(meeting.quorum)
        self._tally.setText(_tally(roster, meeting.quorum))
        groups = people_groups(self._desk.store)
        self._groups.offer([("", _("Call a group")), *groups.items()])
        self._groups.choose("")
        self._groups.setVisible(bool(groups))
        for part in (self._calling, self._groups, self._rules):
            part.setEnabled(not is_locked(meeting))
        self._follow()

    def leave(self) -> None:
        """Nothing is being typed here that is not kept at once."""

    def _lay_out(self) -> None:
        calling = row(self._add, self._how)
        calling.setStretch(0, 1)
        self._calling = widget_of(calling)
        self._rules = widget_of(labelled((_("Quorum"), self._quorum)))
        chosen = row(self._vote, self._away, STRETCH, self._groups, gap=0)
        self.setLayout(column(self._calling, self._tally, self.list, chosen, self._rules, gap=8))

    def _describe(self, attender: Attender) -> RowText:
        sector = self._sectors.get(attender.sector, "")
        detail = joined(attender.organization, sector) or _("No organization yet")
        tone = {Presence.PRESENT: "good", Presence.BY_PROXY: "good"}
        if attender.presence is not None:
            said = choice_label(attender.presence.value)
            return RowText(attender.name, detail, said, tone.get(attender.presence, "plain"), "user")
        return RowText(attender.name, detail, _("Votes") if attender.is_voter else _("Guest"), icon="user")

    def _chosen(self) -> Attender | None:
        return self._model.attender(self.list.currentIndex().row())

    def _follow(self) -> None:
        """Offer what can be done with the one that is chosen."""
        chosen = self._chosen()
        self._vote.setEnabled(chosen is not None)
        self._away.setEnabled(chosen is not None and chosen.is_expected)
        is_voter = chosen is not None and chosen.is_voter
        self._vote.setText(_("Make a guest") if is_voter else _("Give a vote"))

    def _call(self, person: str) -> None:
        if person:
            self._invite([person])
            self._add.show_record("")
            self._add.setFocus()

    def _call_group(self) -> None:
        if group := self._groups.chosen():
            self._invite(people_of_group(self._desk.store, group))

    def _invite(self, people: list[str]) -> None:
        called = ngettext("{count} person called", "{count} people called", len(people))
        self._desk.do(
            lambda: invite(self._desk.store, self._meeting, people, as_voters=self._how.chosen() == VOTER),
            called.format(count=len(people)),
        )

    def _turn(self) -> None:
        if chosen := self._chosen():
            store, meeting = self._desk.store, self._meeting
            self._desk.do(lambda: invite(store, meeting, [chosen.person], as_voters=not chosen.is_voter))

    def _take_off(self) -> None:
        if chosen := self._chosen():
            done = _("{name} is off the list").format(name=chosen.name)
            self._desk.do(lambda: uninvite(self._desk.store, self._meeting, [chosen.person]), done)

    def _open(self) -> None:
        if chosen := self._chosen():
            self._desk.way.open("person", chosen.person)

    def _keep_quorum(self) -> None:
        quorum = self._quorum.quorum()
        self._desk.do(lambda: change_meeting(self._desk.store, self._meeting, quorum=quorum))


def _tally(roster: Roster, quorum: Quorum | None) -> str:
    voters = sum(each.is_voter for each in roster.attenders)
    guests = len(roster.attenders) - voters
    if not roster.attenders:
        return _("Nobody is called yet. Type a few letters of a name above.")
    said = ngettext("{count} voter", "{count} voters", voters).format(count=voters)
    others = ngettext("{count} guest", "{count} guests", guests).format(count=guests) if guests else ""
    needed = _("{count} are a quorum").format(count=needed_for(quorum, voters)) if voters else ""
    return joined(said, others, needed)
