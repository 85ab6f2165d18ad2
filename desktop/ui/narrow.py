"""A column of a page that is no wider than can be read, at the left of whatever room there is."""

from PySide6.QtWidgets import QHBoxLayout, QLayout, QWidget

from desktop.ui.layout import widget_of

WIDEST = 760
"""Pixels: about 90 letters."""


def narrow(layout: QLayout, widest: int = WIDEST) -> QWidget:
    """Return a widget that holds a layout and leaves what it does not need empty."""
    body = widget_of(layout)
    body.setMaximumWidth(widest)
    beside = QHBoxLayout()
    beside.setContentsMargins(0, 0, 0, 0)
    beside.addWidget(body, 1000)
    beside.addStretch(1)
    return widget_of(beside)
