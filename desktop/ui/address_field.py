"""A postal address in three lines."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.i18n import _
from desktop.ui.fields import LineField
from desktop.ui.layout import column, row


class AddressField(QWidget):
    """An address or nothing; parts that are not shown here are kept."""

    changed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self._shown: dict[str, Any] = {}
        self._parts = {
            part: LineField(f"{name}: {words}", words)
            for part, words in (
                ("street", _("Street")),
                ("second_line", _("Apartment, floor")),
                ("city", _("City")),
                ("state", _("State")),
                ("postal_code", _("ZIP code")),
            )
        }
        street, second, city, state, postal_code = self._parts.values()
        state.setMaximumWidth(70)
        postal_code.setMaximumWidth(100)
        self.setLayout(column(street, second, row(city, state, postal_code), gap=6))
        self.setFocusProxy(street)
        for field in self._parts.values():
            field.editingFinished.connect(self._tell)

    def address(self) -> dict[str, Any] | None:
        """Return the address as JSON, None where all of it is empty."""
        typed = {part: field.text().strip() for part, field in self._parts.items()}
        if not any(typed.values()):
            return None
        return {**self._shown, **typed} if self._is_changed() else self._shown

    def show_address(self, address: dict[str, Any] | None) -> None:
        """Show an address without saying that it changed."""
        self._shown = dict(address or {})
        for part, field in self._parts.items():
            field.setText(str(self._shown.get(part, "")))

    def _is_changed(self) -> bool:
        return any(
            field.text().strip() != str(self._shown.get(part, "")) for part, field in self._parts.items()
        )

    def _tell(self) -> None:
        if self._is_changed():
            self.changed.emit()
