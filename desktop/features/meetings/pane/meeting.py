"""One meeting beside the list: what it is, and its agenda, people, minutes and papers."""

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.features.meetings.pane.agenda import AgendaPart
from desktop.features.meetings.pane.details import DetailsPart
from desktop.features.meetings.pane.minutes import MinutesPart
from desktop.features.meetings.pane.papers import PapersPart
from desktop.features.meetings.pane.people import PeoplePart
from desktop.features.meetings.queries import read, series_titles
from desktop.features.meetings.quorum import quorum_light
from desktop.features.meetings.roster import roster_of
from desktop.features.meetings.saying import joined, standing_of
from desktop.i18n import _, ngettext
from desktop.ui.buttons import primary
from desktop.ui.chip import Chip
from desktop.ui.dates import distance_words, moment_words
from desktop.ui.desk import Desk
from desktop.ui.head import Head
from desktop.ui.labels import Words, quiet, title
from desktop.ui.layout import STRETCH, column, row
from desktop.ui.now import now_of
from desktop.ui.record_pane import pane_of, part_of, scrolled_part
from desktop.ui.switch import Switch
from sync.errors import Unknown
from sync.records.meetings import Meeting

PARTS = ("agenda", "people", "minutes", "papers", "details")
ROOM = "room"
"""The kind under which the shell opens the room in which a meeting is held."""


class MeetingPane(QWidget):
    """The page of one meeting. What is not in view is read when it comes into view."""

    def __init__(self, desk: Desk, open_meeting: Callable[[str], object]) -> None:
        super().__init__()
        self._desk, self._meeting = desk, ""
        self._title, self._when, self._who = title(""), Words(), quiet("")
        self._standing = Chip()
        self._hold = primary(_("Hold the meeting"), self.hold, "play")
        self.agenda, self.people = AgendaPart(desk), PeoplePart(desk)
        self.minutes, self.papers = MinutesPart(desk, open_meeting), PapersPart(desk)
        self.details = DetailsPart(desk, open_meeting)
        self._parts = (self.agenda, self.people, self.minutes, self.papers, self.details)
        ways = [_("Agenda"), _("People"), _("Minutes"), _("Papers"), _("Details")]
        self._switch = Switch(_("Parts of the page"), list(zip(PARTS, ways, strict=True)))
        self._switch.switched.connect(self._turn)
        self._stack = QStackedWidget()
        self._lay_out()

    def show_meeting(self, meeting: str) -> None:
        """Show a meeting, once what is being typed about another is kept."""
        if meeting != self._meeting:
            self.leave()
            self._meeting = meeting
        self.refresh()

    def refresh(self) -> None:
        """Read anew what is in view."""
        try:
            meeting = read(self._desk.store, Meeting, self._meeting)
        except Unknown:
            return
        self._show_head(meeting)
        self._part().show_meeting(meeting)

    def hold(self) -> None:
        """Go into the room: attendance, motions and notes, live."""
        self.leave()
        self._desk.way.open(ROOM, self._meeting)

    def can_hold(self) -> bool:
        """Tell whether there is a meeting to hold."""
        return bool(self._meeting) and self._desk.way.can_open(ROOM)

    def show_papers(self) -> None:
        """Show what can be printed."""
        self._switch.turn_to("papers")

    def is_saving(self) -> bool:
        """Tell whether a pause of typing is just being saved."""
        return self.minutes.is_saving

    def leave(self) -> None:
        """Keep whatever is still being typed."""
        for part in self._parts:
            part.leave()

    def _show_head(self, meeting: Meeting) -> None:
        now = now_of(self._desk)
        standing = standing_of(meeting.model_dump(mode="json"), now)
        self._title.setText(meeting.title)
        self._standing.say(standing.words, standing.tone)
        series = series_titles(self._desk.store).get(meeting.series, "")
        at = meeting.starts_at
        is_near = at is not None and at.astimezone().date() != now.date()
        near = distance_words(at.astimezone().date(), now.date()) if at and is_near else ""
        when = moment_words(at, now.date()) if at else _("No time yet")
        self._when.setText(joined(when, near, meeting.place or meeting.link, series))
        self._who.setText(self._people_words(meeting))
        self._hold.setVisible(self.can_hold() and not meeting.held and not meeting.cancelled)

    def _people_words(self, meeting: Meeting) -> str:
        roster = roster_of(self._desk.store, meeting)
        expected = sum(each.is_expected for each in roster.attenders)
        came = len(roster.took_part)
        called = ngettext("{count} person called", "{count} people called", expected).format(count=expected)
        present = ngettext("{count} came", "{count} came", came).format(count=came) if came else ""
        light = quorum_light(meeting, roster)
        needed = _("{count} are a quorum").format(count=light.needed) if roster.has_voters else ""
        return joined(called, present, needed)

    def _part(self) -> "AgendaPart | PeoplePart | MinutesPart | PapersPart | DetailsPart":
        return self._parts[PARTS.index(self._switch.value())]

    def _turn(self, part: str) -> None:
        self.leave()
        self._stack.setCurrentIndex(PARTS.index(part))
        self.refresh()

    def _lay_out(self) -> None:
        below = row(self._who, self._standing)
        below.setStretch(0, 1)
        head = column(Head(self._title, self._hold), self._when, below, gap=4)
        for part in self._parts:
            # The list of people scrolls by itself: two scroll bars side by side confuse.
            own = part is self.people
            self._stack.addWidget(part_of(column(part)) if own else scrolled_part(column(part, STRETCH)))
        self.setLayout(pane_of(head, self._switch, self._stack))
