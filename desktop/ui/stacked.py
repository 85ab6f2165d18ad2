"""Fields with their labels above them, for columns that are too narrow for labels at the left."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.labels import Words
from desktop.ui.layout import column


def stacked(*lines: tuple[str, QWidget]) -> QVBoxLayout:
    """Return fields below one another, each under its label; one that says its own words has "" for it."""
    return column(*(_labelled(words, field) for words, field in lines), gap=12)


def _labelled(words: str, field: QWidget) -> QVBoxLayout:
    if not words:
        return column(field)
    label = Words(words, "small", quiet=True)
    label.setBuddy(field)
    return column(label, field, gap=4)
