"""The pill in the status bar: how this computer stands with the office, in an icon and words.

Only what needs a person is in the colour of a warning; being offline is no fault.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QToolButton

from desktop.ui.icons import icon
from desktop.ui.toasts import announce

_LOOK = (
    "QToolButton{border:1px solid transparent;border-radius:6px;padding:3px 8px}"
    "QToolButton:hover{background:palette(alternate-base)}"
    "QToolButton:focus{border:2px solid palette(highlight);padding:2px 7px}"
)


@dataclass(frozen=True)
class Standing:
    """What the pill says."""

    words: str
    icon: str = "hard-drive"
    needs_you: bool = False


class Pill(QToolButton):
    """Shows a `Standing`; a click opens what is behind it."""

    def __init__(self, run: Callable[[], object]) -> None:
        super().__init__()
        self.setStyleSheet(_LOOK)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIconSize(QSize(16, 16))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(lambda _checked: run())
        self.standing = Standing("")
        self.hide()  # until it has something to say

    def show_standing(self, standing: Standing) -> None:
        """Show how things stand, and say it to a screen reader if it is news."""
        if standing == self.standing:
            return
        self.standing = standing
        self.setIcon(icon(standing.icon, "warn" if standing.needs_you else "muted"))
        self.setText(f" {standing.words}")
        self.setAccessibleName(standing.words)
        self.setToolTip(standing.words)  # the rail may have no room for all of it
        self.show()
        announce(self, standing.words)
