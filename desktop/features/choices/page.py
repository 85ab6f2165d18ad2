"""Needs you: values that were kept beside one another, each a card with a question and its answers."""

from desktop.features.choices.actions import Choice, choose, list_choices
from desktop.features.choices.page_card import ChoiceCard
from desktop.i18n import _, ngettext
from desktop.ui.desk import Desk
from desktop.ui.dialogs import Dialog
from desktop.ui.empty import Empty
from desktop.ui.fields import LineField
from desktop.ui.labels import quiet, title
from desktop.ui.layout import STRETCH, clear, column, scrolled, widget_of
from desktop.ui.page import Page
from sync.records import VOCABULARY


def build(desk: Desk) -> "ChoicesPage":
    """Return the page."""
    return ChoicesPage(desk)


WIDEST = 900
"""Pixels of a card: a button stands near the value that it takes."""


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
            card = ChoiceCard(self.desk, choice, self._ask_value)
            card.setMaximumWidth(WIDEST)
            self._cards.addWidget(card)
        self._empty.setVisible(not choices)
        words = ngettext(
            "{count} choice waits. Both values are kept; nothing is lost while it does.",
            "{count} choices wait. All values are kept; nothing is lost while they do.",
            len(choices),
        )
        self._said.say(words.format(count=len(choices)) if choices else "")

    def _ask_value(self, choice: Choice, shown: str) -> None:
        """Let somebody type the right value, beginning with the one that is `shown`."""
        field = LineField(_("The right value"))
        field.setText(shown)
        dialog = Dialog(
            self,
            _("Type the right value"),
            field,
            _("Use it"),
            lambda: choose(self.desk.store, choice["id"], value=field.text()),
        )
        dialog.open()
        field.setFocus()
