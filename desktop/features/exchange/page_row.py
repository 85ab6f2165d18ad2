"""One row of a file: all that stands in it, what comes of it and why."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.features.exchange.columns import words_for
from desktop.features.exchange.verdicts import TONES, headline_of, word_for
from desktop.i18n import _
from desktop.transfer.plan import Plan
from desktop.ui.buttons import quiet_button
from desktop.ui.chip import Chip
from desktop.ui.labels import Words
from desktop.ui.layout import STRETCH, clear, column, row, scrolled, widget_of


class RowInFull(QWidget):
    """The row that is chosen in the list."""

    def __init__(self, open_record: Callable[[str], object], is_known: Callable[[str], bool]) -> None:
        super().__init__()
        self._open, self._is_known = open_record, is_known
        self._inside = column(gap=12)
        holder = widget_of(column(self._inside, STRETCH))
        holder.setContentsMargins(0, 0, 14, 0)
        self.setLayout(column(scrolled(holder)))
        self.show_row(None, -1)

    def show_row(self, plan: Plan | None, place: int) -> None:
        """Show a row; without one, say how to see one."""
        clear(self._inside)
        if plan is None or not 0 <= place < len(plan.rows):
            self._inside.addWidget(Words(_("Choose a row to see all that stands in it."), quiet=True))
            return
        verdict = plan.rows[place]
        chip = Chip()
        number = Words(_("Row {number}").format(number=verdict.place), "small", quiet=True)
        self._inside.addLayout(row(chip, number, STRETCH))
        chip.say(word_for(verdict.verdict), TONES[verdict.verdict])  # once it stands in a window
        self._inside.addWidget(Words(headline_of(plan, place), "heading", strong=True))
        self._inside.addWidget(Words(verdict.why))
        if self._is_known(verdict.record):
            self._inside.addLayout(row(self._way_to(verdict.record), STRETCH))
        self._show_cells(plan, place)

    def _way_to(self, record: str) -> QWidget:
        return quiet_button(_("Show who is known"), lambda: self._open(record), "user")

    def _show_cells(self, plan: Plan, place: int) -> None:
        cells = plan.sheet.rows[place].cells
        for each in plan.mapping.columns:
            if cell := cells[each.place].strip():
                holds = words_for(each.target) if each.target else _("Keep in the notes")
                heading = each.header if holds == each.header else f"{each.header} → {holds}"
                words = Words(cell)
                words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                self._inside.addLayout(column(Words(heading, "small", quiet=True), words, gap=2))
