"""One record beside its list: its head, the switch between its parts, and the part that is in view."""

from PySide6.QtWidgets import QLayout, QScrollArea, QStackedWidget, QWidget

from desktop.ui.layout import column, row, scrolled
from desktop.ui.narrow import narrow
from desktop.ui.switch import Switch

_HEAD, _SWITCH, _PART = (24, 16, 24, 0), (16, 0, 24, 0), (24, 8, 24, 24)
"""Margins: left, above, right, below. The words of the switch stand under those of the head."""


def pane_of(head: QLayout, switch: Switch, parts: QStackedWidget) -> QLayout:
    """Return the layout of a record; its head ends where its parts do."""
    turning = row(switch)
    turning.setContentsMargins(*_SWITCH)
    return column(narrow(head, margins=_HEAD), turning, parts, gap=8)


def part_of(layout: QLayout) -> QWidget:
    """Return a part that does not scroll, or scrolls by itself."""
    return narrow(layout, margins=_PART)


def scrolled_part(layout: QLayout) -> QScrollArea:
    """Return a part that scrolls."""
    return scrolled(part_of(layout))
