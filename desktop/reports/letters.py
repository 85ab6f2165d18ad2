"""Letters to many people, each with its own name in it."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from desktop.i18n import _
from desktop.reports.document import Document
from desktop.reports.prose import paragraphs
from desktop.reports.wording import day
from sync.errors import Malformed

_TOKEN = re.compile(r"\{([a-z_]+)\}")


def fill_tokens(text: str, tokens: dict[str, str]) -> str:
    """Return text with each `{token}` replaced by its words.

    Malformed, naming the token and those that there are, for one that nobody knows.
    """
    unknown = sorted(set(_TOKEN.findall(text)) - tokens.keys())
    if unknown:
        words = _("The letter says {token}, which stands for nothing. Use one of: {listed}.")
        listed = ", ".join(f"{{{name}}}" for name in tokens)
        raise Malformed(words.format(token=f"{{{unknown[0]}}}", listed=listed), "unknown_token")
    return _TOKEN.sub(lambda found: tokens[found[1]], text)


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who gets the letter."""

    name: str
    address: tuple[str, ...] = ()
    """The lines below the name, as in a window envelope."""
    tokens: tuple[tuple[str, str], ...] = ()
    """What this person's tokens stand for, e.g. ("first_name", "Ana"); `name` is always one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters(Document):
    """One letter, to each of the recipients; `title` names it in lists of files."""

    template: ClassVar[str] = "letters"
    written_on: date | None = None
    sender: tuple[str, ...] = ()
    """The lines of the letterhead below the coalition's name: address, phone, website."""
    body: str = ""
    """From the greeting to the last sentence, an empty line between paragraphs; with tokens."""
    signed: tuple[str, ...] = ()
    """Who signs: a name, then a role."""
    recipients: tuple[Recipient, ...] = ()

    def content(self) -> dict[str, Any]:
        """Return the letters; Malformed for a token that stands for nothing."""
        return {
            "day": day(self.written_on, self.language) if self.written_on else "",
            "sender": list(self.sender),
            "signed": list(self.signed),
            "letters": [self._letter(recipient) for recipient in self.recipients],
            "words": {"document": _("Letters"), "closing": _("Sincerely,") if self.signed else ""},
        }

    def _letter(self, recipient: Recipient) -> dict[str, Any]:
        text = fill_tokens(self.body, {"name": recipient.name, **dict(recipient.tokens)})
        return {"to": [recipient.name, *filter(None, recipient.address)], "paragraphs": paragraphs(text)}
