"""Opening a coalition that asks for its passphrase, or for the recovery code."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from desktop.features.welcome.page_recovery import RecoveryStep
from desktop.features.welcome.page_step import Step
from desktop.features.welcome.recovering import (
    asks_for_passphrase,
    check_recovery,
    open_with_passphrase,
    recover,
)
from desktop.i18n import _, pgettext
from desktop.paths import Profile
from desktop.session import Session
from desktop.ui.bridge import Bridge
from desktop.ui.buttons import quiet_button
from desktop.ui.fields import LineField
from desktop.ui.layout import STRETCH, column, row
from desktop.ui.new_passphrase import NewPassphrase, SecretField
from desktop.ui.stacked import stacked
from sync.errors import CoalitionError, Refused


class Unlock(QStackedWidget):
    """Opens a profile that is there. `ready` carries the Session."""

    ready = Signal(object)
    empty = Signal(str)
    """The profile opened and nothing has begun in it yet; carries the passphrase that opens it."""

    def __init__(self, bridge: Bridge, profile: Profile) -> None:
        super().__init__()
        self._bridge, self._profile, self._code = bridge, profile, ""
        self.passphrase, self.recovery = SecretField(_("Passphrase")), LineField(_("Recovery code"))
        self.new = NewPassphrase()
        self.steps = {"passphrase": self._by_passphrase(), "recovery": self._by_code(), "new": self._anew()}
        for step in self.steps.values():
            self.addWidget(step)
        self.turn_to("passphrase" if asks_for_passphrase(profile) else "recovery")

    def turn_to(self, name: str) -> None:
        """Show a step and put the cursor in it."""
        step = self.steps[name]
        self.setCurrentWidget(step)
        self.setFocusProxy(step)  # the window gives the focus to whatever it shows
        step.setFocus()

    def open(self) -> None:
        """Try the passphrase."""
        typed = self.passphrase.text()
        self._work("passphrase", _("Opening…"))
        self._bridge.run(
            lambda: open_with_passphrase(self._profile, typed), self._on_open, self._on_wrong, owner=self
        )

    def check_code(self) -> None:
        """Try the recovery code; a new passphrase is chosen next."""
        self._code = self.recovery.text()
        self._work("recovery", _("Checking…"))
        self._bridge.run(
            lambda: check_recovery(self._profile, self._code),
            lambda _none: self.turn_to("new"),
            lambda error: self.steps["recovery"].say_trouble(error.sentence),
            owner=self,
        )

    def set_anew(self) -> None:
        """Set the new passphrase, open the coalition and show the new code."""
        try:
            chosen = self.new.value()
        except Refused as refusal:
            self.steps["new"].say_trouble(refusal.sentence)
            return
        self._work("new", _("Setting the passphrase…"))
        self._bridge.run(
            lambda: recover(self._profile, self._code, chosen),
            self._show_code,
            lambda error: self.steps["new"].say_trouble(error.sentence),
            owner=self,
        )

    def _show_code(self, opened: tuple[Session, str]) -> None:
        session, code = opened

        def done() -> None:
            try:
                step.check()
            except Refused as refusal:
                step.say_trouble(refusal.sentence)
                return
            self.ready.emit(session)

        step = RecoveryStep(self._bridge, code, "", done)
        self.addWidget(step)
        self.setCurrentWidget(step)

    def _work(self, name: str, words: str) -> None:
        self.steps[name].show_under_way(words)

    def _on_open(self, session: Session) -> None:
        self.passphrase.clear()
        self.ready.emit(session)

    def _on_wrong(self, error: CoalitionError) -> None:
        if error.code == "no_profile":
            self.empty.emit(self.passphrase.text())
            return
        self.steps["passphrase"].say_trouble(error.sentence)
        self.passphrase.selectAll()
        self.passphrase.setFocus()

    def _by_passphrase(self) -> Step:
        self.passphrase.returnPressed.connect(self.open)
        other = quiet_button(_("Use the recovery code"), lambda: self.turn_to("recovery"), "file-text")
        body = column(stacked((_("Passphrase"), self.passphrase)), row(other, STRETCH))
        about = _("Your data is locked. Nothing is lost.")
        step = Step((_("Open your coalition"), about), body, (pgettext("unlock", "Open"), self.open))
        step.setFocusProxy(self.passphrase)
        return step

    def _by_code(self) -> Step:
        self.recovery.returnPressed.connect(self.check_code)
        about = _(
            "It stands on the paper that was printed when this computer was set up: eight groups of four."
        )
        back = (lambda: self.turn_to("passphrase")) if asks_for_passphrase(self._profile) else None
        body = stacked((_("Recovery code"), self.recovery))
        step = Step((_("Open with the recovery code"), about), body, (_("Continue"), self.check_code), back)
        step.setFocusProxy(self.recovery)
        return step

    def _anew(self) -> Step:
        self.new.finished.connect(self.set_anew)
        about = _("The code is right. From now on this passphrase opens your data, and you get a new code.")
        step = Step(
            (_("Choose a new passphrase"), about), self.new, (pgettext("unlock", "Open"), self.set_anew)
        )
        step.setFocusProxy(self.new)
        return step
