"""A few lines with an id each, as rows of a list: an agenda, a roll call."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from desktop.ui.record_model import ROLE, Index, RowText

_NO_INDEX = QModelIndex()


class LinesModel(QAbstractListModel):
    """What is shown is given whole; where the lines are the same ones, only what they say changes."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: Sequence[tuple[str, RowText]] = ()

    def show(self, lines: Sequence[tuple[str, RowText]]) -> None:
        """Show other lines."""
        if lines and [each for each, _text in lines] == [each for each, _text in self._lines]:
            changed = [place for place, line in enumerate(lines) if line != self._lines[place]]
            self._lines = lines
            for place in changed:
                self.dataChanged.emit(self.index(place, 0), self.index(place, 0))
            return
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def id_at(self, place: int) -> str:
        """Return what stands in a row, "" where there is none."""
        return self._lines[place][0] if 0 <= place < len(self._lines) else ""

    def row_of(self, record: str) -> int:
        """Return the row of a record, -1 if it is not shown."""
        return next((place for place, line in enumerate(self._lines) if line[0] == record), -1)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not 0 <= index.row() < len(self._lines):
            return None
        text = self._lines[index.row()][1]
        if role == ROLE:
            return text
        if role == Qt.ItemDataRole.DisplayRole:
            return text.headline
        return text.spoken() if role == Qt.ItemDataRole.AccessibleTextRole else None
