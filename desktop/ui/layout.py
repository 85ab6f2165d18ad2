"""Putting widgets beside and below one another, with the few distances there are."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.ui.scroll_bar import use_scroll_bar

STRETCH = None
"""Stands for the room that is left."""
Part = QWidget | QLayout | int | None
"""What can stand in a row or a column: a widget, another one, some pixels, or STRETCH."""


def row(*parts: Part, gap: int = 8, margin: int = 0) -> QHBoxLayout:
    """Return parts from left to right."""
    layout = QHBoxLayout()
    _fill(layout, parts, gap, margin)
    return layout


def column(*parts: Part, gap: int = 8, margin: int = 0) -> QVBoxLayout:
    """Return parts from top to bottom."""
    layout = QVBoxLayout()
    _fill(layout, parts, gap, margin)
    return layout


def widget_of(layout: QLayout) -> QWidget:
    """Return a widget that holds a layout."""
    widget = QWidget()
    widget.setLayout(layout)
    return widget


def scrolled(widget: QWidget) -> QScrollArea:
    """Return a widget that scrolls where there is no room for it, without a frame of its own."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    use_scroll_bar(area)
    area.setWidget(widget)
    return area


def clear(layout: QLayout) -> None:
    """Take everything out of a layout, and let the widgets go."""
    while item := layout.takeAt(0):
        if inner := item.layout():
            clear(inner)
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()


def _fill(layout: QBoxLayout, parts: Iterable[Part], gap: int, margin: int) -> None:
    layout.setSpacing(gap)
    layout.setContentsMargins(margin, margin, margin, margin)
    for part in parts:
        if part is None:
            layout.addStretch(1)
        elif isinstance(part, int):
            layout.addSpacing(part)
        elif isinstance(part, QWidget):
            layout.addWidget(part)
        else:
            layout.addLayout(part)
