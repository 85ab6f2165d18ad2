"""What the window shows in place of its pages while no coalition is open, by the reason for that."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.features.welcome.page import Unlock, Welcome
from desktop.i18n import _
from desktop.paths import Profile
from desktop.revocation import REVOKED
from desktop.ui.bridge import Bridge
from desktop.ui.buttons import primary
from desktop.ui.empty import Empty
from desktop.ui.layout import column
from sync.errors import CoalitionError

LOCKED = frozenset({"no_key", "wrong_passphrase", "wrong_recovery"})


class Trouble(QWidget):
    """A coalition that cannot be opened: why, what is safe, and trying again."""

    again = Signal()
    anew = Signal()

    def __init__(self, sentence: str, *, is_over: bool = False) -> None:
        super().__init__()
        button = primary(_("Try again"), self.again.emit, "refresh-cw")
        if is_over:  # nothing here will ever open again
            button = primary(_("Start anew"), self.anew.emit, "log-out")
        self.setLayout(column(Empty("circle-alert", sentence, button)))


def guest_for(
    error: CoalitionError, bridge: Bridge, profile: Profile, *, may_look: bool
) -> Welcome | Unlock | Trouble:
    """Return what is shown where opening a profile failed with `error`."""
    if error.code == "no_profile":
        return Welcome(bridge, profile, may_look=may_look)
    if error.code in LOCKED:
        return Unlock(bridge, profile)
    return Trouble(error.sentence, is_over=error.code == REVOKED)
