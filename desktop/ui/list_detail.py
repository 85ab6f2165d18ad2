"""A list beside the detail of what is chosen in it: the shape of most pages."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from desktop.store.listing import Line, Listing
from desktop.ui.empty import Empty
from desktop.ui.fields import SearchField
from desktop.ui.labels import Words
from desktop.ui.layout import Part, column, row, widget_of
from desktop.ui.record_model import RecordModel, RowText
from desktop.ui.rows import RowList

PAUSE = 0
"""Milliseconds: a search begins once the keys that wait are in, for it takes less time than a key."""


class ListDetail(QSplitter):
    """Title, search and list at the left; the detail at the right.

    `find` returns what stands in the list for the words typed; it is called again whenever
    `refresh` is. `chosen` carries the id of the record to show, "" for none.
    """

    chosen = Signal(str)

    def __init__(
        self,
        name: str,
        find: Callable[[str], Listing],
        describe: Callable[[Line], RowText],
        detail: QWidget,
        empty: Empty,
        *,
        above: Part = None,
        beside_search: Part = None,
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._find = find
        self.search = SearchField(name)
        self.list = RowList(name)
        self.model = RecordModel(describe, self)
        self.list.setModel(self.model)
        self.tally = Words("", "small", quiet=True)
        self._empty = empty
        self._record = ""
        self._body = _stack(self.list, empty)
        self._detail = _stack(detail, QWidget())
        self._detail.setCurrentIndex(1)
        searching = row(self.search, *([beside_search] if beside_search is not None else []))
        parts = [above] if above is not None else []
        side = widget_of(column(*parts, searching, self.tally, self._body, gap=8, margin=12))
        side.setMinimumWidth(280)
        self.addWidget(side)
        self.addWidget(self._detail)
        self.setSizes([340, 700])
        self.setStretchFactor(0, 0)
        self.setStretchFactor(1, 1)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        self._connect()

    def record(self) -> str:
        """Return the id of the record shown, "" where there is none."""
        return self._record

    def refresh(self) -> None:
        """Read the list again; what is chosen stays chosen."""
        self.model.show(self._find(self.search.text()))
        there = self.model.rowCount()
        self._body.setCurrentIndex(0 if there or self.search.text().strip() else 1)
        self.tally.setText(f"{there:,}")
        self._choose_row(self.model.row_of(self._record) if self._record else -1)

    def choose(self, record: str) -> None:
        """Show a record, wherever in the list it stands or although it does not."""
        self._show(record)
        self._choose_row(self.model.row_of(record))

    def _connect(self) -> None:
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.refresh)
        self.search.textChanged.connect(lambda _words: self._pause.start())
        self.search.installEventFilter(self)
        self.list.selectionModel().currentChanged.connect(self._follow)

    def _follow(self, index: QModelIndex) -> None:
        line = self.model.line(index.row()) if index.isValid() else None
        if line is not None and line.id != self._record:
            self._show(line.id)

    def _show(self, record: str) -> None:
        self._record = record
        self._detail.setCurrentIndex(0 if record else 1)
        self.chosen.emit(record)

    def _choose_row(self, place: int) -> None:
        selection = self.list.selectionModel()
        selection.blockSignals(True)
        self.list.setCurrentIndex(self.model.index(place, 0) if place >= 0 else QModelIndex())
        selection.blockSignals(False)
        if place >= 0:
            self.list.scrollTo(self.list.currentIndex())
        self.list.viewport().update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down and Enter go from the search to the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._pause.stop()
                self.refresh()
                self.list.setFocus(Qt.FocusReason.TabFocusReason)
                if not self.list.currentIndex().isValid():
                    self.list.setCurrentIndex(self.model.index(0, 0))
                return True
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
        return super().eventFilter(watched, event)


def _stack(*widgets: QWidget) -> QStackedWidget:
    stack = QStackedWidget()
    for widget in widgets:
        stack.addWidget(widget)
    return stack
