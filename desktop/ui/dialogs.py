"""Dialogs: a title, what is to be filled in, and buttons that say with a verb what they do."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QWidget

from desktop.i18n import _
from desktop.ui.buttons import plain, primary
from desktop.ui.labels import Words, heading
from desktop.ui.layout import STRETCH, Part, column, row
from sync.errors import CoalitionError


class Dialog(QDialog):
    """One question, one verb. `act` does it: what it raises is shown and the dialog stays open."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        body: Part,
        verb: str,
        act: Callable[[], object],
        *,
        width: int = 460,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(width)
        self._act = act
        self.fault = Words("")
        self.fault.setForegroundRole(self.palette().ColorRole.BrightText)
        self.fault.hide()
        self.verb = primary(verb, self.finish)
        self.verb.setDefault(True)
        self.cancel = plain(_("Cancel"), self.reject)
        self.ways = row(STRETCH, self.cancel, self.verb)
        self.setLayout(column(heading(title), body, self.fault, 4, self.ways, gap=12, margin=24))
        also = QShortcut(QKeySequence("Ctrl+Return"), self)
        also.activated.connect(self.finish)

    def finish(self) -> None:
        """Do it and close; where that cannot be, say why and stay."""
        try:
            self._act()
        except CoalitionError as error:
            self.fault.say(error.sentence)
            return
        self.accept()


def ask(parent: QWidget, title: str, words: str, verb: str, act: Callable[[], object]) -> Dialog:
    """Ask before something that cannot be taken back; whatever can be undone needs no question."""
    dialog = Dialog(parent, title, Words(words), verb, act)
    dialog.open()
    return dialog
