"""The page of people: the list and the page of each, and those who are perhaps in twice."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtWidgets import QStackedWidget

from desktop.commands import Command
from desktop.features.people.groups import save_search
from desktop.features.people.page_add import AddPerson
from desktop.features.people.page_belongings import ask_group
from desktop.features.people.page_commands import MenuButton, commands
from desktop.features.people.page_duplicates import DuplicatesView
from desktop.features.people.page_filter import FilterField
from desktop.features.people.page_out import TakeOut
from desktop.features.people.page_person import PersonPane
from desktop.features.people.page_rows import Codes, Describer
from desktop.features.people.queries import tags_in_use
from desktop.features.people.reading import kept_of
from desktop.features.people.roll import Roll, glance, read_roll
from desktop.features.people.taking_out import ids_of
from desktop.i18n import _
from desktop.store.listing import Listing
from desktop.store.store import Touched
from desktop.ui.buttons import plain, primary
from desktop.ui.desk import Desk
from desktop.ui.dialogs import Dialog
from desktop.ui.empty import Empty
from desktop.ui.fields import LineField
from desktop.ui.labelled import labelled
from desktop.ui.layout import column
from desktop.ui.list_detail import ListDetail
from desktop.ui.page import Page
from desktop.ui.page_head import PageHead
from desktop.ui.picker import Picker
from desktop.ui.switch import Switch
from sync.errors import CoalitionError

VIEWS = ("people", "duplicates")
LISTED = frozenset({"person", "affiliation", "partner", "engagement", "group", "sector"})
"""Kinds whose change may change the list."""


def build(desk: Desk) -> Page:
    """Return the page."""
    return PeoplePage(desk)


class PeoplePage(Page):
    """Two views: everybody, and the pairs that are perhaps one."""

    shows: ClassVar[frozenset[str]] = frozenset(
        {"person", "affiliation", "partner", "engagement", "attendance", "meeting", "scale", "scale_rating"}
        | {"consent", "suppression", "action_item", "stipend", "stipend_step", "household", "group"}
        | {"duplicate", "sector", "member_role"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._roll = glance(desk.store)
        self._is_reading = self._is_due = False
        self._touched = set(LISTED)
        self._codes = Codes(desk.store)
        self._describe = Describer(desk.store, self._codes)
        self.filter = FilterField(desk)
        self.filter.changed.connect(lambda _filter: self._read_roll())
        self.pane = PersonPane(desk, self._codes, self.compare, self.ask_merge)
        self._empty = Empty("users", "", primary(_("Add a person"), self.add, "user-plus"))
        self.list = ListDetail(
            _("Search people"),
            self._find,
            self._describe,
            self.pane,
            self._empty,
            above=self.filter,
            beside_search=MenuButton(self),
        )
        self.list.model.foresee = self._describe.foresee
        self.list.chosen.connect(self._show)
        self.duplicates = DuplicatesView(desk, self.open_person)
        self.switch = Switch(_("View"), [("people", _("People")), ("duplicates", _("Duplicates"))])
        self.switch.switched.connect(self._turn)
        self._views = QStackedWidget()
        self._views.addWidget(self.list)
        self._views.addWidget(self.duplicates)
        add = plain(_("Add a person"), self.add, "user-plus")
        head = PageHead(_("People"), self.list, add, switch=self.switch)
        self.setLayout(column(head, self._views, gap=0))
        self._say_empty()
        self.list.refresh()

    def refresh(self) -> None:
        """Read anew what changed: the list in another thread, for every person is looked at."""
        touched, self._touched = self._touched, set()
        if touched & {"sector", "member_role"}:
            self._codes.forget()
        if touched & LISTED:
            self.filter.forget_names()
            self._read_roll()
        if self.list.record() and not self.pane.refresh():
            self.list.choose("")

    def show_record(self, kind: str, record: str) -> None:
        """Show somebody."""
        del kind
        self.open_person(record)

    def open_person(self, person: str) -> None:
        """Show somebody, or whoever their record was merged into."""
        self.switch.turn_to("people")
        self.list.choose(kept_of(self.desk.store, person))
        self.list.list.scrollTo(self.list.list.currentIndex())

    def add(self) -> None:
        """Ask for a new person, then show them."""
        AddPerson(self, self.desk, self.open_person).open()

    def compare(self, one: str, other: str) -> None:
        """Show two records side by side."""
        self.duplicates.compare(one, other)
        self.switch.turn_to("duplicates")

    def ask_merge(self, person: str) -> None:
        """Ask who else somebody is, then compare the two."""
        other = Picker(self.desk.store, "person", _("Who"))
        fields = labelled((_("The same as"), other))

        def compare() -> None:
            if other.record():
                self.compare(person, other.record())

        Dialog(self, _("Merge with somebody"), fields, _("Compare"), compare).open()
        other.setFocus()

    def take_out(self, form: str = "csv") -> None:
        """Ask in which form the list that is shown goes out."""
        TakeOut(self, self.desk, self._shown(), form).open()

    def save_search(self) -> None:
        """Ask for a name under which whoever is shown now is found again later."""
        given, store = self.filter.filter.but(words=self.list.search.text().strip()), self.desk.store
        name = LineField(_("Name"), _("e.g. Drivers in libraries"))
        fields = labelled((_("Name"), name))
        Dialog(
            self, _("Save this search"), fields, _("Save"), lambda: save_search(store, name.text(), given)
        ).open()
        name.setFocus()

    def put_into_group(self) -> None:
        """Ask which group everybody who is shown is put into."""
        ask_group(self, self.desk, ids_of(self._shown()))

    def commands(self) -> Sequence[Command]:
        """Return what can be done here."""
        return commands(self)

    def search_here(self) -> None:
        """Put the cursor into the search."""
        self.switch.turn_to("people")
        self.list.search.setFocus()

    def leave(self) -> None:
        """Keep whatever is still being typed."""
        self.pane.leave()
        self.duplicates.stop()

    def _hear(self, touched: Touched) -> None:
        self._touched |= touched.kinds.keys()
        super()._hear(touched)

    def _read_roll(self) -> None:
        """Read the list anew, once at a time: while others' records pour in, many changes are one reading."""
        self._is_due = True
        if not self._is_reading:
            self._is_due, self._is_reading = False, True
            store, given = self.desk.store, self.filter.filter
            self.desk.bridge.run(
                lambda: (read_roll(store, given), tags_in_use(store)),
                lambda found: self._take(*found),
                self._take_nothing,
                owner=self,
            )

    def _take(self, roll: Roll, tags: list[str]) -> None:
        self._is_reading = False
        self.filter.offer_tags(tags)
        if roll.filter == self.filter.filter:
            self._show_roll(roll)
        if self._is_due:
            self._read_roll()

    def _take_nothing(self, error: CoalitionError) -> None:
        self._is_reading = False
        self.desk.way.warn(error.sentence)

    def _show_roll(self, roll: Roll) -> None:
        bar = self.list.list.verticalScrollBar()
        place = bar.value() if roll.filter == self._roll.filter else 0
        self._roll = roll
        self._describe.forget()
        self._say_empty()
        self.list.refresh()
        bar.setValue(place)

    def _say_empty(self) -> None:
        nobody = _("Nobody is here yet. Add the first person, or bring in a list you have.")
        is_open = self.filter.filter.is_open
        self._empty.words.setText(nobody if is_open else _("Nobody fits. Choose Everybody to see all."))

    def _find(self, words: str) -> Listing:
        return self._roll.narrowed(words)

    def _shown(self) -> Listing:
        return self._find(self.list.search.text())

    def _show(self, person: str) -> None:
        if person:
            self.pane.show_person(person)

    def _turn(self, view: str) -> None:
        self._views.setCurrentIndex(VIEWS.index(view))
        if view == "duplicates":
            self.duplicates.look()
        else:
            self.duplicates.stop()
