"""What every document is: a value with a title, a language and the words its template prints."""

from dataclasses import dataclass, field
from typing import Any, ClassVar

from desktop.i18n import spoken_language


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document that can be printed; its fields are all that is on the paper.

    Whatever people wrote is printed as they wrote it: nothing in it is markup.
    """

    template: ClassVar[str]
    """The file in resources/templates, without its ending."""
    title: str
    """The heading, and the title that a reader of the PDF is told."""
    coalition: str = ""
    """Whose document it is, in the line above the title."""
    language: str = field(default_factory=spoken_language)
    """The language of its words and days: en or es."""

    def content(self) -> dict[str, Any]:
        """Return what the template prints: plain words, numbers and lists of them."""
        raise NotImplementedError
