"""Name badges on Avery 5395 sheets, eight to a page, with a QR code to check people in by."""

from dataclasses import dataclass
from typing import Any, ClassVar

from desktop.i18n import _
from desktop.reports.document import Document
from desktop.reports.qr import qr_svg


@dataclass(frozen=True, slots=True)
class Badge:
    """One badge."""

    name: str
    """Large on the badge: what the person goes by."""
    organization: str = ""
    role: str = ""
    pronouns: str = ""
    code: str = ""
    """What the QR code says, e.g. a signed attendance code; empty for a badge without one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Badges(Document):
    """Badges; `title` is that of the meeting or cohort, small at the top of each."""

    template: ClassVar[str] = "badges"
    badges: tuple[Badge, ...] = ()

    def content(self) -> dict[str, Any]:
        """Return the badges with their QR codes as pictures."""
        return {
            "badges": [_badge(badge) for badge in self.badges],
            "words": {"document": _("Name badges"), "scan": _("QR code to check in {name}")},
        }


def _badge(badge: Badge) -> dict[str, str]:
    return {
        "name": badge.name,
        "organization": badge.organization,
        "role": badge.role,
        "pronouns": badge.pronouns,
        "qr": qr_svg(badge.code) if badge.code else "",
        "scan": _("QR code to check in {name}").format(name=badge.name),
    }
