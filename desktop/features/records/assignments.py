"""Values as typed on a command line: field=value, tags+=x, tags-=x, field=@FILE."""

import re
from dataclasses import dataclass
from pathlib import Path

from desktop.i18n import _
from desktop.safe_files import plain_disk_errors, require_file
from sync.errors import Malformed

LARGEST = 4 * 1024 * 1024
"""Bytes read from a file: more than any field holds."""
_WORD = re.compile(r"(\w+)(\+=|-=|=)(.*)", re.ASCII | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Assignment:
    """What is to become of one field."""

    name: str
    sign: str
    """= sets, += adds members or words, -= removes members."""
    text: str


def read_assignments(words: list[str], signs: tuple[str, ...] = ("=", "+=", "-=")) -> list[Assignment]:
    """Return what the words say, files read; Malformed for a word that is none."""
    return [_read(word, signs) for word in words]


def _read(word: str, signs: tuple[str, ...]) -> Assignment:
    found = _WORD.fullmatch(word)
    if found is None or found[2] not in signs:
        raise Malformed(_("'{word}' is not understood here; write field=value.").format(word=word[:40]))
    return Assignment(found[1], found[2], _text(found[3]))


def _text(text: str) -> str:
    """A value that begins with @ is the content of a file; @@ begins one that really does."""
    if text.startswith("@@"):
        return text[1:]
    return read_text(text[1:]) if text.startswith("@") else text


def read_text(name: str) -> str:
    """Return the text of a file; Unavailable if it cannot be read, Malformed if it is no text."""
    if not name:
        raise Malformed(
            _("After @ comes the name of a file: name=@FILE. A value that begins with @ is typed with @@.")
        )
    path = Path(name)
    require_file(path)
    with plain_disk_errors(f"'{name[:200]}'"), path.open("rb") as file:
        content = file.read(LARGEST)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        words = _(
            "The file '{name}' is not text in UTF-8; nothing was changed. Save it as UTF-8 and try again."
        )
        raise Malformed(words.format(name=name[:200])) from None
