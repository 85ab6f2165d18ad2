"""How the data is opened from now on: by this computer's key store, or by a passphrase."""

from collections.abc import Callable

from desktop.features.welcome.page_step import Step
from desktop.i18n import _
from desktop.ui.labels import Words
from desktop.ui.layout import column
from desktop.ui.new_passphrase import NewPassphrase
from desktop.ui.switch import Switch


class ProtectStep(Step):
    """Asks for a passphrase, or for none where the computer keeps the key."""

    def __init__(self, go_on: Callable[[], object], back: Callable[[], object], *, can_keep: bool) -> None:
        self.ways = Switch(
            _("How your data is opened"),
            [("keyring", _("Open without asking")), ("passphrase", _("Ask for a passphrase"))],
        )
        self.explained = Words("")
        self.passphrase = NewPassphrase()
        self.passphrase.finished.connect(go_on)
        self.ways.switched.connect(self._explain)
        self.ways.turn_to("keyring" if can_keep else "passphrase")
        body = column(*([self.ways] if can_keep else []), self.explained, self.passphrase, gap=12)
        about = _("The data on this computer is encrypted. Whoever steals the computer cannot read it.")
        words = (_("Protect your data"), about)
        super().__init__(words, body, (_("Continue"), go_on), back, place=_("Step 2 of 3"))
        self._explain(self.ways.value())
        self.setFocusProxy(self.ways if can_keep else self.passphrase)

    def value(self) -> str:
        """Return the passphrase, "" for the key store; Refused where it is too short or the two differ."""
        return self.passphrase.value() if self.ways.value() == "passphrase" else ""

    def _explain(self, way: str) -> None:
        self.passphrase.setVisible(way == "passphrase")
        if way == "keyring":
            said = _(
                "This computer keeps the key and gives it to you once you have signed in to it. "
                "Right for a computer that only you use."
            )
        else:
            said = _("You type it each time you open the program. Right for a computer that others use too.")
        self.explained.say(said)
