"""The recovery code on the screen: to be printed or saved, and then checked against the paper."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QWidget

from desktop.i18n import _
from desktop.recovery_check import check_typed, groups_asked, recovery_sheet
from desktop.reports.printing import pdf
from desktop.ui.bridge import Bridge
from desktop.ui.buttons import plain
from desktop.ui.card import Card
from desktop.ui.fields import LineField
from desktop.ui.flow import Flow
from desktop.ui.fonts import font
from desktop.ui.labels import OneLine, Words
from desktop.ui.layout import STRETCH, column, row, widget_of
from desktop.ui.printing import print_document
from desktop.ui.stacked import stacked
from desktop.writing_out import write_out
from sync.errors import CoalitionError

COLUMNS = 4
"""Half as many where the text is large."""
ROOM, GAP = 540, 12
"""Pixels."""
LETTERS = 4
"""In a group."""


class RecoveryPaper(QWidget):
    """A recovery code with the ways onto paper, and two fields in which it is typed from there."""

    finished = Signal()
    """The Enter key in the last field."""
    failed = Signal(str)
    """A sentence about what could not be done."""

    def __init__(self, bridge: Bridge, code: str, coalition: str, today: date) -> None:
        super().__init__()
        self._bridge, self._code = bridge, code
        self._sheet = recovery_sheet(code, coalition, today)
        self.said = Words("", quiet=True)
        self.said.hide()
        self.fields = {place: _field(place) for place in groups_asked(code)}
        *_others, last = self.fields.values()
        self.setFocusProxy(next(iter(self.fields.values())))
        last.returnPressed.connect(self.finished)
        ways = Flow(
            plain(_("Print…"), self.print, "printer"),
            plain(_("Save as PDF…"), self.ask_where, "file-down"),
            gap=8,
        )
        asked = row(
            *(stacked((field.accessibleName(), field)) for field in self.fields.values()), STRETCH, gap=16
        )
        check = Words(_("Now type two of its groups from the paper:"))
        self.setLayout(column(Card(_groups(code)), ways, self.said, 4, check, asked, gap=12))

    def check(self) -> None:
        """Refused unless the two groups were typed as the code has them."""
        check_typed(self._code, {place: field.text() for place, field in self.fields.items()})

    def print(self) -> None:
        """Have the sheet printed."""
        print_document(self, self._bridge, self._sheet)

    def ask_where(self) -> None:
        """Ask where the sheet is to be saved."""
        name = _("Recovery code") + ".pdf"
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Save the recovery sheet"), name, "PDF (*.pdf)")
        if chosen:
            self.save(Path(chosen))

    def save(self, path: Path) -> None:
        """Save the sheet as PDF; it is drawn in another thread."""

        def job() -> None:
            write_out(path, pdf(self._sheet), _("the recovery sheet"))

        self._run(job, lambda: self.said.say(_("Saved as {name}.").format(name=path.name)))

    def _run(self, job: Callable[[], None], then: Callable[[], object]) -> None:
        def failed(error: CoalitionError) -> None:
            self.failed.emit(error.sentence)

        self._bridge.run(job, lambda _done: then(), failed, owner=self)


def _groups(code: str) -> QGridLayout:
    cells = [_cell(place, letters) for place, letters in enumerate(code.split("-"), 1)]
    widest = max(cell.sizeHint().width() for cell in cells)
    columns = COLUMNS if COLUMNS * (widest + GAP) <= ROOM else COLUMNS // 2
    grid = QGridLayout()
    grid.setHorizontalSpacing(GAP)
    grid.setVerticalSpacing(12)
    for place, cell in enumerate(cells):
        grid.addWidget(cell, place // columns, place % columns)
    return grid


def _cell(place: int, letters: str) -> QWidget:
    group = OneLine(letters, "title", strong=True)
    group.setFont(font("title", strong=True, figures=True))
    group.setAccessibleName(_("Group {number}: {letters}").format(number=place, letters=" ".join(letters)))
    return widget_of(row(OneLine(str(place), "small", quiet=True), group, STRETCH, gap=8))


def _field(place: int) -> LineField:
    field = LineField(_("Group {number}").format(number=place))
    field.setMaxLength(LETTERS + 4)
    field.setMaximumWidth(140)
    return field
