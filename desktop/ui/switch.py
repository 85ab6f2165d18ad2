"""A switch between a few views of one thing: one of them is always on."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QWidget

from desktop.ui import theme
from desktop.ui.flow import Flow
from desktop.ui.fonts import font
from desktop.ui.ground import paint_ground

_HEIGHT = 30
_STEPS: dict[int, int] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class _Way(QAbstractButton):
    """One of the views."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setText(words)
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(font(strong=True))
        return QSize(
            round(metrics.horizontalAdvance(self.text()) + 24), max(_HEIGHT, round(metrics.height() + 12))
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        place = paint_ground(painter, self)
        painter.setFont(font(strong=self.isChecked()))
        painter.setPen(theme.colour("text" if self.isChecked() else "muted"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self.text())


class _Ways(Flow):
    """The views in one line; below one another where there is no room for it."""

    def sizeHint(self) -> QSize:
        hints = [item.sizeHint() for item in self._items]
        width = sum(hint.width() for hint in hints) + self._gap * (len(hints) - 1)
        return QSize(width, max(hint.height() for hint in hints))


class Switch(QWidget):
    """Views side by side, chosen with the pointer or the arrow keys. `switched` carries the value."""

    switched = Signal(str)

    def __init__(self, name: str, ways: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.values = [value for value, _words in ways]
        self._buttons = [_Way(words) for _value, words in ways]
        self._group = QButtonGroup(self)
        for place, button in enumerate(self._buttons):
            self._group.addButton(button, place)
        self._group.idToggled.connect(self._on_toggled)
        self._buttons[0].setChecked(True)
        self.setLayout(_Ways(*self._buttons, gap=2))

    def value(self) -> str:
        """Return which view is on."""
        return self.values[self._group.checkedId()]

    def turn_to(self, value: str) -> None:
        """Switch to a view."""
        self._buttons[self.values.index(value)].setChecked(True)

    def _on_toggled(self, place: int, on: bool) -> None:
        """Tab comes to the view that is on, the arrows to the others."""
        button = self._buttons[place]
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if on else Qt.FocusPolicy.ClickFocus)
        if on:
            self.setFocusProxy(button)
            self.switched.emit(self.values[place])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if step := _STEPS.get(event.key()):
            place = (self._group.checkedId() + step) % len(self._buttons)
            self._buttons[place].setChecked(True)
            self._buttons[place].setFocus(Qt.FocusReason.TabFocusReason)
            return
        super().keyPressEvent(event)
