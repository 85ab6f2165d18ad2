"""With whom an organization works, and how closely."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop.features.partners.actions import Closeness, add_partner, drop_tie, put_tie
from desktop.features.partners.lines import TieLine
from desktop.features.partners.queries import ties
from desktop.features.partners.words import split_words, strengths, tie_words, trusts
from desktop.i18n import _
from desktop.ui.buttons import quiet_button
from desktop.ui.desk import Desk
from desktop.ui.dialogs import Dialog
from desktop.ui.fields import ChoiceField, LineField
from desktop.ui.labelled import labelled
from desktop.ui.layout import row, widget_of
from desktop.ui.now import today_of
from desktop.ui.picker import Picker
from desktop.ui.record_model import RowText
from desktop.ui.row_button import RowButton, tool
from desktop.ui.section import Section


class TiesSection(Section):
    """The ties of one organization, the strongest first."""

    def __init__(self, desk: Desk, open_partner: Callable[[str], object]) -> None:
        add = quiet_button(_("Add a tie"), self.add, "plus")
        super().__init__(_("Works with"), add, none=_("No tie to another organization is written down yet."))
        self._desk, self._partner, self._open_partner = desk, "", open_partner

    def show_partner(self, partner: str) -> None:
        """Show the ties of an organization."""
        self._partner = partner
        self.show_lines([self._line(tie) for tie in ties(self._desk.store, partner)])

    def add(self) -> None:
        """Ask with whom the organization works."""
        fields = TieFields(self._desk, Closeness())
        self._ask(_("Describe a tie"), fields)

    def _line(self, tie: TieLine) -> QWidget:
        said = RowText(tie.name, tie_words(tie.strength, tie.trust, tie.shared), icon="waypoints")
        name = RowButton(said, lambda: self._open_partner(tie.partner))
        words = _("Change the tie to {name}").format(name=tie.name)
        change = tool("pencil", words, lambda: self._change(tie))
        words = _("Remove the tie to {name}").format(name=tie.name)
        return widget_of(row(name, change, tool("x", words, lambda: self._drop(tie)), gap=0))

    def _change(self, tie: TieLine) -> None:
        fields = TieFields(self._desk, Closeness(tie.strength, tie.trust, tie.shared), tie.partner)
        self._ask(_("The tie to {name}").format(name=tie.name), fields)

    def _drop(self, tie: TieLine) -> None:
        done = _("The tie to {name} is removed").format(name=tie.name)
        self._desk.do(lambda: drop_tie(self._desk.store, tie.id), done)

    def _ask(self, title: str, fields: "TieFields") -> None:
        store, today = self._desk.store, today_of(self._desk)
        Dialog(
            self,
            title,
            fields,
            _("Keep"),
            lambda: put_tie(store, self._partner, fields.partner(), fields.closeness(), today),
        ).open()
        fields.setFocus()


class TieFields(QWidget):
    """How closely two organizations work together, to be chosen."""

    def __init__(self, desk: Desk, closeness: Closeness, partner: str = "") -> None:
        super().__init__()
        self._partner = Picker(
            desk.store,
            "partner",
            _("With"),
            create=lambda name: desk.do(lambda: add_partner(desk.store, name)),
        )
        self._strength = ChoiceField(_("They work together"), strengths())
        self._trust = ChoiceField(_("Trust"), trusts())
        self._shared = LineField(_("They share"), _("e.g. space, staff, records"))
        self._partner.show_record(partner)
        self._partner.setReadOnly(bool(partner))
        self._strength.choose(str(closeness.strength))
        self._trust.choose(str(closeness.trust))
        self._shared.setText(", ".join(closeness.shared))
        self.setFocusProxy(self._strength if partner else self._partner)
        self.setLayout(
            labelled(
                (_("With"), self._partner),
                (_("They work together"), self._strength),
                (_("Trust"), self._trust),
                (_("They share"), self._shared),
            )
        )

    def partner(self) -> str:
        """Return the id of the other organization."""
        return self._partner.record()

    def closeness(self) -> Closeness:
        """Return what was chosen."""
        strength, trust = int(self._strength.chosen()), int(self._trust.chosen())
        return Closeness(strength, trust, split_words(self._shared.text()))
