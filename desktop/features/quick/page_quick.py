"""Ctrl+Shift+N: one line, what it would make while it is typed, and Enter that makes it."""

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from desktop.features.quick.actions import make
from desktop.features.quick.page_offers import Offers
from desktop.features.quick.page_words import done_words, made_words, part_tone, part_words
from desktop.features.quick.planning import preview
from desktop.features.quick.preview import Asker, Offer, Preview
from desktop.i18n import _
from desktop.ui.buttons import primary
from desktop.ui.card import Rule
from desktop.ui.chip import Chip
from desktop.ui.dates import language
from desktop.ui.desk import Desk
from desktop.ui.fields import LineField
from desktop.ui.flow import Flow
from desktop.ui.labels import Words, quiet
from desktop.ui.layout import clear, column, row, widget_of
from desktop.ui.now import today_of
from desktop.ui.popup import TOP, WIDTH, Popup
from desktop.ui.toasts import announce

LONGEST = 280
"""Characters of a line; a title with its time holds 300."""
PAUSE = 700
"""Milliseconds without a key before the preview is said to those who cannot see it."""


class QuickAdd(Popup):
    """A field, chips of what was understood, and the one question that is open. Esc keeps the line."""

    def __init__(self, window: QWidget, desk: Desk) -> None:
        field = LineField(_("What is to be added"), _("Call Maria Tuesday 4pm"))
        super().__init__(window, _("Quick add"), field)
        self.desk, self.shown, self._window = desk, Preview(), window
        self._answers: dict[str, str] = {}
        field.setMaxLength(LONGEST)
        self.field.textEdited.connect(self._type)
        self.chips = widget_of(Flow())
        self.said = Words("", strong=True)
        self.offers = Offers(self._take)
        self.verb = primary(_("Add"), self.enter)
        hint = quiet(_("Enter adds it, Ctrl+Enter adds it and goes on, Esc goes away."), "small")
        foot = row(hint, self.verb)
        foot.setStretch(0, 1)
        self._inside = column(self.field, self.chips, self.said, self.offers, Rule(), foot, gap=8, margin=12)
        self.setLayout(self._inside)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._announce)

    def begin(self) -> None:
        """Come into view; a line left behind is there to go on with, or to type over."""
        self._show()
        self.show()
        self.field.setFocus()
        self.field.selectAll()

    def type(self, line: str) -> None:
        """Show what another line would make."""
        self.field.setText(line)
        self._type(line)

    def _type(self, line: str) -> None:
        if not line.strip():
            self._answers = {}
        self._show()

    def _show(self) -> None:
        asker = Asker(self.desk.store, today_of(self.desk), language(), self.desk.me, self._answers)
        self.shown = preview(asker, self.field.text())
        clear(self._flow())
        for part in self.shown.parts:
            chip = Chip(part_words(part, asker.today), part_tone(part))
            self._flow().addWidget(chip)
            chip.show()  # at once, for the height that is measured below
        self.chips.setVisible(bool(self.shown.parts))
        self.said.say(made_words(self.shown))
        self.offers.show_for(self.shown, asker.today, is_blank=not self.field.text().strip())
        self.verb.setEnabled(self.shown.plan is not None)
        self.field.setAccessibleDescription(self._spoken())
        self._pause.start()
        self._fit()

    def _take(self, offer: Offer) -> None:
        """Follow what was chosen: an answer, somebody to open, or an example to begin with."""
        if offer.opens:
            self._end()
            self.desk.way.open("person", offer.opens)
        elif offer.sort == "example":
            self.type(offer.words)
        elif self.shown.question is not None:
            self._answers[offer.key or self.shown.question.key] = offer.answer
            self._show()

    def step(self, by: int) -> None:
        self.offers.step(by)

    def enter(self, *, goes_on: bool = False) -> None:
        """Make it, or choose the answer that is marked."""
        plan = self.shown.plan
        if plan is None:
            self.offers.take_marked()
        elif self.desk.do(lambda: make(self.desk.store, plan), done_words(plan)):
            self._end()
            if goes_on:
                self.begin()

    def _end(self) -> None:
        self.type("")
        self.accept()

    def _flow(self) -> Flow:
        flow = self.chips.layout()
        assert isinstance(flow, Flow)  # noqa: S101 - it was put there above
        return flow

    def _spoken(self) -> str:
        words = [part_words(part, today_of(self.desk)) for part in self.shown.parts]
        return ". ".join(part for part in (", ".join(words), made_words(self.shown)) if part)

    def _announce(self) -> None:
        if self.isVisible():
            announce(self, self._spoken())

    def _fit(self) -> None:
        """Stand at the top of the window, as high as the content is."""
        window = self._window
        width = min(WIDTH, window.width() - 80)
        self.setFixedSize(width, self._inside.totalHeightForWidth(width))
        self.move(window.mapToGlobal(QPoint((window.width() - width) // 2, TOP)))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()


def show(window: QWidget, desk: Desk) -> QuickAdd:
    """Show the field over a window; the one that was shown before keeps its line."""
    known = [each for each in window.findChildren(QuickAdd) if each.desk is desk]
    dialog = known[0] if known else QuickAdd(window, desk)
    dialog.begin()
    return dialog
