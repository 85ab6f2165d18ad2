"""The page of meetings: those to come and those that were, what was promised, what was decided."""

from collections.abc import Sequence

from PySide6.QtWidgets import QStackedWidget

from desktop.commands import Command
from desktop.features.meetings.page_add import AddMeeting
from desktop.features.meetings.page_promises import PromisesView
from desktop.features.meetings.page_register import RegisterView
from desktop.features.meetings.pane.meeting import MeetingPane
from desktop.features.meetings.queries import series_titles, which_meetings
from desktop.features.meetings.saying import joined, moment_of, standing_of
from desktop.i18n import _
from desktop.store.listing import Line, Listing, open_listing
from desktop.store.store import Touched
from desktop.ui.buttons import plain, primary
from desktop.ui.dates import moment_words
from desktop.ui.desk import Desk
from desktop.ui.empty import Empty
from desktop.ui.fields import ChoiceField
from desktop.ui.layout import column
from desktop.ui.list_detail import ListDetail
from desktop.ui.now import now_of
from desktop.ui.page import Page
from desktop.ui.page_head import PageHead
from desktop.ui.record_model import RowText
from desktop.ui.switch import Switch

VIEWS = ("meetings", "promises", "decisions")
COMING, PAST = "coming", "past"


def build(desk: Desk) -> Page:
    """Return the page."""
    return MeetingsPage(desk)


class MeetingsPage(Page):
    """Three views: the meetings, the action items, and the register of decisions."""

    shows = frozenset(
        {"meeting", "series", "agenda_item", "attendance", "departure", "motion", "decision", "person"}
        | {"action_item", "minutes_amendment", "closed_note", "meeting_evaluation", "coalition"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._series: dict[str, str] = {}
        self.pane = MeetingPane(desk, self.open_meeting)
        self.which = ChoiceField(_("Which meetings"))
        self.which.activated.connect(self._narrow)
        self.list = ListDetail(
            _("Search meetings"),
            self._find,
            self._describe,
            self.pane,
            Empty(
                "calendar-days",
                _("No meetings here yet. Plan the first one; its agenda and sign-in sheet follow."),
                primary(_("Add a meeting"), self.add, "plus"),
            ),
            beside_search=self.which,
        )
        self.list.chosen.connect(self._show)
        self.promises = PromisesView(desk, self.open_meeting)
        self.register = RegisterView(desk, self.open_meeting)
        self.switch = Switch(
            _("View"),
            [("meetings", _("Meetings")), ("promises", _("Action items")), ("decisions", _("Decisions"))],
        )
        self._views = QStackedWidget()
        for view in (self.list, self.promises, self.register):
            self._views.addWidget(view)
        self.switch.switched.connect(self._turn)
        add = plain(_("Add a meeting"), self.add, "plus")
        head = PageHead(_("Meetings"), self.list, add, switch=self.switch)
        self.setLayout(column(head, self._views, gap=0))

    def refresh(self) -> None:
        """Read the list, and whatever of the rest is in view."""
        self._series = series_titles(self.desk.store)
        self.which.offer(self._ways())
        if self.switch.value() == "meetings":
            self.list.refresh()
            self._begin()
            if self.list.record():
                self.pane.refresh()
        else:
            self._turn(self.switch.value())

    def show_record(self, kind: str, record: str) -> None:
        """Show a meeting, or the meetings of a series."""
        if kind == "series":
            self._series = series_titles(self.desk.store)
            self.which.offer(self._ways())
            self.which.choose(record)
            self.switch.turn_to("meetings")
            self.list.refresh()
        else:
            self.open_meeting(record)

    def open_meeting(self, meeting: str) -> None:
        """Show a meeting."""
        self.switch.turn_to("meetings")
        self.list.choose(meeting)

    def add(self) -> None:
        """Ask for a new meeting, then show it."""
        AddMeeting(self, self.desk, self.open_meeting).open()

    def commands(self) -> Sequence[Command]:
        """Return what can be done here."""
        return (
            Command("meetings.add", _("Add a meeting"), self.add, "Ctrl+N", "plus", words=(_("plan"),)),
            Command(
                "meetings.hold",
                _("Hold the meeting"),
                self.pane.hold,
                "Ctrl+Return",
                "play",
                self.pane.can_hold,
                (_("live"), _("room"), _("begin")),
            ),
            Command("meetings.print", _("Print the papers"), self.pane.show_papers, "Ctrl+P", "printer"),
            Command(
                "meetings.promises",
                _("Show the action items"),
                lambda: self.switch.turn_to("promises"),
                icon="list-checks",
                words=(_("tasks"), _("to do")),
            ),
            Command(
                "meetings.decisions",
                _("Show the decisions"),
                lambda: self.switch.turn_to("decisions"),
                icon="gavel",
                words=(_("register"), _("motions")),
            ),
        )

    def search_here(self) -> None:
        """Put the cursor into the search of the view."""
        searches = {"promises": self.promises.search, "decisions": self.register.search}
        searches.get(self.switch.value(), self.list.search).setFocus()

    def leave(self) -> None:
        """Keep whatever is still being typed."""
        self.pane.leave()

    def _hear(self, touched: Touched) -> None:
        # A pause of typing saves the minutes; nothing else on the page says what they say.
        if not self.pane.is_saving():
            super()._hear(touched)

    def _begin(self) -> None:
        """Show the next meeting where none is chosen yet."""
        first = self.list.model.line(0)
        if not self.list.record() and first is not None:
            self.list.choose(first.id)

    def _ways(self) -> list[tuple[str, str]]:
        ways = [(COMING, _("To come")), (PAST, _("Past"))]
        return ways + [(series, title) for series, title in self._series.items()]

    def _find(self, words: str) -> Listing:
        which, now = self.which.chosen() or COMING, now_of(self.desk)
        # The meeting of this evening is still to come when it has begun.
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0).isoformat()
        limits = {COMING: {"since": midnight}, PAST: {"before": midnight}}
        where = which_meetings(self.desk.store, **limits.get(which, {"series": which}))
        sort = "starts_at" if which == COMING else "-starts_at"
        return open_listing(self.desk.store, "meeting", sort=sort, words=words, where=where)

    def _describe(self, line: Line) -> RowText:
        fields, now = line.state["fields"], now_of(self.desk)
        starts_at, standing = moment_of(fields), standing_of(fields, now)
        when = moment_words(starts_at, now.date()) if starts_at else _("No time yet")
        detail = joined(when, str(fields.get("place") or ""))
        is_off = bool(fields.get("cancelled"))
        return RowText(str(fields.get("title", "")), detail, standing.words, standing.tone, faded=is_off)

    def _narrow(self, _place: int) -> None:
        """Show other meetings, and the first of them."""
        self.pane.leave()
        self.list.choose("")
        self.list.refresh()
        self._begin()

    def _show(self, meeting: str) -> None:
        if meeting:
            self.pane.show_meeting(meeting)

    def _turn(self, view: str) -> None:
        self._views.setCurrentIndex(VIEWS.index(view))
        if view == "promises":
            self.promises.refresh()
        elif view == "decisions":
            self.register.refresh()
        else:
            self.list.refresh()
