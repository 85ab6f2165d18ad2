"""A long list for Qt: handles of all records, and the few on the screen read when they are painted."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QStringListModel, Qt

if TYPE_CHECKING:
    from desktop.store.listing import Line, Listing

PAGE = 200
"""Records that are read at a time."""
PAGES_KEPT = 10
ROLE = Qt.ItemDataRole.UserRole
_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class RowText:
    """What one row says: a headline, a quieter second line, and a chip at the right."""

    headline: str
    detail: str = ""
    chip: str = ""
    tone: str = "plain"
    icon: str = ""
    faded: bool = False

    def spoken(self) -> str:
        """Return the row as a screen reader says it."""
        return ", ".join(part for part in (self.headline, self.detail, self.chip) if part)


class RecordModel(QStringListModel):
    """The rows of a `Listing`; `describe` says what a row shows.

    A view asks for every index when it is laid out. Qt answers that for its own list, here of
    empty words, a dozen times faster than through a `rowCount` in Python.
    """

    def __init__(self, describe: "Callable[[Line], RowText]", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._describe = describe
        self.foresee: Callable[[Sequence[Line]], object] = lambda lines: None
        """Hears each page of records as it is read, before the first of them is described."""
        self._listing: Listing | None = None
        self._pages: OrderedDict[int, list[Line | None]] = OrderedDict()

    def show(self, listing: "Listing") -> None:
        """Show another listing."""
        self._listing = listing
        self._pages.clear()
        self.setStringList([""] * len(listing))

    def line(self, row: int) -> "Line | None":
        """Return the record of a row; None where it has left the file meanwhile."""
        if self._listing is None or not 0 <= row < len(self._listing):
            return None
        first = row - row % PAGE
        if first not in self._pages:
            self._pages[first] = self._listing.page(first, PAGE)
            self.foresee([each for each in self._pages[first] if each is not None])
            if len(self._pages) > PAGES_KEPT:
                self._pages.popitem(last=False)
        return self._pages[first][row - first]

    def row_of(self, record: str) -> int:
        """Return the row of a record, -1 if it is not there."""
        return -1 if self._listing is None else self._listing.place_of(record)

    def flags(self, index: Index) -> Qt.ItemFlag:
        del index
        return _FLAGS

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in _ROLES:
            return None
        line = self.line(index.row())
        text = self._describe(line) if line is not None else RowText("")
        return (
            text if role == ROLE else text.headline if role == Qt.ItemDataRole.DisplayRole else text.spoken()
        )


_ROLES = (ROLE, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
