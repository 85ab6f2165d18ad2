"""Fields with their labels at the left, for dialogs and small forms that are bound to no record."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QWidget

from desktop.ui.labels import Words


def labelled(*lines: tuple[str, QWidget]) -> QFormLayout:
    """Return fields below one another; a field that says its own words has "" for a label."""
    layout = QFormLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setHorizontalSpacing(16)
    layout.setVerticalSpacing(8)
    layout.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
    layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    for words, field in lines:
        label = Words(words, quiet=True)
        label.setMinimumWidth(90)
        label.setMinimumHeight(30)
        label.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        label.setBuddy(field)
        layout.addRow(label, field)
    return layout
