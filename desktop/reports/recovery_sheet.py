"""The paper with the recovery code: the one way in when the passphrase is forgotten."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from desktop.i18n import _
from desktop.reports.document import Document
from desktop.reports.wording import day


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoverySheet(Document):
    """A sheet to print and keep away from the computer; it has room for nothing else.

    Make its PDF in memory and hand it to the printer: the code belongs on paper, not in a file.
    """

    template: ClassVar[str] = "recovery"
    title: str = ""
    """Left empty, it is Recovery code."""
    code: str = ""
    """As `desktop.vault.recovery.recovery_code` gives it: groups of four, joined by hyphens."""
    made_on: date | None = None

    def content(self) -> dict[str, Any]:
        """Return the groups of the code, numbered as mistakes in them are named."""
        return {
            "groups": self.code.split("-"),
            "made": _("Made on {day}").format(day=day(self.made_on, self.language)) if self.made_on else "",
            "why": _(
                "If you forget your passphrase, this code opens your data. "
                "Nobody else has it: not the state office, and not the makers of this program."
            ),
            "steps": [
                _("Keep this paper where you keep other important papers, away from the computer."),
                _("Do not photograph it, and do not type it into an e-mail or a website."),
                _(
                    "To use it, open the program, choose the recovery code in place of the passphrase, "
                    "and type it."
                ),
                _(
                    "If the paper is lost or seen by others, make a new code in the settings; "
                    "this one then no longer works."
                ),
            ],
            "words": {
                "document": _("Recovery code"),
                "keep": _("Keep this paper. Without it, a forgotten passphrase means lost data."),
                "reading": _(
                    "Read by rows. Capital or small letters are the same; "
                    "there is no letter I, L, O or U in it."
                ),
            },
        }
