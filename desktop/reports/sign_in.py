"""The sheet people sign at the door, with a code in each row to type it in by afterwards."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from desktop.i18n import _
from desktop.reports.document import Document
from desktop.reports.wording import initials, span


@dataclass(frozen=True, slots=True)
class SignInRow:
    """One line to sign; without a name it is for somebody who walks in."""

    code: str
    """What is typed to enter the row, e.g. A07; printed in front of the name."""
    name: str = ""
    organization: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInSheet(Document):
    """A sign-in sheet; `title` is that of the meeting."""

    template: ClassVar[str] = "sign_in"
    starts_at: datetime | None = None
    """Aware, in the zone of the meeting."""
    duration: int = 0
    """Minutes."""
    place: str = ""
    rows: tuple[SignInRow, ...] = ()
    large: bool = False
    """Whether it is printed large, for eyes that need it."""
    initials_only: bool = False
    """Whether people are shown by their initials, and sign with them."""

    def content(self) -> dict[str, Any]:
        """Return the rows, the expected before those who walk in."""
        named = [row for row in self.rows if row.name]
        return {
            "when": span(self.starts_at, self.duration, self.language),
            "place": self.place,
            "named": [self._row(row) for row in named],
            "open": [row.code for row in self.rows if not row.name],
            "large": self.large,
            "initials_only": self.initials_only,
            "words": self._words(len(named)),
        }

    def _row(self, row: SignInRow) -> dict[str, str]:
        name = initials(row.name) if self.initials_only else row.name
        organization = "" if self.initials_only else row.organization
        return {"code": row.code, "name": name, "organization": organization}

    def _words(self, named: int) -> dict[str, str]:
        sign = _("Initials") if self.initials_only else _("Signature")
        return {
            "document": _("Sign-in sheet"),
            "code": _("Code"),
            "name": _("Name"),
            "organization": _("Organization"),
            "sign": sign,
            "contact": _("E-mail or phone"),
            "new": _("New here? Welcome. Please write clearly."),
            "privacy": _("What you write is used for coalition business only."),
            "expected": _("Expected: {count}").format(count=named),
            "signed": _("Signed:"),
            "checked": _("Counted by:"),
            "page": _("Page {page} of {pages}"),
        }
