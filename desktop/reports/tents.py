"""Name tents for a table: one to a page, folded in the middle, read from both sides."""

from dataclasses import dataclass
from typing import Any, ClassVar

from desktop.i18n import _
from desktop.reports.document import Document


@dataclass(frozen=True, slots=True)
class NameTent:
    """One tent."""

    name: str
    organization: str = ""
    pronouns: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NameTents(Document):
    """Tents; `title` names them in lists of files, it is not printed."""

    template: ClassVar[str] = "tents"
    tents: tuple[NameTent, ...] = ()

    def content(self) -> dict[str, Any]:
        """Return the tents in the order given."""
        tents = [
            {"name": tent.name, "below": " · ".join(filter(None, (tent.organization, tent.pronouns)))}
            for tent in self.tents
        ]
        return {"tents": tents, "words": {"document": _("Name tents"), "fold": _("Fold here")}}
