"""The lines of a vCard file: unfolded, taken apart and unescaped, in versions 2.1 to 4.0."""

import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass

_FOLD = re.compile(r"\n[ \t]")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_PARAMETER = re.compile(r';([^=;:"]+)(?:=((?:"[^"]*"|[^";:])*))?')


@dataclass(frozen=True, slots=True)
class CardLine:
    """One property of a card."""

    name: str
    types: frozenset[str]
    """Its parameters' words in lower case, e.g. home, pref."""
    value: str
    """Still escaped."""
    group: str = ""
    """What joins it to the line of its label."""

    def text(self) -> str:
        """Return the value as one text."""
        return unescape(self.value)

    def parts(self, separator: str) -> list[str]:
        """Return the values between separators that are not escaped."""
        found = re.finditer(rf"\\.|{separator}", self.value, re.DOTALL)
        cuts = [mark.start() for mark in found if mark[0] == separator]
        starts = [0, *(cut + 1 for cut in cuts)]
        parts = map(self.value.__getitem__, map(slice, starts, [*cuts, len(self.value)]))
        return [unescape(part).strip() for part in parts]


def unfold(text: str) -> Iterator[str]:
    """Yield the logical lines of a vCard file."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    held = ""
    for line in _FOLD.sub("", plain).split("\n"):
        held += line
        if _goes_on(held):
            held = held[:-1]  # quoted-printable: "=" at the end of a line joins the next
            continue
        yield held
        held = ""
    if held:
        yield held


def take_apart(line: str) -> CardLine | None:
    """Return the property on a line, None if it is not one."""
    head = re.match(r"(?:([A-Za-z0-9-]+)\.)?([A-Za-z0-9-]+)", line)
    if head is None:
        return None
    words, place = [], head.end()
    while found := _PARAMETER.match(line, place):
        words += [found[1], *(found[2] or "").replace('"', "").split(",")]
        place = found.end()
    if line[place : place + 1] != ":":
        return None
    types = frozenset(word.strip().lower() for word in words)
    charset = next(
        (word for word in words if re.fullmatch(r"(?i)(iso-8859|windows|utf|cp)-?[\w-]+", word)), "utf-8"
    )
    value = line[place + 1 :]
    value = _decode(value, charset) if "quoted-printable" in types else value
    return CardLine(head[2].upper(), types, value, (head[1] or "").lower())


def unescape(text: str) -> str:
    r"""Return a text without the backslashes: \n is a new line, \, a comma."""
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], text)


def _goes_on(line: str) -> bool:
    return line.endswith("=") and "QUOTED-PRINTABLE" in line.partition(":")[0].upper()


def _decode(value: str, charset: str) -> str:
    content = quopri.decodestring(value.encode("utf-8", "replace"))
    try:
        return content.decode(charset)
    except (UnicodeDecodeError, LookupError):
        return content.decode("cp1252", "replace")
