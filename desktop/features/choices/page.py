"""Needs you: values that were kept beside one another, each a card with a question and its answers."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.features.choices.actions import DELETION, Choice, choose, list_choices
from desktop.features.choices.queries import values_before
from desktop.features.choices.wording import LONG, differences, question, value_words
from desktop.i18n import _, ngettext
from desktop.ui.buttons import plain, quiet_button
from desktop.ui.card import Card
from desktop.ui.desk import Desk
from desktop.ui.dialogs import Dialog
from desktop.ui.empty import Empty
from desktop.ui.fields import LineField
from desktop.ui.flow import Flow
from desktop.ui.labels import Words, quiet, show_if, title
from desktop.ui.layout import STRETCH, clear, column, scrolled, widget_of
from desktop.ui.page import Page
from desktop.ui.picker import name_of
from desktop.ui.words import field_label, headline_of, kind_label
from sync.records import VOCABULARY
from sync.records.fields import field_of

MARKS = {"same": "{}", "gone": "[−{}−]", "added": "[+{}+]"}
"""How parts of a text that differ are marked, for eyes and for screen readers alike."""


def build(desk: Desk) -> "ChoicesPage":
    """Return the page."""
    return ChoicesPage(desk)


class ChoicesPage(Page):
    """The cards, oldest first. Nothing here blocks anything: what is shown stays until somebody chooses."""

    shows = frozenset(VOCABULARY.kinds)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._said = quiet("")
        self._cards = column(gap=12)
        self._empty = Empty(
            "inbox",
            _("Nothing needs you. When two people change the same thing, both values wait here."),
        )
        body = column(title(_("Needs you")), self._said, self._cards, self._empty, STRETCH, gap=12, margin=24)
        self.setLayout(column(scrolled(widget_of(body))))

    def refresh(self) -> None:
        """Show what waits."""
        choices = list_choices(self.desk.store)
        clear(self._cards)
        for choice in choices:
            self._cards.addWidget(self._card(choice))
        self._empty.setVisible(not choices)
        words = ngettext(
            "{count} choice waits. Both values are kept; nothing is lost while it does.",
            "{count} choices wait. All values are kept; nothing is lost while they do.",
            len(choices),
        )
        self._said.say(words.format(count=len(choices)) if choices else "")

    def _card(self, choice: Choice) -> QWidget:
        state = self.desk.store.state(choice["kind"], choice["record"])
        headline = headline_of(choice["kind"], dict(state["fields"]))
        see = quiet_button(
            _("See the record"), partial(self.desk.way.open, choice["kind"], choice["record"]), "arrow-right"
        )
        show_if(see, shown=self.desk.way.can_open(choice["kind"]))
        if choice["field"] == DELETION:
            return Card(
                column(Words(_deletion(choice, headline), strong=True), Flow(*self._deciding(choice), see))
            )
        label = field_label(field_of(VOCABULARY.named(choice["kind"]), choice["field"]))
        authors = [each["author"] for each in choice["beside"]]
        asked = question(label, authors, headline, self.desk.store.author.name)
        before = values_before(self.desk.store, state, choice["field"])
        rows = [*self._before(choice, before), *self._values(choice)]
        return Card(column(Words(asked, strong=True), *rows, Flow(*self._answers(choice), see)))

    def _before(self, choice: Choice, values: list[Any]) -> list[QWidget]:
        return [_value(_("Before"), self._words_of(choice, value)) for value in values]

    def _values(self, choice: Choice) -> list[QWidget]:
        shown = self._words_of(choice, choice["shown"])
        rows: list[QWidget] = [_value(_("Shown now"), shown)]
        for kept in choice["beside"]:
            whose = _("From {name}").format(name=kept["author"]) if kept["author"] else _("Kept beside")
            words = self._words_of(choice, kept["value"])
            rows.append(_value(whose, _compared(shown, words)))
        return rows

    def _answers(self, choice: Choice) -> list[QWidget]:
        answers: list[QWidget] = [plain(_("Keep what is shown"), self._answer(choice, keep="shown"), "check")]
        for kept in choice["beside"]:
            words = self._words_of(choice, kept["value"])
            label = _("Use {value}").format(value=words if len(words) <= 40 else words[:38] + "…")
            answers.append(plain(label, self._answer(choice, keep="beside", author=kept["author"])))
        answers.append(plain(_("Keep both"), self._answer(choice, keep="both")))
        answers.append(quiet_button(_("Type another"), partial(self._ask_value, choice)))
        return answers

    def _words_of(self, choice: Choice, value: object) -> str:
        """Return a value in words; a record by its name."""
        spec = field_of(VOCABULARY.named(choice["kind"]), choice["field"])
        is_link = spec.type == "id" and bool(spec.target)
        named = name_of(self.desk.store, spec.target, str(value)) if is_link and value else ""
        return named or value_words(value)

    def _deciding(self, choice: Choice) -> list[QWidget]:
        return [
            plain(_("Keep it"), self._answer(choice, keep="shown"), "check"),
            plain(_("Delete it"), self._answer(choice, keep="beside"), "trash-2"),
        ]

    def _answer(self, choice: Choice, *, keep: str, author: str = "") -> Callable[[], object]:
        def answer() -> None:
            self.desk.do(lambda: choose(self.desk.store, choice["id"], keep, author=author), _("Chosen"))

        return answer

    def _ask_value(self, choice: Choice) -> None:
        field = LineField(_("The right value"))
        field.setText(self._words_of(choice, choice["shown"]) if choice["shown"] else "")
        dialog = Dialog(
            self,
            _("Type the right value"),
            field,
            _("Use it"),
            lambda: choose(self.desk.store, choice["id"], value=field.text()),
        )
        dialog.open()
        field.setFocus()


def _deletion(choice: Choice, headline: str) -> str:
    words = _("Somebody deleted {kind} {name} while somebody else was changing it. Keep it?")
    return words.format(kind=kind_label(choice["kind"]).lower(), name=headline)


def _value(whose: str, words: str) -> QWidget:
    return widget_of(column(quiet(whose, "small"), Words(words), gap=2))


def _compared(shown: str, other: str) -> str:
    """Mark what differs where a text is too long to be compared by eye."""
    if len(shown) < LONG or len(other) < LONG:
        return other
    return " ".join(MARKS[what].format(words) for what, words in differences(shown, other))
