"""A column of a page that is no wider than can be read, at the left of whatever room there is."""

from PySide6.QtWidgets import QLayout, QWidget

from desktop.ui.layout import STRETCH, row, widget_of

WIDEST = 780
"""Pixels: some 72 letters of text with room for a label beside it."""


def narrow(
    layout: QLayout, widest: int = WIDEST, *, margins: tuple[int, int, int, int] | None = None
) -> QWidget:
    """Return a widget that holds a layout, as wide as there is room for up to `widest`."""
    if margins is not None:
        layout.setContentsMargins(*margins)
    body = widget_of(layout)
    body.setMaximumWidth(widest)
    beside = row(body, STRETCH, gap=0)
    beside.setStretch(0, 1000)  # against the 1 of the room that is left: all of it until it is wide enough
    return widget_of(beside)
