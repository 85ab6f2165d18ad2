"""One line of an agenda: opened by Enter, moved with Alt and the arrows or by dragging it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, Qt, Signal
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QEnterEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QApplication, QToolButton, QWidget

from desktop.i18n import _
from desktop.ui import theme
from desktop.ui.layout import row
from desktop.ui.record_model import RowText
from desktop.ui.row_button import RowButton

MIME = "application/x-coalition-agenda-item"
_STEPS: dict[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class AgendaRow(RowButton):
    """Says what a person wants to do with the line; others do it."""

    moved = Signal(int)
    stepped = Signal(int)
    dropped = Signal(str)
    """Another item was dropped on this one, to stand before it."""
    removed = Signal()

    def __init__(self, item: str, text: RowText, run: Callable[[], object]) -> None:
        super().__init__(text, run)
        self._item, self._pressed = item, QPoint()
        self._is_target = False
        self.setAcceptDrops(True)
        self.setAccessibleDescription(_("Alt and the arrow keys move it, Delete takes it off."))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(event.key(), 0)
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(step)
        elif step:
            self.stepped.emit(step)
        elif event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        far = (event.position().toPoint() - self._pressed).manhattanLength()
        if event.buttons() & Qt.MouseButton.LeftButton and far >= QApplication.startDragDistance():
            self.setDown(False)
            self._drag()
            return
        super().mouseMoveEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(MIME) and event.source() is not self:
            self._mark(is_target=True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        del event
        self._mark(is_target=False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._mark(is_target=False)
        event.acceptProposedAction()
        self.dropped.emit(bytes(event.mimeData().data(MIME).data()).decode())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._is_target:
            QPainter(self).fillRect(0, 0, self.width(), 2, theme.colour("accent"))

    def _drag(self) -> None:
        content = QMimeData()
        content.setData(MIME, self._item.encode())
        drag = QDrag(self)
        drag.setMimeData(content)
        drag.setPixmap(self.grab())
        drag.setHotSpot(self._pressed)
        drag.exec(Qt.DropAction.MoveAction)

    def _mark(self, *, is_target: bool) -> None:
        self._is_target = is_target
        self.update()


class AgendaLine(QWidget):
    """A row and its small buttons, which show while the pointer or the focus is on the line.

    Keys do all that the buttons do, so Tab goes from item to item and not through them.
    """

    def __init__(self, head: AgendaRow, tools: Sequence[QToolButton]) -> None:
        super().__init__()
        self._head, self._tools = head, tools
        for tool in tools:
            tool.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            policy = tool.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            tool.setSizePolicy(policy)
        head.installEventFilter(self)
        self.setLayout(row(head, *tools, gap=0))
        self._follow()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._follow()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._follow()
        return super().eventFilter(watched, event)

    def _follow(self) -> None:
        for tool in self._tools:
            tool.setVisible(self.underMouse() or self._head.hasFocus())
