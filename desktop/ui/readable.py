"""Parts of a page that are no wider than can be read, however wide the window is."""

from PySide6.QtWidgets import QLayout, QWidget

from desktop.ui.layout import STRETCH, row, widget_of

WIDEST = 780
"""Pixels: some 72 letters of text with room for a label beside it."""


def readable(layout: QLayout, *, margins: tuple[int, int, int, int] = (24, 8, 24, 24)) -> QWidget:
    """Return a widget that holds a layout, as wide as there is room for up to what can be read."""
    layout.setContentsMargins(*margins)
    body = widget_of(layout)
    body.setMaximumWidth(WIDEST)
    beside = row(body, STRETCH, gap=0)
    beside.setStretch(0, 1000)  # against the 1 of the room that is left: all of it until it is wide enough
    return widget_of(beside)
