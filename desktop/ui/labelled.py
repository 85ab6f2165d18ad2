"""Fields with their labels at the left, for dialogs and small forms that are bound to no record."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QWidget

from desktop.ui.labels import Words

USUAL, BESIDE_FORM = 12, 15
"""Letters of a label: by itself, and as wide as those of a form above or below it."""


def labelled(*lines: tuple[str, QWidget], letters: int = USUAL) -> QFormLayout:
    """Return fields below one another, each label at least some `letters` wide."""
    layout = QFormLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setHorizontalSpacing(16)
    layout.setVerticalSpacing(8)
    layout.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
    layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    for words, field in lines:
        label = Words(words, quiet=True)
        label.setMinimumWidth(letters * label.fontMetrics().averageCharWidth())
        label.setMinimumHeight(30)
        label.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        label.setBuddy(field)
        layout.addRow(label, field)
    return layout
