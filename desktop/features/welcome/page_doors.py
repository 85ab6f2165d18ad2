"""The first screen: three doors, and the language."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QWidget

from desktop.features.welcome.page_step import centred
from desktop.i18n import _
from desktop.ui.buttons import plain, primary
from desktop.ui.card import Card
from desktop.ui.empty import Drawing
from desktop.ui.labels import Words, heading, quiet, title
from desktop.ui.layout import STRETCH, column, row
from desktop.ui.switch import Switch
from desktop.ui.trouble import Trouble

LANGUAGES = (("en", "English"), ("es", "Español"))
"""Each in its own words."""


class Doors(QWidget):
    """What somebody can begin with. `entered` carries look, join or start."""

    entered = Signal(str)
    language_chosen = Signal(str)

    def __init__(self, language: str, *, may_look: bool) -> None:
        super().__init__()
        self.trouble = Trouble()
        self.languages = Switch(_("Language"), LANGUAGES)
        self.languages.turn_to(language)
        self.languages.switched.connect(self.language_chosen)
        self.doors = {name: self._door(name) for name in ("join", "start", "look")}
        about = quiet(
            _(
                "People, meetings and decisions of a coalition, kept on this computer. "
                "It works without a network, and syncs when there is one."
            )
        )
        cards = [self._card(name) for name in ("join", "start", *(["look"] if may_look else []))]
        top = row(title(_("Welcome to Coalition Desk")), STRETCH, self.languages)
        self.setLayout(centred(column(top, about, 8, *cards, self.trouble, gap=12)))

    def say_trouble(self, words: str) -> None:
        """Say why a door does not open."""
        self.trouble.say(words)

    def hold(self, held: bool) -> None:
        """Keep the doors shut while one is being opened."""
        for door in self.doors.values():
            door.setEnabled(not held)

    def _door(self, name: str) -> QAbstractButton:
        make: Callable[..., QAbstractButton] = primary if name == "join" else plain
        door = make(_verbs()[name], lambda: self.entered.emit(name))
        door.setMinimumWidth(120)
        return door

    def _card(self, name: str) -> QWidget:
        icon, head, words = _words()[name]
        said = column(heading(head), Words(words, quiet=True), gap=4)
        inside = row(Drawing(icon, 28, "accent"), said, self.doors[name], gap=16)
        inside.setStretch(1, 100)
        return Card(inside)


def _verbs() -> dict[str, str]:
    return {"join": _("Enter a code"), "start": _("Start"), "look": _("Look around")}


def _words() -> dict[str, tuple[str, str, str]]:
    return {
        "join": ("key-round", _("Join my coalition"), _("With an invitation code from the state office.")),
        "start": (
            "house",
            _("Start one on this computer"),
            _("Without an office; you can join one later."),
        ),
        "look": (
            "coffee",
            _("Look around first"),
            _("A sample with invented people. Nothing you do there matters."),
        ),
    }
