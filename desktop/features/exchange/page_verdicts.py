"""The rows of a file, each with what comes of it."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from desktop.features.exchange.verdicts import TONES, detail_of, headline_of, word_for
from desktop.transfer.plan import REFUSED, Plan
from desktop.ui.record_model import ROLE, RowText

_NO_INDEX = QModelIndex()
_ROLES = (ROLE, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)


class VerdictModel(QAbstractListModel):
    """The rows of a plan, all of them or those of one verdict; words are made when they are painted."""

    def __init__(self) -> None:
        super().__init__()
        self._plan: Plan | None = None
        self._places: range | list[int] = range(0)

    def show(self, plan: Plan | None, verdict: str = "") -> None:
        """Show the rows of a plan that have a verdict; "" for every row."""
        self.beginResetModel()
        self._plan = plan
        rows = plan.rows if plan else []
        kept = [place for place, each in enumerate(rows) if each.verdict == verdict] if verdict else None
        self._places = range(len(rows)) if kept is None else kept
        self.endResetModel()

    def place_of(self, row: int) -> int:
        """Return which row of the plan stands in a row of the list, -1 for none."""
        return self._places[row] if 0 <= row < len(self._places) else -1

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._places)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role not in _ROLES or self._plan is None:
            return None
        text = _said(self._plan, self._places[index.row()])
        if role == ROLE:
            return text
        return text.headline if role == Qt.ItemDataRole.DisplayRole else text.spoken()


def _said(plan: Plan, place: int) -> RowText:
    verdict = plan.rows[place]
    return RowText(
        headline_of(plan, place),
        detail_of(verdict),
        chip=word_for(verdict.verdict),
        tone=TONES[verdict.verdict],
        faded=verdict.verdict == REFUSED,
    )
