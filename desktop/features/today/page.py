"""The first page: what a person should know today, each line a way to its record."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QWidget

from desktop.commands import Command
from desktop.features.today.day import Day, read_day
from desktop.features.today.lines import Gathering
from desktop.features.today.page_money import BudgetLines
from desktop.features.today.page_parts import (
    arrival_lines,
    errand_lines,
    expiry_lines,
    opening,
    promise_lines,
    quiet_lines,
    waiting_lines,
)
from desktop.i18n import _
from desktop.postal import coalition_name
from desktop.store.arrivals import mark_seen
from desktop.ui.buttons import primary, quiet_button
from desktop.ui.card import Card
from desktop.ui.chip import Chip
from desktop.ui.dates import distance_words, moment_words
from desktop.ui.desk import Desk
from desktop.ui.empty import Empty
from desktop.ui.labels import Words, heading, quiet, title
from desktop.ui.latest import Latest
from desktop.ui.layout import STRETCH, clear, column, row, scrolled, widget_of
from desktop.ui.narrow import narrow
from desktop.ui.now import now_of
from desktop.ui.page import Page
from desktop.ui.periods import today_words
from desktop.ui.section import Section

ARRIVING = ("meeting", "decision", "action_item", "person", "partner", "agreement", "project")
"""Kinds of which a person wants to hear when others change them."""
WIDE = 100
"""Letters, from which two columns stand side by side."""
_WIDEST = 1160


def build(desk: Desk) -> Page:
    """Return the page."""
    return TodayPage(desk)


class TodayPage(Page):
    """Sections with nothing in them are not shown; with nothing at all, the one next thing to do is."""

    shows = frozenset(
        {
            "meeting",
            "session",
            "decision",
            "project",
            "action_item",
            "engagement",
            "person",
            "partner",
            "affiliation",
            "attendance",
        }
        | {"agreement", "budget_line", "budget_revision", "stipend", "stipend_step", "sector", "coalition"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._latest = Latest(desk, self)
        self._greeting, self._where = title(""), quiet("")
        self._next = column(gap=0)
        self.errands = Section(_("My action items"))
        self.promises = Section(_("Be in touch"))
        self.waiting = Section(_("Needs you"))
        self.quiet = Section(_("Gone quiet"))
        self.expiries = Section(_("Agreements to renew"))
        self.budgets = Section(_("Stipends"))
        seen = quiet_button(_("I have seen this"), self._mark_seen, "check-check")
        self.arrivals = Section(_("Since you were last here"), seen)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body = QStackedWidget()
        self._lay_out()

    def refresh(self) -> None:
        """Read the day anew, off the thread of the window."""
        self._greet(now_of(self.desk))
        store = self.desk.store
        self._latest.ask(lambda: read_day(store, ARRIVING), self.show_day)

    def show_day(self, day: Day) -> None:
        """Show what was read."""
        self._show_next(day)
        for section, lines in (
            (self.errands, errand_lines(self.desk, day)),
            (self.promises, promise_lines(self.desk, day)),
            (self.waiting, waiting_lines(self.desk, day)),
            (self.arrivals, arrival_lines(self.desk, day)),
            (self.quiet, quiet_lines(self.desk, day)),
            (self.expiries, expiry_lines(self.desk, day)),
        ):
            section.show_lines(lines)
        self.budgets.show_lines([BudgetLines(budget) for budget in day.budgets])
        self._body.setCurrentIndex(0 if not day.is_empty else 1 if day.has_people else 2)

    def commands(self) -> Sequence[Command]:
        """Return what can be done here."""
        return (Command("today.seen", _("Mark what came as seen"), self._mark_seen, icon="check-check"),)

    def _greet(self, now: datetime) -> None:
        facts = self.desk.store.facts()
        hello = (
            _("Good morning")
            if now.hour < 12
            else _("Good afternoon")
            if now.hour < 18
            else _("Good evening")
        )
        name = facts.get("me", "").split()
        words = _("{hello}, {name}").format(hello=hello, name=name[0]) if name else hello
        self._greeting.setText(words)
        self._where.setText(" · ".join(part for part in (today_words(now.date()), self._coalition()) if part))

    def _coalition(self) -> str:
        return coalition_name(self.desk.store)

    def _show_next(self, day: Day) -> None:
        clear(self._next)
        if day.gathering is not None:
            self._next.addWidget(NextCard(self.desk, day.gathering, now_of(self.desk)))

    def _mark_seen(self) -> None:
        self.desk.do(lambda: mark_seen(self.desk.store))
        self.refresh()

    def _lay_out(self) -> None:
        left = (self.errands, self.promises, self.waiting, self.arrivals)
        right = (self.quiet, self.expiries, self.budgets)
        for parts, share in ((left, 3), (right, 2)):
            self._columns.addLayout(column(*parts, STRETCH, gap=24), share)
        self._columns.setSpacing(32)
        filled = column(self._next, self._columns, STRETCH, gap=24)
        self._body.addWidget(widget_of(filled))
        self._body.addWidget(
            self._empty(_("Plan a meeting"), "meetings", _("Nothing waits for you. When do you meet next?"))
        )
        words = _("This is where your day will be. First, add the people you work with.")
        self._body.addWidget(self._empty(_("Add people"), "people", words))
        head = column(self._greeting, self._where, gap=4)
        self.setLayout(column(scrolled(narrow(column(head, self._body, gap=24, margin=24), _WIDEST)), gap=0))

    def _empty(self, verb: str, page: str, words: str) -> QWidget:
        return Empty("sun", words, primary(verb, lambda: self.desk.way.go(page)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_wide = self.width() >= WIDE * self.fontMetrics().averageCharWidth()
        ways = QBoxLayout.Direction
        self._columns.setDirection(ways.LeftToRight if is_wide else ways.TopToBottom)


class NextCard(Card):
    """The next meeting: when, where, and the way into it."""

    def __init__(self, desk: Desk, gathering: Gathering, now: datetime) -> None:
        begins = gathering.starts_at.astimezone()
        is_on = begins <= now
        chip = Chip(_("Now") if is_on else distance_words(begins.date(), now.date()).capitalize(), "accent")
        where = gathering.place or gathering.link
        when = " · ".join(part for part in (moment_words(begins, now.date()), where) if part)
        words = column(
            row(quiet(_("Next meeting"), "small"), chip, STRETCH),
            heading(gathering.title),
            Words(when),
            gap=4,
        )
        open_it = opening(desk, (gathering.kind, gathering.id))
        button = [primary(_("Open the meeting"), open_it, "arrow-right")] if open_it else []
        inside = row(words, *button, gap=16)
        inside.setStretch(0, 1)
        super().__init__(inside)
