"""A file looked through before anything is imported: its rows, its columns, and one button."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.features.exchange.page_columns import Columns
from desktop.features.exchange.page_row import RowInFull
from desktop.features.exchange.page_verdicts import VerdictModel
from desktop.features.exchange.verdicts import can_be_brought_in, filters, totals, verb
from desktop.i18n import _, ngettext
from desktop.transfer.plan import Plan
from desktop.ui.buttons import plain, primary
from desktop.ui.card import Rule
from desktop.ui.labels import Words, quiet, title
from desktop.ui.layout import STRETCH, clear, column, row, widget_of
from desktop.ui.progress import ProgressLine
from desktop.ui.rows import RowList
from desktop.ui.switch import Switch

SIDE = 300
"""Pixels of the panel beside the rows."""


class Review(QWidget):
    """What comes of a file. It asks; the page does."""

    wanted = Signal()
    """That the file be imported."""
    left = Signal()
    """That it not be."""
    read_as = Signal(str)
    """The kind its rows are to be read as."""
    told = Signal(str, str)
    """A heading, and what its column holds."""

    def __init__(self, open_record: Callable[[str], object], is_known: Callable[[str], bool]) -> None:
        super().__init__()
        self._plan: Plan | None = None
        self.file, self.tally = title(""), quiet("", "small")
        self.kinds = Switch(_("What the rows are"), [("person", _("People")), ("partner", _("Partners"))])
        self.kinds.switched.connect(self.read_as)
        self.model, self.list = VerdictModel(), RowList(_("Rows of the file"))
        self.list.setModel(self.model)
        self.filters: Switch | None = None
        self._filter_place = column()
        self.sides = Switch(_("Beside the rows"), [("columns", _("Columns")), ("row", _("This row"))])
        self.columns, self.row = Columns(), RowInFull(open_record, is_known)
        self.total, self.line = Words(""), ProgressLine(_("How far it is"))
        self.back = plain(_("Cancel"), self.left.emit)
        self.verb = primary("", self.wanted.emit)
        self.setLayout(self._lay_out())
        self._connect()

    def show_file(self, name: str) -> None:
        """Show the name of a file of which nothing is known yet."""
        self._plan = None
        self.file.setText(name)
        self.tally.setText("")
        clear(self._filter_place)
        self.filters = None
        self._show_rows("")
        self.sides.turn_to("columns")
        self._hide_until_known(is_known=False)

    def show_plan(self, plan: Plan) -> None:
        """Show what comes of a file."""
        self._plan = plan
        self.file.setText(plan.sheet.file)
        rows = ngettext("{count} row", "{count} rows", len(plan.rows)).format(count=f"{len(plan.rows):,}")
        self.tally.setText(" · ".join(filter(None, (rows, plan.unread))))
        self.kinds.blockSignals(True)
        self.kinds.turn_to(plan.kind)
        self.kinds.blockSignals(False)
        self._hide_until_known(is_known=True)
        self.columns.show_plan(plan)
        self._offer_filters(plan)
        self.verb.setText(verb(plan) if can_be_brought_in(plan) else _("Nothing to add"))
        self.show_idle()

    def begin(self) -> None:
        """Put the cursor where a person goes on: among the rows, with the columns beside them."""
        self.list.setFocus()
        self.sides.turn_to("columns")

    def show_busy(self, words: str) -> None:
        """Show that something is under way; the button beside it stops it."""
        self.total.setText(words)
        self.line.show_done(0, 1)
        self.line.show()
        self.verb.setEnabled(False)

    def show_idle(self) -> None:
        """Show that a person can go on."""
        self.line.hide()
        if self._plan:
            self.total.setText(totals(self._plan))
            self.verb.setEnabled(can_be_brought_in(self._plan))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def _lay_out(self) -> QBoxLayout:
        self._side = QStackedWidget()
        self._side.addWidget(self.columns)
        self._side.addWidget(self.row)
        side = widget_of(column(self.sides, self._side, gap=12))
        side.setFixedWidth(SIDE)
        head = row(column(self.file, self.tally, gap=2), STRETCH, self.kinds)
        rows = column(widget_of(self._filter_place), self.list, gap=8)
        foot = row(column(self.total, self.line, gap=6), 16, self.back, self.verb)
        foot.setStretch(0, 1)
        body = row(rows, 24, side)
        body.setStretch(0, 1)
        whole = QVBoxLayout()
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addLayout(head)
        whole.addLayout(body, 1)
        whole.addWidget(Rule())
        whole.addLayout(foot)
        return whole

    def _connect(self) -> None:
        self.columns.told.connect(self.told)
        self.sides.switched.connect(lambda side: self._side.setCurrentIndex(side == "row"))
        self.list.selectionModel().currentChanged.connect(self._follow)

    def _offer_filters(self, plan: Plan) -> None:
        before = self.filters.value() if self.filters else ""
        offered = filters(plan)
        clear(self._filter_place)
        self.filters = Switch(_("Which rows"), offered)
        self.filters.turn_to(before if before in dict(offered) else "")
        self.filters.switched.connect(self._show_rows)
        self._filter_place.addWidget(self.filters)
        self._show_rows(self.filters.value())

    def _hide_until_known(self, *, is_known: bool) -> None:
        for each in (self.kinds, self.sides, self._side, self.verb):
            each.setVisible(is_known)

    def _show_rows(self, verdict: str) -> None:
        self.model.show(self._plan, verdict)
        self.row.show_row(None, -1)

    def _follow(self, index: QModelIndex) -> None:
        if index.isValid() and self._plan:
            self.row.show_row(self._plan, self.model.place_of(index.row()))
            self.sides.turn_to("row")
