"""One person: who they are, what comes next, what happened, what they allow."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from desktop.features.people.actions import delete_person, settle
from desktop.features.people.belongings import sentence
from desktop.features.people.consents import usable_addresses
from desktop.features.people.page_belongings import GroupsSection, HouseholdSection, OrganizationsSection
from desktop.features.people.page_consents import ConsentsPart
from desktop.features.people.page_log import LogCard
from desktop.features.people.page_notices import Notices
from desktop.features.people.page_rows import Codes
from desktop.features.people.page_standing import StandingSection
from desktop.features.people.page_timeline import TimelineSection
from desktop.features.people.queries import belongings, timeline
from desktop.features.people.reading import read
from desktop.features.people.words import standing_chips
from desktop.i18n import _
from desktop.store.links import all_ids_of
from desktop.ui.buttons import icon_button, primary
from desktop.ui.chip import Chip
from desktop.ui.desk import Desk
from desktop.ui.flow import Flow
from desktop.ui.form import Form
from desktop.ui.head import Head
from desktop.ui.labels import Words, quiet, title
from desktop.ui.layout import STRETCH, clear, column
from desktop.ui.now import today_of
from desktop.ui.periods import month_words
from desktop.ui.record_pane import pane_of, scrolled_part
from desktop.ui.switch import Switch
from sync.errors import Unknown
from sync.records.engagements import Engagement
from sync.records.people import Person

FIELDS = (
    *("name", "goes_by", "pronouns", "email", "other_emails", "phone", "other_phones", "address"),
    *("sector", "roles", "languages", "tags", "member_since", "contact_every", "age_band", "guardian"),
    *("inactive", "notes"),
)
PARTS = ("overview", "timeline", "details", "consent")
_NOTES = 160
RECENT, LATELY = 60, 5
"""Lines of the timeline that are read for every person, and that the overview shows."""


class _Part(Protocol):
    """What shows something of a person."""

    def show_person(self, person: str) -> None:
        """Show it of somebody."""


class PersonPane(QWidget):
    """The page of one person, beside the list. `compare` is called with two who are perhaps one."""

    def __init__(
        self,
        desk: Desk,
        codes: Codes,
        compare: Callable[[str, str], object],
        merge: Callable[[str], object],
    ) -> None:
        super().__init__()
        self._desk, self._codes, self._person, self._merge = desk, codes, "", merge
        self._name, self._about, self._reach = title(""), quiet(""), Words()
        self._chips = Flow()
        self._log = primary(_("Log contact"), self.log_contact, "message-circle")
        self._more = icon_button("ellipsis", _("More"), self._offer_more)
        self.card = LogCard(desk, self._log.setFocus)
        self.notices = Notices(desk, compare, self.keep_as_new)
        self.organizations, self.standing = OrganizationsSection(desk), StandingSection(desk)
        self.lately = TimelineSection(desk, _("Lately"), self.correct, LATELY)
        self.timeline = TimelineSection(desk, _("Everything that happened"), self.correct)
        self.form = Form(desk, "person", FIELDS)
        self.form.editor("notes").setMaximumHeight(_NOTES)
        self.household, self.groups = HouseholdSection(desk), GroupsSection(desk)
        self.consents = ConsentsPart(desk)
        self._begun: dict[str, Engagement | None] = {}  # what was typed and not logged, by person
        self._sections: dict[str, tuple[_Part, ...]] = {
            "overview": (self.organizations, self.standing),
            "timeline": (self.timeline,),
            "details": (self.household, self.groups),
            "consent": (self.consents,),
        }
        self.switch = Switch(_("Parts of the page"), list(zip(PARTS, _titles(), strict=True)))
        self._parts = QStackedWidget()
        self.switch.switched.connect(self._turn)
        self._lay_out()

    def show_person(self, person: str) -> None:
        """Show somebody, once what is being typed about another is kept."""
        if person != self._person:
            self.leave()
            self._begun[self._person] = self.card.unfinished()
            self.card.resume(self._begun.get(person))
            self._person = person
        self.refresh()

    def refresh(self) -> bool:
        """Read anew what is in view; return whether the person is still there."""
        try:
            person = read(self._desk.store, Person, self._person)
        except Unknown:
            return False
        ids = all_ids_of(self._desk.store, person.id)
        found = timeline(self._desk.store, ids, 0, RECENT)
        self._show_head(person)
        self.notices.show_person(person, found)
        self.lately.show_lines_of(ids, found)
        self._show_part()
        return True

    def log_contact(self) -> None:
        """Show the small form for a contact, with the cursor in it."""
        if self._person:
            self.switch.turn_to("overview")
            self.card.begin([self._person])

    def edit(self) -> None:
        """Put the cursor into the details of the person."""
        self.switch.turn_to("details")
        self.form.editor("name").setFocus()

    def correct(self, talk: str) -> None:
        """Show a contact as it was written, to be put right."""
        self.switch.turn_to("overview")
        self.card.correct(read(self._desk.store, Engagement, talk))

    def keep_as_new(self) -> None:
        """Keep somebody added at a door as a person of their own."""
        store, person = self._desk.store, self._person
        self._desk.do(lambda: settle(store, person), _("Kept as a new person"))

    def delete(self) -> None:
        """Delete the person shown."""
        store, person = self._desk.store, self._person
        self._desk.do(lambda: delete_person(store, person), _("Person deleted"))

    def leave(self) -> None:
        """Keep whatever is still being typed."""
        self.form.keep_all()

    def _show_head(self, person: Person) -> None:
        today, store = today_of(self._desk), self._desk.store
        said = sentence(belongings(store, person.id, today), lambda day: month_words(day, today))
        roles = (self._codes.words("member_role", role) for role in person.roles)
        about = (person.pronouns, said, self._codes.words("sector", person.sector), *roles)
        self._name.setText(person.name)
        self._about.say(" · ".join(filter(None, about)))
        self._reach.say(" · ".join(usable_addresses(store, person)))
        clear(self._chips)
        for words, tone in [*standing_chips(person), *((tag, "plain") for tag in person.tags)]:
            self._chips.addWidget(Chip(words, tone))
        self._chips.invalidate()

    def _show_part(self) -> None:
        if self.switch.value() == "details" and self.form.record != self._person:
            self.form.show_record(self._person)
        for section in self._sections[self.switch.value()]:
            section.show_person(self._person)

    def _turn(self, part: str) -> None:
        self.form.keep_all()
        self._parts.setCurrentIndex(PARTS.index(part))
        if self._person:
            self._show_part()

    def _offer_more(self) -> None:
        menu = QMenu(self)
        menu.addAction(_("Merge with somebody"), lambda: self._merge(self._person))
        menu.addAction(_("Put into a group"), self.put_into_group)
        menu.addSeparator()
        menu.addAction(_("Delete the person"), self.delete)
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def put_into_group(self) -> None:
        """Ask which group to put the person into."""
        self.groups.show_person(self._person)
        self.groups.join()

    def _lay_out(self) -> None:
        head = column(Head(self._name, self._log, self._more), self._about, self._reach, self._chips, gap=4)
        parts = (
            column(self.card, self.notices, self.lately, self.organizations, self.standing, STRETCH, gap=20),
            column(self.timeline, STRETCH),
            column(self.form, self.household, self.groups, STRETCH, gap=20),
            column(self.consents, STRETCH),
        )
        for part in parts:
            self._parts.addWidget(scrolled_part(part))
        self.setLayout(pane_of(head, self.switch, self._parts))


def _titles() -> tuple[str, ...]:
    return _("Overview"), _("Timeline"), _("Details"), _("Consent")
