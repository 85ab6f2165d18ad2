"""A part of a page: its heading, what can be added to it at the right, and its lines."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from desktop.ui.labels import Words, heading
from desktop.ui.layout import STRETCH, Part, clear, column, row, widget_of


class Section(QWidget):
    """A heading over lines. One with nothing in it says so in a few quiet words, or is not shown."""

    def __init__(self, title: str, action: Part = None, *, none: str = "") -> None:
        super().__init__()
        self.heading = heading(title)
        self._none = none
        self._lines = column(gap=0)
        body = widget_of(self._lines)
        head = row(self.heading, STRETCH, *([action] if action is not None else []))
        self.setLayout(column(head, body, gap=4))

    def show_lines(self, lines: Sequence[QWidget]) -> None:
        """Show other lines; the keyboard stays at the place where it was."""
        place = next((at for at, line in enumerate(self.lines()) if _has_focus(line)), None)
        clear(self._lines)
        for line in lines:
            self._lines.addWidget(line)
        if not lines and self._none:
            self._lines.addWidget(Words(self._none, quiet=True))
        self.setVisible(bool(lines or self._none))
        if place is not None and lines:
            _focus(lines[min(place, len(lines) - 1)])

    def lines(self) -> list[QWidget]:
        """Return the widgets of the lines."""
        items = (self._lines.itemAt(place) for place in range(self._lines.count()))
        return [widget for item in items if item and (widget := item.widget())]


def _has_focus(widget: QWidget) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and (focused is widget or widget.isAncestorOf(focused))


def _focus(line: QWidget) -> None:
    line.show()  # Qt would do so later, and hand the focus on meanwhile
    parts = [line, *line.findChildren(QWidget)]
    first = next((part for part in parts if part.focusPolicy() & Qt.FocusPolicy.TabFocus), None)
    if first is not None:
        first.setFocus(Qt.FocusReason.OtherFocusReason)
