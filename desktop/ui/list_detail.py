"""A list beside the detail of what is chosen in it: the shape of most pages.

Where large letters leave no room for both, Enter or a click goes into the detail and a button back.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QSplitter, QStackedWidget, QWidget

from desktop.i18n import _
from desktop.store.listing import Line, Listing
from desktop.ui.buttons import quiet_button
from desktop.ui.empty import Empty
from desktop.ui.fields import SearchField
from desktop.ui.labels import Words
from desktop.ui.layout import STRETCH, Part, column, row, widget_of
from desktop.ui.record_model import RecordModel, RowText
from desktop.ui.rows import RowList

BESIDE = 62
"""Letters of room from which the detail stands beside the list."""
PAUSE = 0
"""Milliseconds: a search begins once the keys that wait are in, for it takes less time than a key."""


class ListDetail(QSplitter):
    """Title, search and list at the left; the detail at the right.

    `find` returns what stands in the list for the words typed; it is called again whenever
    `refresh` is. `chosen` carries the id of the record to show, "" for none; `alone` whether the
    detail has the room to itself.
    """

    chosen = Signal(str)
    alone = Signal(bool)

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
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
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
        self._side = widget_of(column(*parts, searching, self.tally, self._body, gap=8, margin=12))
        self._side.setMinimumWidth(280)
        self._back = quiet_button(_("Back to the list"), self.show_list, "arrow-left")
        self._way_back = widget_of(row(self._back, STRETCH))
        self._way_back.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._way_back.hide()
        self._reading = widget_of(column(self._way_back, self._detail, gap=0))
        self._is_read = False
        """Whether somebody went into the detail, which then takes the whole room if there is little."""
        self.addWidget(self._side)
        self.addWidget(self._reading)
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
        self._is_read = bool(record)
        self._show(record)
        self._choose_row(self.model.row_of(record))

    def show_list(self) -> None:
        """Go back to the list where the detail has taken its place."""
        self._is_read = False
        self._arrange()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Show list and detail beside one another; with large letters in a small window, one of them."""
        is_narrow = self.width() < BESIDE * self.fontMetrics().averageCharWidth()
        is_alone = is_narrow and self._is_read and bool(self._record)
        self._side.setVisible(not is_alone)
        self._reading.setVisible(is_alone or not is_narrow)
        self._way_back.setVisible(is_alone)
        self.alone.emit(is_alone)

    def _read(self, _index: QModelIndex) -> None:
        self._is_read = True
        self._arrange()
        if self._back.isVisible():
            self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _connect(self) -> None:
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.refresh)
        self.search.textChanged.connect(lambda _words: self._pause.start())
        self.search.installEventFilter(self)
        self.list.selectionModel().currentChanged.connect(self._follow)
        self.list.clicked.connect(self._read)
        self.list.activated.connect(self._read)

    def _follow(self, index: QModelIndex) -> None:
        line = self.model.line(index.row()) if index.isValid() else None
        if line is not None and line.id != self._record:
            self._show(line.id)

    def _show(self, record: str) -> None:
        self._record = record
        self._detail.setCurrentIndex(0 if record else 1)
        self._arrange()
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
