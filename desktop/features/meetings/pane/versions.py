"""The versions of the minutes: read one beside the others, and bring it back."""

from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QWidget

from desktop.features.meetings.versions import Version, restore_version, text_of, versions_of
from desktop.i18n import _
from desktop.ui.dates import moment_words
from desktop.ui.desk import Desk
from desktop.ui.dialogs import Dialog
from desktop.ui.fields import TextField
from desktop.ui.labels import quiet
from desktop.ui.layout import column, row
from desktop.ui.now import today_of
from desktop.ui.record_model import ROLE, RowText
from desktop.ui.rows import RowList
from sync.errors import Refused


class VersionsDialog(Dialog):
    """Versions at the left, the newest first; the text of the one chosen at the right."""

    def __init__(self, parent: QWidget, desk: Desk, meeting: str) -> None:
        self._desk = desk
        self._versions = versions_of(desk.store, meeting)
        self.list = RowList(_("Versions"), two_lines=False)
        self.list.setModel(self._model())
        self.list.setFixedWidth(200)
        self.text = TextField(_("Text of the version"), lines=14)
        self.text.area.setReadOnly(True)
        nothing = _("Nothing was written on this computer yet.")
        hint = _("Bringing one back keeps what is there now as a version too.")
        body = column(quiet(hint if self._versions else nothing, "small"), row(self.list, self.text), gap=8)
        super().__init__(
            parent, _("Versions of the minutes"), body, _("Bring back"), self._restore, width=680
        )
        self.verb.setEnabled(bool(self._versions))
        self.list.selectionModel().currentChanged.connect(lambda _now, _before: self._show())
        self.list.setCurrentIndex(self.list.model().index(0, 0))
        self.list.setFocus()

    def _model(self) -> QStandardItemModel:
        model, today = QStandardItemModel(), today_of(self._desk)
        for version in self._versions:
            words = moment_words(version.at, today)
            item = QStandardItem(words)
            item.setData(RowText(words), ROLE)
            model.appendRow(item)
        return model

    def _chosen(self) -> Version | None:
        place = self.list.currentIndex().row()
        return self._versions[place] if 0 <= place < len(self._versions) else None

    def _show(self) -> None:
        version = self._chosen()
        self.text.area.setPlainText(text_of(self._desk.store, version) if version else "")

    def _restore(self) -> None:
        version = self._chosen()
        if version is None:
            raise Refused(_("Choose a version first."), "no_version")
        restore_version(self._desk.store, version)
        self._desk.way.tell(_("An earlier version is back"), undo=True)
