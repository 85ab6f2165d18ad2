"""Choosing a passphrase: twice the same, hidden unless one wants to see it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.i18n import _
from desktop.ui.fields import LineField
from desktop.ui.labels import quiet
from desktop.ui.layout import column
from desktop.ui.stacked import stacked
from desktop.ui.tick import Tick
from desktop.vault import check_passphrase
from sync.errors import Refused


class SecretField(LineField):
    """One line that is not shown while it is typed; it may be pasted, and password managers may fill it."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.setEchoMode(QLineEdit.EchoMode.Password)

    def show_letters(self, shown: bool) -> None:
        """Show what was typed, or hide it again."""
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)


class NewPassphrase(QWidget):
    """Two fields for a new passphrase. `finished` comes with the Enter key in the second."""

    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.first, self.again = SecretField(_("New passphrase")), SecretField(_("The same again"))
        self.shown = Tick(_("Show what I type"))
        self.shown.toggled.connect(self._show)
        self.first.returnPressed.connect(self.again.setFocus)
        self.again.returnPressed.connect(self.finished)
        hint = quiet(_("At least 12 characters. Four unrelated words are easy to keep in mind."), "small")
        fields = stacked(
            (_("New passphrase"), self.first), (_("The same again"), self.again), ("", hint), ("", self.shown)
        )
        self.setLayout(column(fields))
        self.setFocusProxy(self.first)

    def value(self) -> str:
        """Return the passphrase; Refused where it is too short or the two differ."""
        check_passphrase(self.first.text())
        if self.first.text() != self.again.text():
            raise Refused(_("The two passphrases differ. Type both again."), "passphrase_differs")
        return self.first.text()

    def clear(self) -> None:
        """Forget what was typed."""
        self.first.clear()
        self.again.clear()
        self.shown.setChecked(False)

    def _show(self, shown: bool) -> None:
        self.first.show_letters(shown)
        self.again.show_letters(shown)
