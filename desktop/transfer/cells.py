"""What single cells mean, however they are written."""

import json
import re
from collections.abc import Callable
from datetime import date, datetime

PLACEHOLDERS = frozenset(
    ("n/a", "na", "none", "-", "--", "?", "unknown", "null", "nil", "tbd", "x", "ninguno", "nan")
)
"""What people type where there is nothing."""
FILLERS = frozenset(("", "n/a", "#n/a", "-", "--", "0/0/00", "unspecified"))
"""What programs and people put where there is nothing, and which never means anything else."""
SPOKEN_YES = frozenset(["yes", "y", "true", "1", "x", "si", "sí", "t", "on", "checked"])
SPOKEN_NO = frozenset(["no", "n", "false", "0", "f", "off"])
LANGUAGES = {
    "english": "en", "ingles": "en", "inglés": "en", "spanish": "es", "espanol": "es", "español": "es",
    "castellano": "es", "polish": "pl", "arabic": "ar", "french": "fr", "chinese": "zh", "mandarin": "zh",
    "tagalog": "tl", "urdu": "ur", "hindi": "hi", "gujarati": "gu", "russian": "ru", "ukrainian": "uk",
    "korean": "ko", "vietnamese": "vi", "portuguese": "pt", "asl": "ase",
}  # fmt: skip
DAYS = (
    "%Y-%m-%d",
    "%m/%d/%Y",
    "%m/%d/%y",
    "%Y/%m/%d",
    "%m-%d-%Y",
    "%B %d, %Y",
    "%b %d, %Y",
    "%d %B %Y",
    "%Y%m%d",
)
_EMAIL = re.compile(r"[^@\s<>,;:\"'()\[\]]+@[^@\s<>,;:\"'()\[\]]+\.[^@\s<>,;:\"'()\[\]]+")
_LONE_EMAIL = re.compile(rf"(?:[^<>@]*<|\w+:)?\s*({_EMAIL.pattern}?)[.>]*\s*(\([^()]*\))?")
"""An address alone, with the name it belongs to before it, or with a remark behind it."""
_TAX_NUMBER = re.compile(r"(?<![\d-])\d{3}-\d{2}-\d{4}(?![\d-])")
_DATE = re.compile(
    r"((19|20)\d\d([-/.])\d{1,2}\3\d{1,2}|\d{1,2}([-/.])\d{1,2}\4((19|20)\d\d|\d\d))([T ]+\d{1,2}:\d\d.*)?"
)
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_BREAKS = re.compile(r"\n|:::|;|\||/| or | y | & ")


def is_filler(cell: str) -> bool:
    """Return whether a cell certainly says nothing."""
    return cell.strip().casefold() in FILLERS


def is_date(text: str) -> bool:
    """Return whether a text is a day in figures, with or without a time."""
    return bool(_DATE.fullmatch(text.strip()))


def without_placeholder(cell: str) -> str:
    """Return a cell, "" if it only says that there is nothing."""
    return "" if cell.strip().casefold() in PLACEHOLDERS else cell.strip()


def without_tax_number(text: str) -> tuple[str, bool]:
    """Return a text without anything that looks like a Social Security number, and whether it had one."""
    left, found = _TAX_NUMBER.subn("", text)
    return (left.strip() if found else text), bool(found)


def emails_in(cell: str) -> tuple[list[str], list[str]]:
    """Return the e-mail addresses in a cell, and the parts of it that are not just one."""
    found: list[str] = []
    left: list[str] = []
    for part in filter(None, map(str.strip, _email_parts(cell.replace("mailto:", "")))):
        address = _LONE_EMAIL.fullmatch(part)
        found += [address[1]] if address else []
        left += [part] if not address or address[2] else []
    return list(dict.fromkeys(found)), left


def email_within(text: str) -> str:
    """Return the first e-mail address anywhere in a text, "" if there is none."""
    found = _EMAIL.search(text)
    return found[0].strip(".") if found else ""


def phones_in(cell: str) -> tuple[list[str], list[str]]:
    """Return the phone numbers in a cell as typed, and the parts that are none."""
    parts = [re.sub(r"^(\+?\d{7,15})\.0$", r"\1", part.strip()) for part in _split_phones(cell)]
    good = [part for part in parts if _is_phone(part)]
    return list(dict.fromkeys(good)), [part for part in parts if part and not _is_phone(part)]


def words_in(cell: str, also: str = ",") -> list[str]:
    """Return the words of a list in a cell: JSON, or divided by semicolons, bars, `also` and the like."""
    if cell.startswith("["):
        try:
            return [str(word).strip() for word in json.loads(cell) if str(word).strip()]
        except ValueError:
            pass  # merely a word in brackets
    words = (word.strip() for word in re.split(rf"\n|:::|;|\||[{also}]" if also else r"\n|:::|;|\|", cell))
    return [word for word in words if without_placeholder(word)]


def languages_in(cell: str) -> tuple[list[str], list[str]]:
    """Return the languages in a cell as tags such as es, and the words that name none."""
    words = [word for part in words_in(cell, ",/&") for word in re.split(r"\s+(?:and|y)\s+", part)]
    tags = {word: LANGUAGES.get(word.casefold()) or _language_tag(word) for word in words}
    return [tag for tag in dict.fromkeys(tags.values()) if tag], [
        word for word, tag in tags.items() if not tag
    ]


def day_of(cell: str) -> date | None:
    """Return the day in a cell, written the American way or as in ISO 8601; None if it is none."""
    for form in DAYS:
        try:
            return datetime.strptime(cell.strip()[:40].removesuffix(" 00:00:00"), form).date()  # noqa: DTZ007
        except ValueError:
            continue
    return None


def answer_of(cell: str) -> bool | None:
    """Return whether a cell says yes or no, None if neither."""
    word = cell.strip().casefold()
    return True if word in SPOKEN_YES else False if word in SPOKEN_NO else None


def _email_parts(cell: str) -> list[str]:
    if _LONE_EMAIL.fullmatch(cell):
        return [cell]
    parts = re.split(r"\n|:::|[;,|/]|(?i:\s(?:or|and|y|o|&)\s)", cell)
    apart = ([*part.split()] if all(map(_EMAIL.fullmatch, part.split())) else [part] for part in parts)
    return [word for each in apart for word in each]


def _language_tag(word: str) -> str:
    return word if _LANGUAGE.fullmatch(word) and len(word.split("-", maxsplit=1)[0]) == 2 else ""


def _split_phones(cell: str) -> list[str]:
    parts = _BREAKS.split(cell)
    if "," in cell and all(_is_phone(part) for part in cell.split(",")):
        parts = cell.split(",")
    whole: Callable[[str], bool] = lambda part: _is_phone(part) or not part.strip()  # noqa: E731
    return parts if sum(map(_is_phone, parts)) > 1 or all(map(whole, parts)) or "\n" in cell else [cell]


def _is_phone(text: str) -> bool:
    if is_date(text):
        return False
    digits = re.sub(r"\D", "", re.split(r"(?i)\s*(?:x|ext)", text)[0])
    return 7 <= len(digits) <= 15 and len(text) <= 64 and not re.search(r"\d\.?\d*e\+", text, re.IGNORECASE)
