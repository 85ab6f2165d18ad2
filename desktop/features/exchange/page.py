"""Import and export: lists in from files, lists out to files and onto paper."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtWidgets import QStackedWidget

from desktop.commands import Command
from desktop.features.exchange.page_export import Export
from desktop.features.exchange.page_import import Import
from desktop.features.exchange.verdicts import can_be_brought_in
from desktop.i18n import _
from desktop.ui.desk import Desk
from desktop.ui.labels import title
from desktop.ui.layout import STRETCH, column, row, widget_of
from desktop.ui.page import Page
from desktop.ui.switch import Switch


class ExchangePage(Page):
    """Two views, switched at the top."""

    shows: ClassVar[frozenset[str]] = frozenset(
        {"import_batch", "person", "partner", "meeting", "group", "letter", "consent", "suppression"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.ways = Switch(_("In or out"), [("in", _("Bring in")), ("out", _("Take out"))])
        self.taking_in, self.taking_out = Import(desk), Export(desk)
        self._views = QStackedWidget()
        self._views.addWidget(self.taking_in)
        self._views.addWidget(self.taking_out)
        self.ways.switched.connect(self._turn)
        head = widget_of(row(title(_("Import and export")), STRETCH, self.ways))
        # A file that is looked through has the page to itself, its name for a title.
        self.taking_in.currentChanged.connect(lambda place: head.setVisible(place == 0))
        self.setLayout(column(head, self._views, gap=16, margin=24))

    def refresh(self) -> None:
        """Show the imports there were, or who would be in an export."""
        if self.ways.value() == "out":
            self.taking_out.refresh()
        self.taking_in.refresh()

    def commands(self) -> Sequence[Command]:
        """Return what can be done here."""
        return (
            Command(
                "exchange.choose", _("Import a file"), self._choose, "Ctrl+O", "upload", words=("csv", "vcf")
            ),
            Command(
                "exchange.bring_in",
                _("Add what is new in the file"),
                self.taking_in.confirm,
                "Ctrl+Return",
                "check",
                enabled=lambda: self.taking_in.plan is not None and can_be_brought_in(self.taking_in.plan),
            ),
            Command(
                "exchange.take_out",
                _("Export a list"),
                lambda: self.ways.turn_to("out"),
                "Ctrl+E",
                "download",
                words=(_("labels"), _("letters"), _("directory"), "csv", "vcard"),
            ),
        )

    def _turn(self, way: str) -> None:
        self._views.setCurrentIndex(way == "out")
        if way == "out":
            self.taking_out.refresh()

    def _choose(self) -> None:
        self.ways.turn_to("in")
        self.taking_in.choose()


def build(desk: Desk) -> Page:
    """Return the page."""
    return ExchangePage(desk)
