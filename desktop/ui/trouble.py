"""What did not work, said where it happened: a card in the colour of a warning, read aloud once."""

from desktop.ui.card import Card
from desktop.ui.empty import Drawing
from desktop.ui.labels import Words
from desktop.ui.layout import row
from desktop.ui.toasts import announce


class Trouble(Card):
    """Some sentences about a trouble; without any it takes no room."""

    def __init__(self) -> None:
        self.words = Words("")
        super().__init__(
            row(Drawing("triangle-alert", 18, "warn"), self.words, gap=12), tone="warn", margin=12
        )
        self.hide()

    def say(self, words: str) -> None:
        """Show what is wrong, or nothing."""
        self.words.setText(words)
        self.setVisible(bool(words))
        if words:
            announce(self, words)
