"""What moves by itself: Qt lets menus, lists and hints slide or fade in, and the text cursor blinks.

Nothing of our own is animated. Whoever chose to reduce motion has all of it still.
"""

from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

EVERY_EFFECT = Qt.UIEffect.UI_General
"""While it is off, none of Qt's effects is shown."""


def use_motion(*, reduced: bool) -> None:
    """Keep everything still, or let it move as the system has it."""
    moves, blink = _usual()
    QApplication.setEffectEnabled(EVERY_EFFECT, moves and not reduced)
    QGuiApplication.styleHints().setCursorFlashTime(0 if reduced else blink)


@cache
def _usual() -> tuple[bool, int]:
    """Return what the system has, asked before anything was changed: effects, and milliseconds of a blink."""
    return QApplication.isEffectEnabled(EVERY_EFFECT), QGuiApplication.styleHints().cursorFlashTime()
