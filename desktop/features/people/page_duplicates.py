"""People who are probably in twice: looked for among everybody, and compared pair by pair."""

from collections.abc import Callable, Sequence
from threading import Event

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from desktop.features.people.duplicates import Pair, find_duplicates
from desktop.features.people.page_merge import MergePane
from desktop.i18n import _, ngettext
from desktop.ui.buttons import plain
from desktop.ui.desk import Desk
from desktop.ui.empty import Empty
from desktop.ui.labels import quiet
from desktop.ui.layout import column, widget_of
from desktop.ui.record_model import ROLE, RowText
from desktop.ui.rows import RowList


class DuplicatesView(QWidget):
    """The pairs at the left, the two records of one at the right."""

    def __init__(self, desk: Desk, open_person: Callable[[str], object]) -> None:
        super().__init__()
        self._desk, self._open = desk, open_person
        self._pairs: list[Pair] = []
        self._round = 0
        self._is_asked = False  # for two who were named, whether they were found or not
        self._stop = Event()
        self.list = RowList(_("People who are perhaps in twice"))
        self._model = QStandardItemModel(self)
        self.list.setModel(self._model)
        self.list.selectionModel().currentChanged.connect(lambda index: self._show(index.row()))
        self.tally = quiet("", "small")
        self.pane = MergePane(desk, self._follow)
        again = plain(_("Look again"), self.look, "refresh-cw")
        self._empty = Empty("users", _("Nobody seems to be in twice."), again)
        self._looking = Empty("search", _("Looking through everybody…"))
        self._whole, self._detail, self._split = QStackedWidget(), QStackedWidget(), QSplitter()
        self._lay_out()

    def look(self) -> None:
        """Look through everybody, off the thread of the window; a look that was overtaken is dropped."""
        self._stop.set()
        self._stop, self._round = Event(), self._round + 1
        stop, store, this = self._stop, self._desk.store, self._round
        if not self._pairs and not self._is_asked:
            self._whole.setCurrentWidget(self._looking)
        self._desk.do_slowly(
            self,
            lambda: find_duplicates(store, lambda: not stop.is_set()),
            lambda found: self._take(this, found),
        )

    def stop(self) -> None:
        """Stop looking: the page is being left."""
        self._stop.set()

    def compare(self, one: str, other: str) -> None:
        """Compare two people, whether they were found or not."""
        self._is_asked = True
        self.list.setCurrentIndex(QModelIndex())
        self.pane.compare(one, other)
        self._detail.setCurrentWidget(self.pane)
        self._whole.setCurrentWidget(self._split)

    def _take(self, this: int, found: Sequence[Pair]) -> None:
        if this == self._round:
            self._pairs = list(found)
            self._list_pairs()

    def show_first(self) -> None:
        """Go through the pairs from the first on."""
        self._is_asked = False
        self.look()

    def _list_pairs(self, place: int = 0) -> None:
        self._model.clear()
        for pair in self._pairs:
            names = " · ".join(dict.fromkeys((pair.one.name, pair.other.name)))
            text = RowText(names, ", ".join(pair.reasons), icon="users")
            item = QStandardItem(names)
            item.setEditable(False)
            item.setData(text, ROLE)
            item.setData(text.spoken(), Qt.ItemDataRole.AccessibleTextRole)
            self._model.appendRow(item)
        count = len(self._pairs)
        words = ngettext("{count} pair to look at", "{count} pairs to look at", count)
        self.tally.setText(words.format(count=count))
        self._whole.setCurrentWidget(self._split if self._pairs or self._is_asked else self._empty)
        if not self._is_asked:
            self.list.setCurrentIndex(self._model.index(min(place, count - 1), 0))

    def _show(self, place: int) -> None:
        if 0 <= place < len(self._pairs):
            self._is_asked, pair = False, self._pairs[place]
            self.pane.compare(pair.one.id, pair.other.id, pair.reasons)
            self._detail.setCurrentWidget(self.pane)
        else:
            self._detail.setCurrentIndex(0)

    def _follow(self, kept: str) -> None:
        """After an answer go on to the next pair; where there was none, to the person that was kept."""
        place = self.list.currentIndex().row()
        if 0 <= place < len(self._pairs):
            gone = self._pairs.pop(place).other.id
            self._pairs = [
                pair for pair in self._pairs if gone not in (pair.one.id, pair.other.id) or not kept
            ]
            self._list_pairs(place)
        elif kept:
            self._open(kept)

    def _lay_out(self) -> None:
        self._detail.addWidget(QWidget())
        self._detail.addWidget(self.pane)
        side = widget_of(column(self.tally, self.list, gap=8, margin=12))
        side.setMinimumWidth(280)
        for part in (side, self._detail):
            self._split.addWidget(part)
        self._split.setSizes([340, 700])
        self._split.setStretchFactor(1, 1)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(1)
        for view in (self._split, self._empty, self._looking):
            self._whole.addWidget(view)
        self.setLayout(column(self._whole))
