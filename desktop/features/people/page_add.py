"""Adding somebody: a name, one way to reach them, a sector; and who they may be already, as it is typed."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop.features.people.actions import Newcomer, add_person, contact_fields
from desktop.features.people.belongings import sentence
from desktop.features.people.queries import belongings
from desktop.features.people.reading import LONGEST_NAME
from desktop.i18n import _
from desktop.lookalikes import Lookalike, lookalikes
from desktop.ui.card import Card
from desktop.ui.codes import codes_of
from desktop.ui.dates import day_words
from desktop.ui.desk import Desk
from desktop.ui.dialogs import Dialog
from desktop.ui.fields import ChoiceField, LineField
from desktop.ui.labelled import labelled
from desktop.ui.labels import Words
from desktop.ui.layout import clear, column
from desktop.ui.now import today_of
from desktop.ui.picker import Picker
from desktop.ui.record_model import RowText
from desktop.ui.row_button import RowButton
from desktop.ui.tick import Tick
from sync.records.consents import Channel, Consent

PAUSE = 150
"""Milliseconds without a key before it is looked who may be meant."""


class AddPerson(Dialog):
    """The dialog. `show_person` is called with whoever was added, or was known already."""

    def __init__(
        self, parent: QWidget, desk: Desk, show_person: Callable[[str], object], name: str = ""
    ) -> None:
        fields = NewcomerFields(desk)
        super().__init__(parent, _("Add a person"), fields, _("Add"), self._add, width=500)
        self.fields, self._desk, self._show = fields, desk, show_person
        fields.name.setText(name)
        fields.looked.connect(self._follow)
        fields.meant.connect(self._go_to)
        fields.setFocus()

    def _add(self) -> None:
        person = add_person(self._desk.store, self.fields.newcomer())
        self._desk.way.tell(_("Person added"), undo=True)
        self._show(person)

    def _go_to(self, person: str) -> None:
        self.reject()
        self._show(person)

    def _follow(self) -> None:
        is_known = any(each.is_strong for each in self.fields.known)
        self.verb.setText(_("Add all the same") if is_known else _("Add"))


class NewcomerFields(QWidget):
    """What is typed of somebody. `looked` comes when it was looked who may be meant; `meant` says who is."""

    looked = Signal()
    meant = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.known: list[Lookalike] = []
        self.name = LineField(_("Name"), _("First and last name"))
        self.name.setMaxLength(LONGEST_NAME)
        self.contact = LineField(_("E-mail or phone"), _("One way to reach them"))
        self.sector = ChoiceField(_("Sector"), [("", _("Not said")), *codes_of(desk.store, "sector")])
        self.partner = Picker(desk.store, "partner", _("Organization"))
        self.agreed = Tick(_("They agreed to be contacted this way"))
        self._list = column(gap=0)
        self._warning = Card(column(Words(_("Perhaps already known:"), "small"), self._list, gap=4))
        self._warning.tone = "warn"
        self._warning.hide()
        fields = labelled(
            (_("Name"), self.name),
            (_("Reached by"), self.contact),
            (_("Sector"), self.sector),
            (_("Belongs to"), self.partner),
            ("", self.agreed),
        )
        self.setLayout(column(fields, self._warning, gap=12))
        self.setFocusProxy(self.name)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.look)
        for line in (self.name, self.contact):
            line.textEdited.connect(lambda _words: self._pause.start())
        self.partner.picked.connect(lambda _partner: self.look())

    def newcomer(self) -> Newcomer:
        """Return what was typed."""
        contact = self.contact.text().strip()
        return Newcomer(
            self.name.text(),
            contact,
            self.sector.chosen(),
            self.partner.record(),
            self._consent(contact) if self.agreed.isChecked() else None,
        )

    def look(self) -> None:
        """Show who may be meant, and why."""
        self.known = lookalikes(self._desk.store, self.newcomer().typed())
        clear(self._list)
        for each in self.known:
            self._list.addWidget(self._line(each))
        self._warning.setVisible(bool(self.known))
        self.looked.emit()

    def _line(self, known: Lookalike) -> RowButton:
        today = today_of(self._desk)
        where = sentence(belongings(self._desk.store, known.id, today), lambda day: day_words(day, today))
        why = ", ".join(known.reasons)
        text = RowText(known.name, " · ".join(filter(None, (why, where))), icon="user")
        return RowButton(text, lambda: self.meant.emit(known.id))

    def _consent(self, contact: str) -> Consent | None:
        channels = {"email": Channel.EMAIL, "phone": Channel.PHONE}
        found = [channels[name] for name in contact_fields(contact)]
        if not found:
            return None
        day, source = today_of(self._desk), _("said when added")
        return Consent(person="", channel=found[0], day=day, source=source)
