"""What a card says beside our fields: kept under a heading that an address book would show."""

import re
from collections.abc import Iterable

from desktop.transfer.card_lines import CardLine

_PICTURES_AND_KEYS = {"PHOTO", "LOGO", "SOUND", "KEY", "X-IMAGETYPE", "X-IMAGEHASH"}
_ABOUT_THE_CARD = {"BEGIN", "END", "VERSION", "PRODID", "REV", "CLASS", "SOURCE", "PROFILE", "NAME"}
_OF_PROGRAMS = {"MAILER", "SORT-STRING", "CLIENTPIDMAP", "KIND", "AGENT", "X-ABLABEL", "X-ABADR"}
PASSED_OVER = _PICTURES_AND_KEYS | _ABOUT_THE_CARD | _OF_PROGRAMS | {"X-ABSHOWAS", "X-ABUID"}
"""What is about the card and not about whom it is of, and what is no text."""
_ENCODINGS = {"value", "uri", "text", "date", "date-and-or-time", "encoding", "quoted-printable", "charset"}
_PARAMETERS = _ENCODINGS | {"utf-8", "type", "pref", "language", "x-service-type", "internet", "voice", "pid"}
"""Words of parameters that tell nothing to a reader."""
_OF_ANDROID = "X-ANDROID-CUSTOM"


def is_kept(line: CardLine) -> bool:
    """Return whether a property that is none of our fields says something about whom the card is of."""
    is_picture = bool(line.types & {"b", "base64"}) or line.value.startswith("data:")
    return line.name not in PASSED_OVER and not is_picture and bool(line.value.strip(" ;"))


def is_fax(line: CardLine) -> bool:
    """Return whether a number is one that nobody can be called at."""
    return line.name == "TEL" and "fax" in line.types and "voice" not in line.types


def labels_in(lines: Iterable[CardLine]) -> dict[str, str]:
    """Return group -> the label that a person or an address book has given it."""
    labels = ((line.group, line.text().strip()) for line in lines if line.name == "X-ABLABEL")
    return {group: re.sub(r"^_\$!<(.*)>!\$_$", r"\1", label) for group, label in labels}


def heading_of(line: CardLine, labels: dict[str, str]) -> str:
    """Return the heading of a property: its name, and in brackets what sets it apart."""
    name = "Fax" if is_fax(line) else line.name
    words = sorted(line.types - _PARAMETERS - {name.casefold()})
    label = labels.get(line.group, "") or ", ".join(words)
    if line.name == _OF_ANDROID:
        label = line.parts(";")[0].rpartition("/")[2]
    return f"{name} ({label})" if label else name


def words_of(line: CardLine) -> str:
    """Return the value of a property as a person would read it."""
    parts = line.parts(";")
    given = parts[1:] if line.name == _OF_ANDROID else parts
    return "; ".join(filter(None, given))
