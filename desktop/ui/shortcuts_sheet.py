"""The sheet of keys: every command that has one."""

from collections.abc import Sequence

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from desktop.commands import Command
from desktop.i18n import _
from desktop.ui.buttons import plain
from desktop.ui.chip import Chip
from desktop.ui.labels import Words, heading
from desktop.ui.layout import STRETCH, column, row, scrolled, widget_of


class ShortcutsSheet(QDialog):
    """Keys and what they do."""

    def __init__(self, window: QWidget, commands: Sequence[Command]) -> None:
        super().__init__(window)
        self.setWindowTitle(_("Keys"))
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        grid.setVerticalSpacing(6)
        for place, command in enumerate(each for each in commands if each.shortcut):
            keys = QKeySequence(command.shortcut).toString(QKeySequence.SequenceFormat.NativeText)
            grid.addWidget(Words(command.title), place, 0)
            grid.addWidget(Chip(keys), place, 1)
        close = row(STRETCH, plain(_("Close"), self.accept))
        self.setLayout(column(heading(_("Keys")), scrolled(widget_of(grid)), close, gap=12, margin=24))
        self.resize(440, min(620, max(320, window.height() - 80)))
