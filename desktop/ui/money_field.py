"""A field for an amount of money, in dollars and cents as people write them."""

from PySide6.QtCore import Qt

from desktop.money_words import money_words, read_money
from desktop.ui.dates import language
from desktop.ui.fields import LineField
from desktop.ui.fonts import font


class MoneyField(LineField):
    """An amount in integer cents."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "$0.00")
        self.setFont(font(figures=True))
        self.setAlignment(Qt.AlignmentFlag.AlignRight)

    def cents(self) -> int | None:
        """Return the amount, None where there is none; Malformed for what is no amount."""
        return read_money(self.text(), language()) if self.text().strip() else None

    def show_cents(self, cents: int | None) -> None:
        """Show an amount without saying that it changed."""
        self.setText("" if cents is None else money_words(cents))
