"""A roster as rows of a list."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from desktop.features.meetings.attenders import Attender
from desktop.ui.record_model import ROLE, Index, RowText

_NO_INDEX = QModelIndex()


class RosterModel(QAbstractListModel):
    """The people of a meeting; `describe` says what a row shows."""

    def __init__(self, describe: Callable[[Attender], RowText], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._describe = describe
        self._attenders: Sequence[Attender] = ()

    def show(self, attenders: Sequence[Attender]) -> None:
        """Show other people; where they are the same ones in the same order, only what is said changes."""
        same = [each.person for each in attenders] == [each.person for each in self._attenders]
        if same and attenders:
            self._attenders = attenders
            self.dataChanged.emit(self.index(0, 0), self.index(len(attenders) - 1, 0))
            return
        self.beginResetModel()
        self._attenders = attenders
        self.endResetModel()

    def attender(self, place: int) -> Attender | None:
        """Return who stands in a row."""
        return self._attenders[place] if 0 <= place < len(self._attenders) else None

    def row_of(self, person: str) -> int:
        """Return the row of somebody, -1 if they are not in it."""
        found = (place for place, each in enumerate(self._attenders) if each.person == person)
        return next(found, -1)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._attenders)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        attender = self.attender(index.row())
        if attender is None or role not in (ROLE, _SAID, _SPOKEN):
            return None
        text = self._describe(attender)
        return text if role == ROLE else text.headline if role == _SAID else text.spoken()


_SAID, _SPOKEN = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole
