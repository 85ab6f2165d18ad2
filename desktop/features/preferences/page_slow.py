"""A dialog whose verb takes a moment: it is done in another thread, and the dialog says so."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from desktop.i18n import _
from desktop.ui.buttons import plain, primary
from desktop.ui.desk import Desk
from desktop.ui.labels import OneLine, heading
from desktop.ui.layout import STRETCH, Part, column, row
from desktop.ui.trouble import Trouble
from sync.errors import CoalitionError


class SlowDialog(QDialog):
    """`prepare` looks at the fields and returns the job; what either raises is shown and it stays open."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        words: tuple[str, str, str],
        body: Part,
        prepare: Callable[[], Callable[[], Any]],
        then: Callable[[Any], object],
        *,
        width: int = 480,
    ) -> None:
        super().__init__(parent)
        title, verb, self._meanwhile = words
        self._desk, self._prepare, self._then = desk, prepare, then
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(width)
        self.fault = Trouble()
        self.under_way = OneLine("", quiet=True)
        self.under_way.hide()
        self.cancel, self.verb = plain(_("Cancel"), self.reject), primary(verb, self.finish)
        self.verb.setDefault(True)
        ways = row(STRETCH, self.under_way, self.cancel, self.verb)
        self.setLayout(column(heading(title), body, self.fault, 4, ways, gap=12, margin=24))

    def finish(self) -> None:
        """Do it; close once it is done."""
        try:
            job = self._prepare()
        except CoalitionError as error:
            self.fault.say(error.sentence)
            return
        self.fault.say("")
        self._hold(self._meanwhile)
        self._desk.bridge.run(job, self._done, self._failed, owner=self)

    def _done(self, result: object) -> None:
        self.accept()
        self._then(result)

    def _failed(self, error: CoalitionError) -> None:
        self._hold("")
        self.verb.setEnabled(True)
        self.fault.say(error.sentence)

    def _hold(self, words: str) -> None:
        self.under_way.say(words)
        self.verb.setEnabled(False)
