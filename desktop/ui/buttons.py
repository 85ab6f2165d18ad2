"""Buttons: one primary on a page, the others plain or quiet; all say what they do with a verb."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QToolButton

from desktop.ui.icons import SIZE, icon

_SHAPE = "QPushButton{border-radius:6px;padding:6px 14px;min-height:20px}"
_FOCUS = "QPushButton:focus{border:2px solid palette(highlight);padding:5px 13px}"
_PRIMARY = (
    _SHAPE + "QPushButton{background:palette(highlight);color:palette(highlighted-text);"
    "border:1px solid palette(highlight)}"
    "QPushButton:focus{border:2px solid palette(text);padding:5px 13px}"
    "QPushButton:disabled{background:palette(midlight);color:palette(placeholder-text);"
    "border-color:palette(midlight)}"
)
_PLAIN = (
    _SHAPE + "QPushButton{background:palette(base);border:1px solid palette(midlight)}"
    "QPushButton:hover{background:palette(alternate-base)}" + _FOCUS
)
_QUIET = (
    _SHAPE + "QPushButton{background:transparent;border:1px solid transparent;color:palette(link)}"
    "QPushButton:hover{background:palette(alternate-base)}" + _FOCUS
)
_ICON = (
    "QToolButton{border:1px solid transparent;border-radius:6px;padding:5px}"
    "QToolButton:hover{background:palette(alternate-base)}"
    "QToolButton:focus{border:2px solid palette(highlight);padding:4px}"
)


def primary(text: str, run: Callable[[], object], icon_name: str = "") -> QPushButton:
    """Return the one button of a page that most people came for."""
    return _button(text, run, icon_name, _PRIMARY, "on_accent")


def plain(text: str, run: Callable[[], object], icon_name: str = "") -> QPushButton:
    """Return an ordinary button."""
    return _button(text, run, icon_name, _PLAIN, "text")


def quiet_button(text: str, run: Callable[[], object], icon_name: str = "") -> QPushButton:
    """Return a button that looks like a link."""
    return _button(text, run, icon_name, _QUIET, "accent")


def icon_button(name: str, what: str, run: Callable[[], object]) -> QToolButton:
    """Return a button that is only an icon; `what` it does is its name and its tip."""
    button = QToolButton()
    button.setIcon(icon(name))
    button.setIconSize(QSize(SIZE, SIZE))
    button.setToolTip(what)
    button.setAccessibleName(what)
    button.setStyleSheet(_ICON)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.clicked.connect(lambda _checked: run())
    return button


def _button(text: str, run: Callable[[], object], icon_name: str, look: str, token: str) -> QPushButton:
    button = QPushButton(text)
    button.setStyleSheet(look)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    button.setAutoDefault(False)
    if icon_name:
        button.setIcon(icon(icon_name, token))
        button.setIconSize(QSize(20, 16))
    button.clicked.connect(lambda _checked: run())
    return button
