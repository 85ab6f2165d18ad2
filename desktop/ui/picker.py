"""Choosing a record by a few letters, and making a new one where there is none yet."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal
from PySide6.QtWidgets import QCompleter, QWidget

from desktop.i18n import _
from desktop.store.listing import open_listing
from desktop.store.store import Store
from desktop.ui.buttons import quiet_button
from desktop.ui.fields import LineField
from desktop.ui.flow import Flow
from desktop.ui.layout import clear, column
from desktop.words import headline_of
from sync.errors import Unknown

MOST = 8
"""Offers shown at once."""
Create = Callable[[str], str | None]
"""Makes a record of the words typed and returns its id; None if the person thought better of it."""


def name_of(store: Store, kind: str, record: str) -> str:
    """Return the headline of a record, "" where there is none."""
    if not record:
        return ""
    try:
        return headline_of(kind, dict(store.state(kind, record)["fields"]))
    except Unknown:
        return ""


class Picker(LineField):
    """Finds one record of a kind. `picked` carries its id, "" when the field was emptied."""

    picked = Signal(str)

    def __init__(
        self, store: Store, kind: str, name: str, placeholder: str = "", create: Create | None = None
    ) -> None:
        super().__init__(name, placeholder or _("Type a few letters"))
        self._store, self._kind, self._create = store, kind, create
        self._offers: list[tuple[str, str]] = []
        self._record = ""
        self._model = QStringListModel(self)
        completer = QCompleter(self._model, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(MOST + 1)
        completer.activated.connect(self._choose)
        self.setCompleter(completer)
        self.textEdited.connect(self._find)
        self.editingFinished.connect(self._settle)

    def record(self) -> str:
        """Return the id of the record chosen, "" where there is none."""
        return self._record

    def show_record(self, record: str) -> None:
        """Show a record without saying that it was picked."""
        self._record = record
        self.setText(name_of(self._store, self._kind, record))

    def _find(self, words: str) -> None:
        found = open_listing(self._store, self._kind, words=words).page(0, 2 * MOST) if words.strip() else []
        lines = [line for line in found if line and not line.state["fields"].get("merged_into")][:MOST]
        self._offers = [(headline_of(self._kind, dict(line.state["fields"])), line.id) for line in lines]
        if self._create is not None and words.strip():
            self._offers.append((_("Add “{name}”").format(name=words.strip()), ""))
        self._model.setStringList([words for words, _id in self._offers])

    def _choose(self, words: str) -> None:
        record = next((record for offered, record in self._offers if offered == words), "")
        if not record and self._create is not None:
            typed = words[words.find("“") + 1 : words.rfind("”")]
            record = self._create(typed) or ""
        # Qt puts the words of the offer into the field once this returns.
        QTimer.singleShot(0, self, lambda: self._take(record))

    def _take(self, record: str) -> None:
        self.show_record(record)
        self.picked.emit(record)

    def _settle(self) -> None:
        """What was typed but not chosen is no choice: show again what is chosen."""
        popup = self.completer().popup()
        if popup is not None and popup.isVisible():
            return
        if not self.text().strip() and self._record:
            self._take("")
        elif self.text() != name_of(self._store, self._kind, self._record):
            exact = [record for words, record in self._offers if words.casefold() == self.text().casefold()]
            self._take(exact[0]) if len(exact) == 1 and exact[0] else self.show_record(self._record)


class ManyPicker(QWidget):
    """Finds several records of a kind. `changed` comes when one was added or taken out."""

    changed = Signal()

    def __init__(self, store: Store, kind: str, name: str, create: Create | None = None) -> None:
        super().__init__()
        self._store, self._kind, self._records = store, kind, list[str]()
        self.picker = Picker(store, kind, name, create=create)
        self.picker.picked.connect(self._add)
        self._chosen = Flow()
        self.setLayout(column(self._chosen, self.picker, gap=4))
        self.setFocusProxy(self.picker)

    def records(self) -> list[str]:
        """Return the ids chosen."""
        return list(self._records)

    def show_records(self, records: Sequence[str]) -> None:
        """Show records without saying that they changed."""
        self._records = list(records)
        clear(self._chosen)
        for record in self._records:
            name = name_of(self._store, self._kind, record) or _("(not here)")
            button = quiet_button(f"{name}  ×", lambda record=record: self._drop(record))  # type: ignore[misc]
            button.setAccessibleName(_("Take out {name}").format(name=name))
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self._chosen.addWidget(button)
        self._chosen.invalidate()
        self.updateGeometry()

    def _add(self, record: str) -> None:
        self.picker.show_record("")
        if record and record not in self._records:
            self.show_records([*self._records, record])
            self.changed.emit()

    def _drop(self, record: str) -> None:
        self.show_records([each for each in self._records if each != record])
        self.changed.emit()
