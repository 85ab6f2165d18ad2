"""Which column holds what: each with a few of its cells, and a choice to say it better."""

from textwrap import shorten

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.features.exchange.columns import ColumnLine, choices, lines_of, speaks_for_itself
from desktop.i18n import _
from desktop.transfer.plan import Plan
from desktop.ui.fields import ChoiceField
from desktop.ui.labels import Words
from desktop.ui.layout import STRETCH, clear, column, scrolled, widget_of

LONGEST = 60
"""Characters of its cells that are shown below a heading."""


class Columns(QWidget):
    """The columns of a file. `told` carries a heading and what somebody says that it holds."""

    told = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._inside = column(gap=12)
        self._headers: list[str] = []
        self.fields: list[ChoiceField] = []
        holder = widget_of(column(self._inside, STRETCH))
        holder.setContentsMargins(0, 0, 14, 0)
        self.setLayout(column(scrolled(holder)))

    def show_plan(self, plan: Plan) -> None:
        """Show the columns of a file; where they are the same as before, the focus stays."""
        lines = lines_of(plan)
        why = speaks_for_itself(plan)
        headers = [plan.kind, why, *(line.header for line in lines)]
        if headers != self._headers:
            self._headers = headers
            self._build(plan.kind, lines, why)
        for line, field in zip(lines, self.fields, strict=not why):
            field.blockSignals(True)
            field.choose(line.holds)
            field.blockSignals(False)

    def _build(self, kind: str, lines: list[ColumnLine], why: str) -> None:
        clear(self._inside)
        self.fields = []
        if why:
            self._inside.addWidget(Words(why, quiet=True))
            return
        for line in lines:
            self._inside.addWidget(self._column(kind, line))

    def _column(self, kind: str, line: ColumnLine) -> QWidget:
        field = ChoiceField(_("What {column} holds").format(column=line.header), choices(kind))
        field.activated.connect(lambda _place: self.told.emit(line.header, field.chosen()))
        self.fields.append(field)
        cells = shorten(" · ".join(line.samples), LONGEST, placeholder="…")
        return widget_of(
            column(Words(line.header, strong=True), Words(cells, "small", quiet=True), field, gap=4)
        )
