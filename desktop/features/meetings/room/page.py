"""The room: the one screen with which a meeting is run, recorded and closed, by keyboard alone."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget

from desktop.commands import Command
from desktop.features.meetings.clock import run_clock
from desktop.features.meetings.decisions.consent_agenda import waiting
from desktop.features.meetings.evening import Evening, evening_of
from desktop.features.meetings.room.actions import ActionsPanel
from desktop.features.meetings.room.agenda import AgendaRail
from desktop.features.meetings.room.attendance import AttendancePanel
from desktop.features.meetings.room.block import ConsentBlock
from desktop.features.meetings.room.close import ClosePanel
from desktop.features.meetings.room.commands import legend, room_commands
from desktop.features.meetings.room.consent import ConsentPanel
from desktop.features.meetings.room.decisions import DecisionsPanel
from desktop.features.meetings.room.fit import InView, scale
from desktop.features.meetings.room.keys import give_room_its_keys
from desktop.features.meetings.room.minutes import MinutesPane
from desktop.features.meetings.room.motions import MotionsPanel
from desktop.features.meetings.room.panel import Panel, head_height
from desktop.features.meetings.room.scan import Scans
from desktop.features.meetings.room.sheet import SheetPanel
from desktop.features.meetings.room.talk import TalkForm
from desktop.features.meetings.room.top import Shortened, TopStrip
from desktop.i18n import _
from desktop.store.store import Touched
from desktop.ui.buttons import quiet_button
from desktop.ui.card import Rule
from desktop.ui.desk import Desk
from desktop.ui.labels import heading
from desktop.ui.layout import STRETCH, column, row, widget_of
from desktop.ui.now import now_of
from desktop.ui.page import Page
from desktop.ui.switch import Switch
from sync.errors import Unknown

TICK = 1_000
"""Milliseconds between two looks at the clock."""
ROOMY = 720
"""Pixels at plain size; with less the agenda makes room, and its keys go on working."""
TABS = ("attendance", "motions", "actions", "decisions")
"""The parts at the right between which the switch turns; the others are come to and gone from."""

CARRIED_WITH = frozenset({"action_item", "meeting", "person", "series"})
"""Kinds whose change may change what earlier meetings left open."""


def build(desk: Desk) -> Page:
    """Return the room."""
    return Room(desk)


class Room(Page):
    """The agenda at the left, the minutes in the middle, and at the right what is being done."""

    left = Signal()
    """Whoever was in the room has gone out of it."""
    shows = frozenset(
        {"meeting", "agenda_item", "attendance", "departure", "motion", "vote", "decision"}
        | {"action_item", "closed_note", "person", "series", "sector", "affiliation", "partner"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.evening: Evening | None = None
        self._meeting = ""
        self._touched: set[str] = set()
        self.top = TopStrip(self.go_out, lambda: self.show_part("close"))
        self.agenda, self.minutes = AgendaRail(desk), MinutesPane(desk)
        ways = [_("People"), _("Motions"), _("Actions"), _("Decisions")]
        self._switch = Switch(_("What is being done"), list(zip(TABS, ways, strict=True)))
        self._switch.switched.connect(self.show_part)
        self.attendance, self.motions = AttendancePanel(desk), MotionsPanel(desk)
        self.promises, self.decisions = ActionsPanel(desk), DecisionsPanel(desk)
        self.sheet, self.closing = SheetPanel(desk), ClosePanel(desk)
        self.consent = ConsentPanel(desk)
        self.block = ConsentBlock(self.agenda, lambda: self.show_part("consent"))
        self._panels: dict[str, Panel] = {
            "attendance": self.attendance,
            "motions": self.motions,
            "actions": self.promises,
            "decisions": self.decisions,
            "consent": self.consent,
            "sheet": self.sheet,
            "close": self.closing,
        }
        self._aside, self._stack = heading(""), QStackedWidget()
        for panel in self._panels.values():
            self._stack.addWidget(panel)
            panel.asked.connect(self.show_part)
        self.agenda.asked.connect(self.show_part)
        self._clock = QTimer(self, interval=TICK)
        self._clock.timeout.connect(self.show_time)
        self._lay_out()
        give_room_its_keys(self)
        InView(self)
        scans = Scans(self, self.attendance.check_in)
        self.minutes.wait_for(scans.is_beginning)

    def show_record(self, kind: str, record: str) -> None:
        """Go into the room of a meeting."""
        self.show_meeting(record)

    def show_meeting(self, meeting: str) -> None:
        """Go into the room of a meeting; whoever comes in next is a few letters away."""
        is_other = meeting != self._meeting
        if is_other:
            self.leave()
            self._meeting = meeting
        self.refresh()
        if is_other:
            self.show_part("attendance")
        else:
            self._panel().begin()

    def refresh(self) -> None:
        """Show how things stand now."""
        try:
            self.evening = evening_of(self.desk.store, self._meeting)
        except Unknown:  # it was deleted, here or elsewhere
            return
        self.top.show_evening(self.evening)
        self.block.show_evening(self.evening)
        touched, self._touched = self._touched, set()
        if not touched or not touched.isdisjoint(CARRIED_WITH):
            self.agenda.show_carried(self._meeting)
        self.minutes.show_evening(self.evening)
        self._panel().show_evening(self.evening)
        self.show_time()

    def show_time(self) -> None:
        """Show the clock as it runs."""
        if self.evening is not None:
            now = now_of(self.desk)
            running = run_clock(self.evening.meeting.starts_at, self.evening.items, now)
            self.top.show_time(running, now)
            self.agenda.show_time(running)

    def show_part(self, part: str) -> None:
        """Show a part of the room and put the cursor into it; by name, as `Panel.asked` has them."""
        if part == "minutes":
            self.minutes.begin()
            return
        self._catch_up()
        panel = self._panels[part]
        if part in TABS:
            self._switch.turn_to(part)
        self._aside.setText(_asides().get(part, ""))
        self._tabs.setVisible(part in TABS)
        self._head.setVisible(part not in TABS)
        self._stack.setCurrentWidget(panel)
        if self.evening is not None:
            panel.show_evening(self.evening)
        panel.begin()

    def ask_about(self) -> None:
        """Ask what a new motion is about."""
        if self._panel() is not self.motions:
            self.show_part("motions")
        self.motions.ask_about()

    def has_consent_agenda(self) -> bool:
        """Say whether anything waits on the consent agenda."""
        return self.evening is not None and bool(waiting(self.evening.items))

    def take_out(self) -> None:
        """Choose what is taken out of the consent agenda."""
        self.show_part("consent")
        self.consent.begin_taking_out()

    def log_talk(self) -> None:
        """Log a talk in the hallway."""
        if self.evening is not None:
            TalkForm(self, self.desk, self._meeting, self.evening.roster).open()

    def go_out(self) -> None:
        """Leave the room for the page of the meeting; it is not closed by that."""
        self.leave()
        self.left.emit()
        self.desk.way.open("meeting", self._meeting)

    def leave(self) -> None:
        """Keep what is being typed."""
        self.minutes.keep()

    def search_here(self) -> None:
        """Look for somebody."""
        self.show_part("attendance")

    def commands(self) -> Sequence[Command]:
        """Return what can be done in the room."""
        return room_commands(self)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._clock.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = event.size().width() < ROOMY * scale()
        self.agenda.setVisible(not is_narrow)
        self.top.be_narrow(is_narrow=is_narrow)

    def hideEvent(self, event: QHideEvent) -> None:
        self._clock.stop()
        super().hideEvent(event)

    def _hear(self, touched: Touched) -> None:
        # What a pause of typing has saved is on the screen already.
        if not self.minutes.is_saving:
            self._touched |= touched.kinds.keys()
            super()._hear(touched)

    def _panel(self) -> Panel:
        panel = self._stack.currentWidget()
        assert isinstance(panel, Panel)  # noqa: S101 - there is nothing else in it
        return panel

    def _lay_out(self) -> None:
        back = quiet_button(_("Back"), lambda: self.show_part(self._switch.value()), "arrow-left")
        self._tabs, self._head = widget_of(row(self._switch)), widget_of(row(self._aside, STRETCH, back))
        self._tabs.setMinimumHeight(head_height())  # with large letters the views wrap
        self._head.setFixedHeight(head_height())
        self._head.hide()
        right = widget_of(column(self._tabs, self._head, self._stack))
        self.agenda.setMinimumWidth(176)
        self.agenda.setMaximumWidth(round(280 * scale()))  # large letters need wider columns
        right.setMinimumWidth(min(round(316 * scale()), 520))
        right.setMaximumWidth(round(460 * scale()))
        body = row(self.agenda, self.minutes, right, gap=14)
        for place, share in enumerate((2, 6, 4)):
            body.setStretch(place, share)
        self._keys = Shortened("small", quiet=True)
        self._keys.setText(legend())
        whole = column(self.top, Rule(), body, Rule(), self._keys, gap=8)
        whole.setContentsMargins(16, 12, 16, 6)
        whole.setStretch(2, 1)
        self.setLayout(whole)


def _asides() -> dict[str, str]:
    """Return the headings of the parts that are come to and gone from."""
    asides = (_("Consent agenda"), _("Sign-in sheet"), _("Close the meeting"))
    return dict(zip(("consent", "sheet", "close"), asides, strict=True))
