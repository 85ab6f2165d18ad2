"""One choice as a card: what it was, what each wrote, and beside each value the button that takes it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QLayout, QPushButton, QWidget

from desktop.features.choices.actions import DELETION, Choice, Kept, choose
from desktop.features.choices.queries import values_before
from desktop.features.choices.wording import compared, question, short, value_words
from desktop.i18n import _, pgettext
from desktop.ui.buttons import plain, quiet_button
from desktop.ui.card import Card
from desktop.ui.desk import Desk
from desktop.ui.flow import Flow
from desktop.ui.labels import Words, quiet, show_if
from desktop.ui.layout import column, row
from desktop.ui.picker import name_of
from desktop.words import field_label, headline_of, kind_label
from sync.changes import State
from sync.records import VOCABULARY
from sync.records.fields import FieldSpec, field_of

WHOSE = 22
"""Letters for whose value it is; longer names wrap."""


class ChoiceCard(Card):
    """Asks one question. `ask` lets somebody type another value than those there are."""

    def __init__(self, desk: Desk, choice: Choice, ask: Callable[[Choice, str], None]) -> None:
        self.desk, self.choice, self.ask = desk, choice, ask
        state = desk.store.state(choice["kind"], choice["record"])
        what = f"{kind_label(choice['kind'])}  ·  {headline_of(choice['kind'], dict(state['fields']))}"
        see = quiet_button(_("See the record"), self._see, "arrow-right")
        show_if(see, shown=desk.way.can_open(choice["kind"]))
        head = row(quiet(what), see)
        head.setStretch(0, 1)
        super().__init__(column(head, *self._asked(state), gap=8))

    def _see(self) -> None:
        self.desk.way.open(self.choice["kind"], self.choice["record"])

    def _asked(self, state: State) -> list[QWidget | QLayout]:
        if self.choice["field"] == DELETION:
            words = _("Somebody deleted this while somebody else was changing it. Keep it?")
            keep = self._button(pgettext("choice", "Keep it"), "check", keep="shown")
            return [
                Words(words, strong=True),
                Flow(keep, self._button(_("Delete it"), "trash-2", keep="beside")),
            ]
        authors = [each["author"] for each in self.choice["beside"]]
        asked = question(field_label(self._spec), authors, self.desk.store.author.name)
        return [Words(asked, strong=True), self._values(state), Flow(*self._others())]

    def _values(self, state: State) -> QLayout:
        before = values_before(self.desk.store, state, self.choice["field"])
        shown = self.words_of(self.choice["shown"])
        keep = self._button(_("Keep this"), "check", keep="shown")
        return column(
            *(_line(_("Before"), Words(self.words_of(value), quiet=True)) for value in before),
            _line(_("Shown now"), Words(shown), _named(keep, shown)),
            *(self._kept(shown, kept) for kept in self.choice["beside"]),
        )

    def _kept(self, shown: str, kept: Kept) -> QLayout:
        words = self.words_of(kept["value"])
        whose = _("From {name}").format(name=kept["author"]) if kept["author"] else _("Kept beside")
        use = self._button(_("Use this"), keep="beside", author=kept["author"])
        return _line(whose, Words(compared(shown, words)), _named(use, words))

    def _others(self) -> list[QWidget]:
        shown = self.words_of(self.choice["shown"]) if self.choice["shown"] else ""
        another = quiet_button(_("Type another"), partial(self.ask, self.choice, shown))
        return [self._button(_("Keep both"), keep="both"), another]

    def _button(self, words: str, icon: str = "", *, keep: str, author: str = "") -> QPushButton:
        return plain(words, partial(self._answer, keep, author), icon)

    def _answer(self, keep: str, author: str) -> None:
        store, choice = self.desk.store, self.choice["id"]
        self.desk.do(lambda: choose(store, choice, keep, author=author), _("Chosen"))

    @property
    def _spec(self) -> FieldSpec:
        return field_of(VOCABULARY.named(self.choice["kind"]), self.choice["field"])

    def words_of(self, value: Any) -> str:
        """Return a value in words; a record by its name."""
        is_link = self._spec.type == "id" and bool(self._spec.target)
        named = name_of(self.desk.store, self._spec.target, str(value)) if is_link and value else ""
        return named or value_words(value)


def _line(whose: str, value: Words, *buttons: QPushButton) -> QLayout:
    label = quiet(whose)
    label.setFixedWidth(WHOSE * label.fontMetrics().averageCharWidth())
    line = row(label, value, *buttons)
    line.setStretch(1, 1)
    return line


def _named(button: QPushButton, value: str) -> QPushButton:
    """Say to those who only hear the button which value it is about."""
    button.setAccessibleName(f"{button.text()}: {short(value)}")
    return button
