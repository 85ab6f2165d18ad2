"""Choosing what a quorum is: a rule, and its number where it has one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.i18n import _
from desktop.ui.fields import ChoiceField, LineField, show_wrong
from desktop.ui.labels import OneLine
from desktop.ui.layout import STRETCH, row
from sync.records.meetings import Quorum, QuorumBasis

NUMBERED = (QuorumBasis.COUNT, QuorumBasis.PERCENT, QuorumBasis.PER_SECTORS)


class QuorumField(QWidget):
    """`changed` comes when another rule was chosen, or its number typed."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.basis = ChoiceField(_("Quorum"), [(basis.value, words) for basis, words in _rules().items()])
        self.number = LineField(_("Number for the quorum"))
        self.number.setMaximumWidth(70)
        self._unit = OneLine("", quiet=True)
        rule = row(self.basis, self.number, self._unit, STRETCH)
        self.basis.setMinimumContentsLength(24)
        self.setLayout(rule)
        self.setFocusProxy(self.basis)
        self.basis.activated.connect(lambda _place: self._follow(ask=True))
        self.number.editingFinished.connect(self._read)
        self._shown: Quorum = Quorum()

    def quorum(self) -> Quorum:
        """Return the rule."""
        return self._shown

    def show_quorum(self, quorum: Quorum | None) -> None:
        """Show a rule without saying that it changed; none is a majority."""
        self._shown = quorum or Quorum()
        self.basis.choose(self._shown.basis.value)
        self.number.setText(str(self._shown.number) if self._shown.number else "")
        self._follow(ask=False)

    def _follow(self, *, ask: bool) -> None:
        basis = QuorumBasis(self.basis.chosen())
        self.number.setVisible(basis in NUMBERED)
        self._unit.setText(_units().get(basis, ""))
        if ask and basis in NUMBERED:
            self.number.setFocus()
            self._read()
        elif ask:
            self._take(Quorum(basis=basis))

    def _read(self) -> None:
        basis, text = QuorumBasis(self.basis.chosen()), self.number.text().strip()
        if basis not in NUMBERED:
            return
        show_wrong(self.number, wrong=bool(text) and not text.isdecimal())
        if text.isdecimal():
            self._take(Quorum(basis=basis, number=int(text)))

    def _take(self, quorum: Quorum) -> None:
        if quorum != self._shown:
            self._shown = quorum
            self.changed.emit()


def _rules() -> dict[QuorumBasis, str]:
    return {
        QuorumBasis.MAJORITY: _("More than half of the voters"),
        QuorumBasis.PERCENT: _("A percentage of the voters"),
        QuorumBasis.COUNT: _("A number of voters"),
        QuorumBasis.PER_SECTORS: _("Voters of several sectors"),
        QuorumBasis.NONE: _("None is needed"),
    }


def _units() -> dict[QuorumBasis, str]:
    return {
        QuorumBasis.PERCENT: _("percent"),
        QuorumBasis.COUNT: _("voters"),
        QuorumBasis.PER_SECTORS: _("sectors"),
    }
