"""Mailing labels on Avery 5160 sheets: thirty to a page of Letter paper."""

from dataclasses import dataclass
from typing import Any, ClassVar

from desktop.i18n import _
from desktop.reports.document import Document

PER_SHEET = 30
"""Three across and ten down, each 2 5/8 by 1 inch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailingLabels(Document):
    """Labels; `title` is only for those who list files, it is not printed."""

    template: ClassVar[str] = "labels"
    labels: tuple[tuple[str, ...], ...] = ()
    """The lines of each label: the name, then the address as the post office wants it; at most five."""
    first: int = 1
    """Which place of the first sheet to begin at, 1 to 30: for a sheet already begun."""

    def content(self) -> dict[str, Any]:
        """Return the labels, after as many empty ones as the first sheet has used up."""
        used: list[list[str]] = [[]] * ((self.first - 1) % PER_SHEET)
        labels = [list(filter(None, lines)) for lines in self.labels]
        return {"labels": [*used, *labels], "words": {"document": _("Mailing labels")}}
