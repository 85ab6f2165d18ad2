"""The page of partners: organizations and their pages, the sectors, and who works with whom."""

from collections.abc import Sequence

from PySide6.QtWidgets import QStackedWidget

from desktop.commands import Command
from desktop.features.partners.actions import add_partner
from desktop.features.partners.page_network import NetworkView
from desktop.features.partners.page_organization import OrganizationPane
from desktop.features.partners.page_sectors import SectorStrip, SectorsView
from desktop.features.partners.queries import conditions, partner_of, speakers
from desktop.i18n import _
from desktop.store.coverage import SectorCoverage, sector_coverage
from desktop.store.listing import Line, Listing, open_listing
from desktop.ui.buttons import plain, primary
from desktop.ui.codes import codes_of
from desktop.ui.desk import Desk
from desktop.ui.dialogs import Dialog
from desktop.ui.empty import Empty
from desktop.ui.fields import ChoiceField, LineField
from desktop.ui.labelled import labelled
from desktop.ui.latest import Latest
from desktop.ui.layout import column
from desktop.ui.list_detail import ListDetail
from desktop.ui.now import today_of
from desktop.ui.page import Page
from desktop.ui.page_head import PageHead
from desktop.ui.record_model import RowText
from desktop.ui.sectors import sector_icon
from desktop.ui.switch import Switch

VIEWS = ("organizations", "sectors", "ties")


def build(desk: Desk) -> Page:
    """Return the page."""
    return PartnersPage(desk)


class PartnersPage(Page):
    """Three views of the partners; the list of organizations is the first."""

    shows = frozenset(
        {"partner", "affiliation", "agreement", "tie", "engagement", "attendance", "meeting", "person"}
        | {"sector", "project", "change_log"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._latest = Latest(desk, self)
        self._sectors: dict[str, str] = {}
        self._speakers: dict[str, str] = {}
        self.pane = OrganizationPane(desk, self.open_partner)
        self.strip = SectorStrip()
        self.strip.turned.connect(self._narrow)
        self._activity = ChoiceField(_("Which"), [("", _("Active")), ("past", _("Past"))])
        self._activity.setFixedWidth(100)
        self._activity.activated.connect(self._narrow)
        self.list = ListDetail(
            _("Search partners"),
            self._find,
            self._describe,
            self.pane,
            Empty(
                "handshake",
                _("No organizations here yet. Add the first one that works with you."),
                primary(_("Add an organization"), self.add, "plus"),
            ),
            above=self.strip,
            beside_search=self._activity,
        )
        self.list.chosen.connect(self._show)
        self.sectors = SectorsView(self.open_sector)
        self.network = NetworkView(desk, self.open_partner, self._show_list)
        self.switch = Switch(
            _("View"),
            [("organizations", _("Organizations")), ("sectors", _("Sectors")), ("ties", _("Ties"))],
        )
        self.switch.switched.connect(self._turn)
        self._views = QStackedWidget()
        for view in (self.list, self.sectors, self.network):
            self._views.addWidget(view)
        add = plain(_("Add an organization"), self.add, "plus")
        head = PageHead(_("Partners"), self.list, add, switch=self.switch)
        self.setLayout(column(head, self._views, gap=0))

    def refresh(self) -> None:
        """Read the list, and whatever of the rest is in view."""
        self._sectors = dict(codes_of(self.desk.store, "sector"))
        self._speakers = speakers(self.desk.store, today_of(self.desk))
        self.list.refresh()
        if self.list.record() and not self.pane.refresh():
            self.list.choose("")
        if self.switch.value() == "ties":
            self.network.refresh()
        today, store = today_of(self.desk), self.desk.store
        self._latest.ask(lambda: sector_coverage(store, today), self._show_sectors)

    def show_record(self, kind: str, record: str) -> None:
        """Show an organization, the one that an agreement or a tie belongs to, or the sectors."""
        if kind == "sector":
            self.switch.turn_to("sectors")
            return
        partner = partner_of(self.desk.store, kind, record)
        if partner:
            self.open_partner(partner)
        if partner and kind == "agreement":
            self.pane.open_agreement(record)

    def open_partner(self, partner: str) -> None:
        """Show an organization."""
        self.switch.turn_to("organizations")
        self.list.choose(partner)
        self.list.list.scrollTo(self.list.list.currentIndex())

    def open_sector(self, sector: str) -> None:
        """Show the organizations of a sector."""
        self.strip.turn_to(sector)
        self.switch.turn_to("organizations")

    def add(self) -> None:
        """Ask for the name and the sector of a new organization, then show it."""
        name = LineField(_("Name"), _("e.g. Riverside Public Library"))
        offered = [("", _("Not said")), *codes_of(self.desk.store, "sector")]
        sector = ChoiceField(_("Sector"), offered)
        sector.choose(self.strip.sector())
        fields = labelled((_("Name"), name), (_("Sector"), sector))
        Dialog(
            self,
            _("Add an organization"),
            fields,
            _("Add"),
            lambda: self.open_partner(add_partner(self.desk.store, name.text(), sector.chosen())),
        ).open()
        name.setFocus()

    def commands(self) -> Sequence[Command]:
        """Return what can be done here."""
        return (
            Command(
                "partners.add", _("Add an organization"), self.add, "Ctrl+N", "plus", words=(_("partner"),)
            ),
            Command(
                "partners.log",
                _("Log a contact"),
                self.pane.log_contact,
                "Ctrl+L",
                "message-circle",
                lambda: bool(self.list.record()),
                (_("call"), _("visit"), _("engagement")),
            ),
            Command("partners.sectors", _("Show the sectors"), lambda: self.switch.turn_to("sectors")),
            Command("partners.ties", _("Show who works with whom"), lambda: self.switch.turn_to("ties")),
        )

    def search_here(self) -> None:
        """Put the cursor into the search."""
        self.switch.turn_to("organizations")
        self.list.search.setFocus()

    def leave(self) -> None:
        """Keep whatever is still being typed."""
        self.pane.leave()

    def _find(self, words: str) -> Listing:
        narrowed = conditions(self.desk.store, self.strip.sector(), past=self._activity.chosen() == "past")
        return open_listing(self.desk.store, "partner", words=words, where=narrowed)

    def _describe(self, line: Line) -> RowText:
        fields = line.state["fields"]
        sector = str(fields.get("sector") or "")
        parts = (self._sectors.get(sector, sector), self._speakers.get(line.id, ""))
        detail = " · ".join(part for part in parts if part)
        return RowText(
            str(fields.get("name", "")), detail, icon=sector_icon(sector), faded=bool(fields.get("inactive"))
        )

    def _show_list(self) -> None:
        self.switch.turn_to("organizations")

    def _narrow(self, _way: object) -> None:
        self.list.refresh()

    def _show(self, partner: str) -> None:
        if partner:
            self.pane.show_partner(partner)

    def _show_sectors(self, sectors: list[SectorCoverage]) -> None:
        today = today_of(self.desk)
        self.strip.show_sectors(sectors, today)
        self.strip.setVisible(any(sector.partners for sector in sectors))
        self.sectors.show_sectors(sectors, today)

    def _turn(self, view: str) -> None:
        self._views.setCurrentIndex(VIEWS.index(view))
        if view == "ties":
            self.network.refresh()
