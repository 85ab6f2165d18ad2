"""Money between integer cents and what people read and write. Never a float."""

import re
from decimal import Decimal

from desktop.i18n import _
from sync.errors import Malformed

_WRITTEN = re.compile(r"-?\s*\$?\s*-?[\d.,\s]*\d[\d.,\s]*", re.ASCII)
LARGEST = 10**14
"""Cents that a field holds."""


def money_words(cents: int) -> str:
    """Return cents as people read them: $1,234.50, -$3.00."""
    whole, part = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}${whole:,}.{part:02}"


def read_money(text: str, language: str = "en") -> int:
    """Return the cents of what was written: 1,234.5 or $12; 12,50 in Spanish; Malformed if none.

    Both ways to write a decimal are understood where only one reading is possible.
    """
    from babel.numbers import NumberFormatError, parse_decimal

    if not _WRITTEN.fullmatch(text.strip()):
        raise _not_money(text)
    plain = text.replace("$", "").replace("\N{NO-BREAK SPACE}", "").replace(" ", "")
    locales = ("en_US", "es_ES") if language == "en" else ("es_ES", "en_US")
    for locale in locales:
        try:
            amount = parse_decimal(plain, locale=locale, strict=True)
        except NumberFormatError:
            continue
        return _cents(amount, text)
    raise _not_money(text)


def _not_money(text: str) -> Malformed:
    return Malformed(_("'{text}' is not an amount of money. Write it as 1,234.50.").format(text=text[:40]))


def _cents(amount: Decimal, text: str) -> int:
    cents = amount * 100
    if cents != cents.to_integral_value() or abs(cents) > LARGEST:
        words = _("'{text}' is not a whole number of cents. Write it as 1,234.50.")
        raise Malformed(words.format(text=text[:40]))
    return int(cents)
