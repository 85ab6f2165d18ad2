"""Money for stipends at a glance: what is paid, what is committed, what is left."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.features.today.money import Budget
from desktop.i18n import _
from desktop.money_words import money_words
from desktop.ui import theme
from desktop.ui.labels import Words
from desktop.ui.layout import column


class BudgetLines(QWidget):
    """One budget line: its title, a bar, and the same in words."""

    def __init__(self, budget: Budget) -> None:
        super().__init__()
        words = _("{paid} paid · {committed} committed · {left} left of {planned}").format(
            paid=money_words(budget.paid),
            committed=money_words(budget.committed),
            left=money_words(budget.available),
            planned=money_words(budget.planned),
        )
        parts = (Words(budget.title), BudgetBar(budget, words), Words(words, "small", quiet=True))
        layout = column(*parts, gap=4)
        layout.setContentsMargins(8, 4, 8, 8)
        self.setLayout(layout)


class BudgetBar(QWidget):
    """Paid money full, committed money hatched, the rest empty."""

    def __init__(self, budget: Budget, words: str) -> None:
        super().__init__()
        self._budget = budget
        self.setAccessibleName(f"{budget.title}: {words}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(200, 10)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        place, whole = (
            QRectF(self.rect()),
            max(self._budget.planned, self._budget.paid + self._budget.committed, 1),
        )
        painter.setBrush(theme.colour("border"))
        painter.drawRoundedRect(place, 4, 4)
        paid = place.width() * max(self._budget.paid, 0) / whole
        committed = place.width() * max(self._budget.committed, 0) / whole
        painter.setClipRect(QRectF(0, 0, paid + committed, place.height()))
        painter.setBrush(theme.colour("selected"))
        painter.drawRoundedRect(place, 4, 4)
        painter.setBrush(Qt.BrushStyle.BDiagPattern)
        hatched = painter.brush()
        hatched.setColor(theme.colour("accent"))
        painter.setBrush(hatched)
        painter.drawRoundedRect(place, 4, 4)
        painter.setClipRect(QRectF(0, 0, paid, place.height()))
        painter.setBrush(theme.colour("accent"))
        painter.drawRoundedRect(place, 4, 4)
