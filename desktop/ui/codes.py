"""The words behind the codes of a reference list, such as the nine sectors."""

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.i18n import _
from desktop.store.listing import open_listing
from desktop.store.store import Store
from desktop.ui.flow import Flow
from desktop.ui.tick import Tick
from desktop.words import spoken


def codes_of(store: Store, kind: str) -> list[tuple[str, str]]:
    """Return (code, words) of a reference list, in its own order, without those retired."""
    listing = open_listing(store, kind)
    rows = [line.state["fields"] for line in listing.page(0, len(listing)) if line is not None]
    rows = sorted((row for row in rows if not row.get("retired")), key=lambda row: row.get("number", 0))
    return [(str(row["code"]), _name_of(row)) for row in rows]


def code_words(store: Store, kind: str, code: str) -> str:
    """Return the words for a code; the code itself, spelled out, where the list lacks it."""
    return dict(codes_of(store, kind)).get(code) or (spoken(code) if code else "")


def _name_of(row: Mapping[str, Any]) -> str:
    name = str(row.get("name") or "")
    return _(name) if name else spoken(str(row["code"]))


class CodesField(QWidget):
    """Several codes of a list, each with a box to tick; one the list lacks is kept."""

    changed = Signal()

    def __init__(self, name: str, choices: Iterable[tuple[str, str]]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._others: list[str] = []
        self._boxes = {code: Tick(words) for code, words in choices}
        self.setLayout(Flow(*self._boxes.values(), gap=12))
        for box in self._boxes.values():
            box.clicked.connect(lambda _checked: self.changed.emit())

    def codes(self) -> list[str]:
        """Return what is ticked."""
        ticked = [code for code, box in self._boxes.items() if box.isChecked()]
        return sorted([*ticked, *self._others])

    def show_codes(self, codes: Iterable[str]) -> None:
        """Tick codes without saying that they changed."""
        given = set(codes)
        self._others = sorted(given - set(self._boxes))
        for code, box in self._boxes.items():
            box.setChecked(code in given)
