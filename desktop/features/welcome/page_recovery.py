"""The last step: the recovery code onto paper."""

from collections.abc import Callable
from datetime import date

from desktop.features.welcome.page_step import Step
from desktop.i18n import _
from desktop.ui.bridge import Bridge
from desktop.ui.recovery_paper import RecoveryPaper


class RecoveryStep(Step):
    """Shows the code once; goes on when two of its groups were typed from the paper."""

    def __init__(
        self, bridge: Bridge, code: str, coalition: str, done: Callable[[], object], *, place: str = ""
    ) -> None:
        self.paper = RecoveryPaper(bridge, code, coalition, date.today())  # noqa: DTZ011 - the wall's day
        self.paper.finished.connect(done)
        self.paper.failed.connect(self.say_trouble)
        about = _(
            "If this computer forgets the key, or you forget the passphrase, only this code opens your data. "
            "It is shown this once. Print it and keep it where you keep important papers."
        )
        super().__init__((_("Your recovery code"), about), self.paper, (_("Done"), done), place=place)
        self.setFocusProxy(self.paper)

    def check(self) -> None:
        """Refused unless two groups were typed as they are."""
        self.paper.check()
