"""The answers to the open question, or examples of a line while there is none."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF, QStandardItem, QStandardItemModel

from desktop.features.quick.page_words import offer_text
from desktop.features.quick.preview import Offer, Preview
from desktop.i18n import _
from desktop.ui import theme
from desktop.ui.fonts import font
from desktop.ui.record_model import ROLE, RowText
from desktop.ui.rows import RowList


class Offers(RowList):
    """Rows to choose among with the arrows and Enter, while the cursor stays in the line."""

    def __init__(self, take: Callable[[Offer], object]) -> None:
        super().__init__(_("Answers"), two_lines=False)
        self._take = take
        self._offers: tuple[Offer, ...] = ()
        self._rows = QStandardItemModel(self)
        self.setModel(self._rows)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.clicked.connect(lambda index: self._choose(index.row()))

    def show_for(self, shown: Preview, today: date, *, is_blank: bool) -> None:
        """Show the answers to the question of a preview, with the first one marked."""
        question = shown.question
        self._offers = _examples() if is_blank else question.offers if question else ()
        texts = [
            offer_text(each, question, today) if question else RowText(each.words, icon="chevron-right")
            for each in self._offers
        ]
        self._rows.clear()
        for text in texts:
            item = QStandardItem(text.headline)
            item.setData(text, ROLE)
            item.setData(text.spoken(), Qt.ItemDataRole.AccessibleTextRole)
            self._rows.appendRow(item)
        self.setVisible(bool(texts))
        self.setFixedHeight(len(texts) * max(theme.ROW, round(QFontMetricsF(font()).height() + 18)) + 4)
        if question:
            self.setCurrentIndex(self._rows.index(0, 0))

    def step(self, by: int) -> None:
        """Mark the next answer, or the one before."""
        if self._offers:
            place = (self.currentIndex().row() + by) % len(self._offers)
            self.setCurrentIndex(self._rows.index(place, 0))

    def take_marked(self) -> None:
        """Choose the answer that is marked."""
        self._choose(self.currentIndex().row())

    def _choose(self, place: int) -> None:
        if 0 <= place < len(self._offers):
            self._take(self._offers[place])


def _examples() -> tuple[Offer, ...]:
    lines = (
        _("call Maria tue 4pm about the flyer"),
        _("meet Deshawn at the library tomorrow"),
        _("todo send the flyer fri @Ana"),
        _("new person Bo Lee 847 555 0100 library"),
    )
    return tuple(Offer("", "example", line) for line in lines)
