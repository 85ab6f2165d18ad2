"""The words of the program in the person's language, through gettext."""

import gettext
from pathlib import Path

from sync.errors import speak_with

LOCALE = Path(__file__).parent.parent / "resources" / "locale"

_words: gettext.NullTranslations = gettext.NullTranslations()


def use_language(language: str) -> None:
    """Speak `language` (en, es) from now on; English where a word is missing."""
    global _words
    _words = gettext.translation("coalition-desk", LOCALE, languages=[language], fallback=True)
    speak_with(_)


def spoken_language() -> str:
    """Return the language spoken now, as the head of its catalog says: en or es."""
    return _words.info().get("language", "en")


def _(message: str) -> str:
    """Return the message in the person's language."""
    return _words.gettext(message) if message else ""  # nothing would be found: the catalog's own header


def pgettext(context: str, message: str) -> str:
    """Return the message in the person's language, where another has one word for it in each `context`."""
    return _words.pgettext(context, message)


def ngettext(one: str, many: str, count: int) -> str:
    """Return the singular or plural message for `count`."""
    return _words.ngettext(one, many, count)
