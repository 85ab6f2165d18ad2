"""How the data is opened: what does so now, another passphrase, a new recovery code."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtWidgets import QDialog, QWidget

from desktop.features.preferences.page_slow import SlowDialog
from desktop.features.preferences.protection import (
    Protection,
    change_passphrase,
    new_recovery_code,
    open_without_asking,
    protection_of,
)
from desktop.features.preferences.queries import place_of
from desktop.i18n import _
from desktop.ui.buttons import plain
from desktop.ui.desk import Desk
from desktop.ui.flow import Flow
from desktop.ui.labels import Words
from desktop.ui.layout import column
from desktop.ui.new_passphrase import NewPassphrase, SecretField
from desktop.ui.now import today_of
from desktop.ui.recovery_paper import RecoveryPaper
from desktop.ui.stacked import stacked
from desktop.ui.tick import Tick


class ProtectionPart(QWidget):
    """Says how the data is opened, and changes it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.said = Words("")
        self.passphrase = plain("", self.ask_passphrase, "key-round")
        self.silent = plain(_("Open without asking"), self.ask_to_be_silent, "lock-open")
        self.code = plain(_("New recovery code"), self.ask_for_code, "file-text")
        self.setLayout(column(self.said, Flow(self.passphrase, self.silent, self.code, gap=8), gap=12))
        self.refresh()

    def refresh(self) -> None:
        """Read anew how the data is opened."""
        ways = protection_of(self._desk.profile)
        self.said.setText(_words(ways))
        self.passphrase.setText(_("Change the passphrase") if ways.by_passphrase else _("Set a passphrase"))
        self.silent.setVisible(not ways.by_keyring)

    def ask_passphrase(self) -> None:
        """Ask for a new passphrase, and for the present one where that is the key."""
        ways, current = protection_of(self._desk.profile), _current()
        new, each_time = NewPassphrase(), Tick(_("Ask for it each time the program opens"))
        each_time.setChecked(True)
        each_time.setVisible(ways.by_keyring)
        asked = [] if ways.by_keyring else [stacked((_("Present passphrase"), current))]

        def job() -> Callable[[], object]:
            always = each_time.isChecked()
            return partial(
                change_passphrase, self._desk.profile, current.text(), new.value(), each_time=always
            )

        self._open(
            SlowDialog(
                self,
                self._desk,
                (_("Choose a passphrase"), _("Set the passphrase"), _("Setting the passphrase…")),
                column(*asked, new, each_time, gap=12),
                job,
                lambda _done: self._desk.way.tell(_("The new passphrase opens your data from now on.")),
            )
        )

    def ask_to_be_silent(self) -> None:
        """Have the key store open the data; asks for the passphrase once more."""
        current = _current()
        profile = self._desk.profile
        self._open(
            SlowDialog(
                self,
                self._desk,
                (_("Open without asking"), _("Keep the key"), _("Keeping the key…")),
                column(
                    Words(
                        _("This computer keeps the key and gives it to you once you have signed in to it.")
                    ),
                    stacked((_("Passphrase"), current)),
                    gap=12,
                ),
                lambda: partial(open_without_asking, profile, current.text()),
                lambda _done: self._desk.way.tell(_("Your data opens without asking from now on.")),
            )
        )

    def ask_for_code(self) -> None:
        """Make a new recovery code, and show it once it is made."""
        ways, current, profile = protection_of(self._desk.profile), _current(), self._desk.profile
        asked = [] if ways.by_keyring else [stacked((_("Passphrase"), current))]
        about = Words(_("The code you have on paper opens nothing any more once the new one is made."))
        self._open(
            SlowDialog(
                self,
                self._desk,
                (_("New recovery code"), _("Make it"), _("Making it…")),
                column(about, *asked, gap=12),
                lambda: partial(new_recovery_code, profile, current.text()),
                self._show_code,
            )
        )

    def _show_code(self, code: str) -> None:
        CodeDialog(self, self._desk, code, today_of(self._desk)).open()

    def _open(self, dialog: QDialog) -> None:
        dialog.finished.connect(lambda _result: self.refresh())
        dialog.open()


class CodeDialog(SlowDialog):
    """Shows a new recovery code until two of its groups were typed from the paper."""

    def __init__(self, parent: QWidget, desk: Desk, code: str, today: date) -> None:
        self.paper = RecoveryPaper(desk.bridge, code, place_of(desk.store).coalition, today)
        words = (_("Your new recovery code"), _("Done"), "")
        super().__init__(parent, desk, words, self.paper, self._checked, lambda _done: None, width=600)
        self.cancel.hide()
        self.paper.setFocus()
        self.paper.finished.connect(self.finish)
        self.paper.failed.connect(self.fault.say)

    def reject(self) -> None:
        """Esc does not close it: the code is shown only here."""

    def _checked(self) -> Callable[[], object]:
        self.paper.check()
        return lambda: None


def _current() -> SecretField:
    return SecretField(_("Present passphrase"))


def _words(ways: Protection) -> str:
    if ways.by_keyring and ways.by_passphrase:
        return _("This computer's key store opens your data without asking; your passphrase opens it too.")
    if ways.by_keyring:
        return _("This computer's key store opens your data without asking.")
    return _("Your passphrase opens your data.")
