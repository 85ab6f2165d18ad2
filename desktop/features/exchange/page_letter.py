"""The letter that goes to everybody chosen: its words, with the names in braces filled in for each."""

from PySide6.QtWidgets import QWidget

from desktop.features.exchange.papers import TOKENS, Wording, templates, usual_letter
from desktop.i18n import _
from desktop.store.store import Store
from desktop.ui.buttons import quiet_button
from desktop.ui.fields import ChoiceField, TextField
from desktop.ui.labels import Words
from desktop.ui.layout import STRETCH, column, row

TALL, LOW = 170, 64
"""Pixels of the letter, and of the signature."""


class LetterFields(QWidget):
    """What the letter says and who signs it; letters that were kept can be begun with."""

    def __init__(self) -> None:
        super().__init__()
        self.begun_with = ChoiceField(_("Begin with"))
        self.begun_with.activated.connect(lambda _place: self._begin())
        self.body = TextField(_("What the letter says"), lines=6)
        self.body.area.setPlainText(usual_letter())
        self.signed = TextField(_("Who signs"), _("Your name\nYour role"), lines=2)
        self.body.setMaximumHeight(TALL)
        self.signed.setMaximumHeight(LOW)
        self._bodies: dict[str, str] = {}
        tokens = row(Words(_("Put in:"), quiet=True), *map(self._token, TOKENS), STRETCH, gap=2)
        self.setLayout(column(self.begun_with, self.body, tokens, self.signed, gap=8))

    def wording(self) -> Wording:
        """Return the letter as it stands."""
        return Wording(self.body.area.toPlainText(), self.signed.area.toPlainText())

    def offer(self, store: Store) -> None:
        """Offer the letters that were kept."""
        kept = templates(store)
        self._bodies = {"": usual_letter(), **{each.id: str(each.body) for each in kept}}
        self.begun_with.offer([("", _("A few words of thanks")), *((each.id, each.name) for each in kept)])
        self.begun_with.setVisible(bool(kept))

    def _begin(self) -> None:
        self.body.area.setPlainText(self._bodies.get(self.begun_with.chosen(), usual_letter()))

    def _token(self, token: str) -> QWidget:
        return quiet_button(f"{{{token}}}", lambda: self.body.area.insertPlainText(f"{{{token}}}"))
