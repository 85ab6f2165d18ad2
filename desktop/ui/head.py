"""A title with what can be done beside it, or below it where there is no room for both."""

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

_GAP = 8
LEAST = 0.6
"""Of the width, which a long title needs if it is to stand on several lines beside its buttons."""


class Head(QWidget):
    """Puts `beside` to the right of a title, or under it."""

    def __init__(self, title: QLabel, *beside: QWidget) -> None:
        super().__init__()
        self._title, self._beside = title, beside
        for part in (title, *beside):
            part.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        places = self._places(width)
        return max(place.bottom() + 1 for place in places.values())

    def sizeHint(self) -> QSize:
        width = round(self._words()) + self._actions()
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._title.minimumSizeHint().width(), self.heightForWidth(max(1, self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()  # the least height follows from the width
        self._place()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # the title says something else, a button came or went
            self.updateGeometry()
            self._place()
        return super().event(event)

    def _place(self) -> None:
        for part, place in self._places(self.width()).items():
            part.setGeometry(place)

    def _places(self, width: int) -> dict[QWidget, QRect]:
        """Return where the title and the buttons stand in a width."""
        room = width - self._actions()
        beside = room >= min(self._words(), width * LEAST)
        height = self._height(room if beside else width)
        places: dict[QWidget, QRect] = {self._title: QRect(0, 0, room if beside else width, height)}
        x, y = (room + _GAP, 0) if beside else (0, height + _GAP)
        for part in self._shown():
            size = part.sizeHint()
            places[part] = QRect(
                x, y + max(0, (height - size.height()) // 2) * beside, size.width(), size.height()
            )
            x += size.width() + _GAP
        return places

    def _height(self, width: int) -> int:
        return max(self._title.heightForWidth(width), self._title.minimumSizeHint().height())

    def _words(self) -> float:
        return QFontMetricsF(self._title.font()).horizontalAdvance(self._title.text()) + 4

    def _actions(self) -> int:
        return sum(part.sizeHint().width() + _GAP for part in self._shown())

    def _shown(self) -> list[QWidget]:
        return [part for part in self._beside if not part.isHidden()]
