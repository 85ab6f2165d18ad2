"""Somebody nobody expected: a name, one way to reach them, and a look at who they may be already."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from desktop.features.meetings.attendance.marking import mark
from desktop.features.meetings.attendance.walk_ins import Known, WalkIn, add_walk_in, like_people
from desktop.features.meetings.room.fit import dialog_width
from desktop.features.meetings.room.keys import chain, chain_words
from desktop.i18n import _
from desktop.ui.card import Card
from desktop.ui.codes import codes_of
from desktop.ui.desk import Desk
from desktop.ui.dialogs import Dialog
from desktop.ui.fields import ChoiceField, LineField
from desktop.ui.labelled import labelled
from desktop.ui.labels import Words
from desktop.ui.layout import clear, column
from desktop.ui.record_model import RowText
from desktop.ui.row_button import RowButton
from desktop.ui.tick import Tick
from sync.errors import Refused

PAUSE = 120
"""Milliseconds without a key after which it is looked who they may be."""


class WalkInForm(Dialog):
    """Four fields; Enter goes on, in the last and with Ctrl it adds. Whoever is known already is offered."""

    def __init__(self, parent: QWidget, desk: Desk, meeting: str, name: str, sheet_code: str = "") -> None:
        self._desk, self._meeting, self._sheet_code = desk, meeting, sheet_code
        self._warned: set[str] = set()
        self.name = LineField(_("Name"), _("First and last name"))
        self.contact = LineField(_("E-mail or phone"), _("One is enough"))
        sectors = [("", _("Not said")), *codes_of(desk.store, "sector")]
        self.sector = ChoiceField(_("Sector"), sectors)
        self.agrees = Tick(_wording())
        self._likely = column(gap=0)
        self._warning = Card(
            column(
                Words(_("Known already? Enter on a name marks them present:"), "small"), self._likely, gap=4
            ),
            tone="warn",
            margin=8,
        )
        self._warning.hide()
        fields = labelled(
            (_("Name"), self.name),
            (_("E-mail or phone"), self.contact),
            (_("Sector"), self.sector),
            ("", self.agrees),
        )
        body = column(fields, chain_words(), self._warning, gap=12)
        super().__init__(
            parent, _("Somebody walked in"), body, _("Add and mark present"), self._add, width=dialog_width()
        )
        chain((self.name, self.contact, self.sector, self.agrees), self.finish)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.look)
        for field in (self.name, self.contact):
            field.textChanged.connect(lambda _words: self._pause.start())
        self.name.setText(name)
        (self.contact if name else self.name).setFocus()

    def look(self) -> None:
        """Show who the newcomer may be."""
        known = self._known()
        self._warned |= {each.person for each in known}
        clear(self._likely)
        before: QWidget = self.agrees
        for each in known:
            line = RowButton(_said(each), lambda each=each: self._is(each))  # type: ignore[misc]
            self._likely.addWidget(line)
            QWidget.setTabOrder(before, line)  # Tab comes to them before it comes to the buttons
            before = line
        self._warning.setVisible(bool(known))

    def _walk_in(self) -> WalkIn:
        contact = self.contact.text().strip()
        is_email = "@" in contact
        return WalkIn(
            self.name.text(),
            email=contact if is_email else "",
            phone="" if is_email else contact,
            sector=self.sector.chosen(),
            may_contact=self.agrees.isChecked(),
            wording=_wording() if self.agrees.isChecked() else "",
            sheet_code=self._sheet_code,
        )

    def _known(self) -> list[Known]:
        return like_people(self._desk.store, self._walk_in()) if self.name.text().strip() else []

    def _add(self) -> None:
        unseen = [each for each in self._known() if each.is_strong and each.person not in self._warned]
        if unseen:
            self.look()
            words = _("{name} is known already. Choose them below, or press the button again to add another.")
            raise Refused(words.format(name=unseen[0].name), "known_already")
        walk_in = self._walk_in()
        add_walk_in(self._desk.store, self._meeting, walk_in)
        self._desk.way.tell(_("{name} is here").format(name=walk_in.name.strip()), undo=True)

    def _is(self, known: Known) -> None:
        """They are known: mark that person present instead of adding another."""
        store, meeting, code = self._desk.store, self._meeting, self._sheet_code
        self._desk.do(
            lambda: mark(store, meeting, known.person, sheet_code=code),
            _("{name} is here").format(name=known.name),
        )
        self.accept()


def _wording() -> str:
    return _("May be contacted this way about the coalition")


def _said(known: Known) -> RowText:
    reasons = ", ".join(known.reasons)
    detail = ", ".join(part for part in (known.organization, reasons) if part)
    chip = _("Very likely") if known.is_strong else ""
    return RowText(known.name, detail, chip, "warn", "user")
