"""One organization: who it is, its people, agreements and ties, and what happened with it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from desktop.features.partners.actions import remove_partner
from desktop.features.partners.lines import Happening
from desktop.features.partners.page_agreements import AgreementsSection
from desktop.features.partners.page_log import LogCard
from desktop.features.partners.page_people import PeopleSection
from desktop.features.partners.page_ties import TiesSection
from desktop.features.partners.page_timeline import TimelineSection
from desktop.features.partners.queries import timeline
from desktop.i18n import _
from desktop.ui.buttons import primary, quiet_button
from desktop.ui.chip import Chip
from desktop.ui.codes import code_words
from desktop.ui.desk import Desk
from desktop.ui.form import Form
from desktop.ui.head import Head
from desktop.ui.labels import Words, quiet, title
from desktop.ui.latest import Latest
from desktop.ui.layout import STRETCH, column, row
from desktop.ui.periods import period_words
from desktop.ui.record_pane import pane_of, scrolled_part
from desktop.ui.switch import Switch
from sync.errors import Unknown
from sync.records.partners import Partner

FIELDS = (
    "name",
    "sector",
    "contact",
    "email",
    "phone",
    "website",
    "address",
    "partner_since",
    "tags",
    "inactive",
    "notes",
)
_LATEST = 5


class OrganizationPane(QWidget):
    """The page of one organization, beside the list."""

    def __init__(self, desk: Desk, open_partner: Callable[[str], object]) -> None:
        super().__init__()
        self._desk, self._partner = desk, ""
        self._asking = Latest(desk, self)
        self._name, self._about, self._reach = title(""), quiet(""), Words()
        self._past = Chip(_("No longer active"))
        self._log = primary(_("Log a contact"), self.log_contact, "message-circle")
        self._card = LogCard(desk, self._end_log)
        self._people, self._agreements = PeopleSection(desk), AgreementsSection(desk)
        self._ties = TiesSection(desk, open_partner)
        self._latest = TimelineSection(desk, _("Lately"))
        self._timeline = TimelineSection(desk, _("Everything that happened"))
        self._form = Form(desk, "partner", FIELDS)
        self._switch = Switch(
            _("Parts of the page"),
            [("overview", _("Overview")), ("timeline", _("Timeline")), ("details", _("Details"))],
        )
        self._parts = QStackedWidget()
        self._switch.switched.connect(self._turn)
        self._lay_out()

    def show_partner(self, partner: str) -> None:
        """Show an organization, once what is being typed about another is kept."""
        if partner != self._partner:
            self.leave()
            self._card.hide()
            self._log.show()
            self._partner = partner
        self.refresh()
        if partner != self._form.record:
            self._form.show_record(partner)

    def refresh(self) -> bool:
        """Read anew what is shown; tell whether the organization is still there."""
        try:
            partner = self._desk.store.get("partner", self._partner)
        except Unknown:
            return False
        if isinstance(partner, Partner):
            self._show_head(partner)
        for section in (self._people, self._agreements, self._ties):
            section.show_partner(self._partner)
        store, shown = self._desk.store, self._partner
        self._asking.ask(lambda: timeline(store, shown), self._tell)
        return True

    def open_agreement(self, agreement: str) -> None:
        """Open an agreement in place."""
        self._switch.turn_to("overview")
        self._agreements.open_agreement(agreement)
        # Once it has been laid out.
        QTimer.singleShot(0, self, lambda: self._overview.ensureWidgetVisible(self._agreements))

    def log_contact(self) -> None:
        """Show the small form for a contact, with the cursor in it."""
        self._switch.turn_to("overview")
        self._card.begin(self._partner)
        self._log.hide()

    def _end_log(self) -> None:
        self._log.show()
        self._log.setFocus()

    def leave(self) -> None:
        """Keep whatever is still being typed."""
        self._form.keep_all()
        self._agreements.keep()

    def _show_head(self, partner: Partner) -> None:
        sector = code_words(self._desk.store, "sector", partner.sector) or _("No sector yet")
        since = partner.partner_since
        joined = _("partner {since}").format(since=period_words(since, None)) if since else ""
        self._name.setText(partner.name)
        self._about.setText(" · ".join(part for part in (sector, joined, *partner.tags) if part))
        reach = (partner.phone, partner.email, partner.website)
        self._reach.say(" · ".join(part for part in reach if part))
        self._past.setVisible(partner.inactive)

    def _tell(self, happened: Sequence[Happening]) -> None:
        self._latest.show_happenings(happened[:_LATEST])
        self._timeline.show_happenings(happened)

    def _turn(self, part: str) -> None:
        self._form.keep_all()
        self._parts.setCurrentIndex(("overview", "timeline", "details").index(part))

    def _remove(self) -> None:
        partner = self._partner
        self._desk.do(lambda: remove_partner(self._desk.store, partner), _("Organization deleted"))

    def _lay_out(self) -> None:
        self._log.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._name.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        head = column(Head(self._name, self._past, self._log), self._about, self._reach, gap=4)
        overview = column(
            self._card, self._people, self._agreements, self._ties, self._latest, STRETCH, gap=20
        )
        remove = quiet_button(_("Delete the organization"), self._remove, "trash-2")
        details = column(self._form, row(remove, STRETCH), STRETCH, gap=16)
        self._overview = scrolled_part(overview)
        self._parts.addWidget(self._overview)
        for part in (column(self._timeline, STRETCH), details):
            self._parts.addWidget(scrolled_part(part))
        self.setLayout(pane_of(head, self._switch, self._parts))
