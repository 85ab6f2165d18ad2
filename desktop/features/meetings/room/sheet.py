"""The paper: codes of the printed sheet typed or scanned in bulk, and the count set against the roster."""

from PySide6.QtCore import QTimer

from desktop.features.meetings.attendance.sheets import (
    ReadCode,
    count_sheet,
    enter_rows,
    read_codes,
    reconcile,
)
from desktop.features.meetings.evening import Evening
from desktop.features.meetings.room.fit import fitted, scale
from desktop.features.meetings.room.keys import on_control_enter
from desktop.features.meetings.room.panel import Panel
from desktop.features.meetings.room.walk_in import WalkInForm
from desktop.i18n import _, ngettext
from desktop.ui.buttons import primary
from desktop.ui.card import Card
from desktop.ui.desk import Desk
from desktop.ui.fields import LineField, TextField, show_wrong
from desktop.ui.labels import Words, quiet
from desktop.ui.layout import STRETCH, clear, column, row, scrolled, widget_of
from desktop.ui.record_model import RowText
from desktop.ui.row_button import RowButton

PAUSE = 150
"""Milliseconds without a key after which the codes are read."""


class SheetPanel(Panel):
    """Codes into a text, what each stands for below it, and how many signatures there are."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.codes = TextField(
            _("Codes of the sheet"), _("Type or scan the codes: one after the other"), lines=3
        )
        self.codes.setFixedHeight(round(92 * scale()))
        on_control_enter(self.codes.area, self.enter)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self.codes.area.textChanged.connect(self._pause.start)
        self._pause.timeout.connect(self.read)
        self._read: list[ReadCode] = []
        self._lines = column(gap=0)
        self.enter_button = primary(_("Enter"), self.enter)
        self.signatures = LineField(_("Signatures on the paper"))
        self.signatures.setMaximumWidth(round(70 * scale()))
        self.signatures.editingFinished.connect(self.count)
        self._level = Words("", "small")
        self._said = Card(column(self._level), margin=8)
        counted = row(Words(_("Signatures on the paper"), quiet=True), self.signatures)
        counted.setStretch(0, 1)
        found = scrolled(widget_of(column(self._lines, STRETCH)))
        hint = quiet(_("The rows for walk-ins ask for a name."), "small")
        verb = row(hint, self.enter_button)
        verb.setStretch(0, 1)
        self.setLayout(fitted((counted, self._said, 4, self.codes, verb), found))

    def show_evening(self, evening: Evening) -> None:
        """Show how the paper and the roster compare."""
        super().show_evening(evening)
        if not self.signatures.hasFocus():
            count = evening.meeting.sheet_count
            self.signatures.setText(str(count) if count else "")
        found = reconcile(evening.meeting, evening.roster)
        is_level = found.is_level and bool(found.signatures)
        same = _("Paper and roster agree: {count} people.").format(count=found.present)
        none = _("Count the signatures and type the number here.")
        self._level.setText(same if is_level else found.words if found.signatures else none)
        self._said.tone = "good" if is_level else "warn" if found.signatures else ""
        self._said.update()
        self.read()

    def begin(self) -> None:
        """Put the cursor into the codes."""
        self.codes.setFocus()

    def read(self) -> None:
        """Show what each code that was typed stands for."""
        if not self.meeting:
            return
        text = self.codes.area.toPlainText()
        self._read = read_codes(self.desk.store, self.meeting, text) if text.strip() else []
        self._show_lines([self._line(each) for each in self._read])
        count = len(self._named())
        said = ngettext("Enter {count} person", "Enter {count} people", count)
        self.enter_button.setText(said.format(count=count) if count else _("Enter"))
        self.enter_button.setEnabled(bool(count))

    def enter(self) -> None:
        """Mark the people of these rows present; what could not be read stays to be mended."""
        named = self._named()
        rows = [each.row for each in named if each.row]
        news = self.desk.do(lambda: enter_rows(self.desk.store, self.meeting, rows))
        if news is None:
            return
        said = ngettext(
            "{count} person entered from the sheet", "{count} people entered from the sheet", news
        )
        self.desk.way.tell(said.format(count=news), undo=True)
        kept = [each.typed for each in self._read if each not in named]
        self.codes.area.setPlainText(" ".join(kept))
        self.codes.setFocus()

    def count(self) -> None:
        """Note how many signatures there are."""
        text = self.signatures.text().strip()
        show_wrong(self.signatures, wrong=bool(text) and not text.isdecimal())
        if text.isdecimal() and len(text) < 6:
            self.desk.do(lambda: count_sheet(self.desk.store, self.meeting, int(text)))

    def _named(self) -> list[ReadCode]:
        return [each for each in self._read if each.row and each.row.person]

    def _line(self, code: ReadCode) -> RowButton:
        row_of = code.row
        if row_of is None:
            meant = ", ".join(each.name or each.code for each in code.maybe)
            trouble = _("{trouble} Perhaps {names}?").format(trouble=code.trouble, names=meant)
            return RowButton(
                RowText(code.typed, trouble if meant else code.trouble, icon="circle-alert", tone="warn")
            )
        if row_of.person:
            return RowButton(RowText(row_of.name, row_of.organization, code.typed, "plain", "user"))
        said = RowText(
            _("Walk-in, row {place}").format(place=row_of.place),
            _("Enter adds the name"),
            code.typed,
            icon="user-plus",
        )
        return RowButton(said, lambda: WalkInForm(self, self.desk, self.meeting, "", row_of.code).open())

    def _show_lines(self, lines: list[RowButton]) -> None:
        clear(self._lines)
        for line in lines:
            self._lines.addWidget(line)
