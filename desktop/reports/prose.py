"""What people wrote at length, as paragraphs and lists; the signs of markup in it are just signs."""

import re
from itertools import groupby
from typing import Any

_BULLET = re.compile(r"\s*[-*•–]\s+")
_NUMBER = re.compile(r"\s*\d{1,3}[.)]\s+")


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text: what empty lines divide; line ends within them are kept."""
    parts = re.split(r"\n\s*\n", text.strip())
    return [part.strip() for part in parts if part.strip()]


def blocks(text: str) -> list[dict[str, Any]]:
    """Return paragraphs and lists: `{"shape": "text" | "bullets" | "numbers", "lines": [...]}`."""
    found = []
    for paragraph in paragraphs(text):
        for shape, lines in groupby(paragraph.splitlines(), key=_shape):
            found.append({"shape": shape, "lines": [_bare(line, shape) for line in lines]})
    return found


def _shape(line: str) -> str:
    if _BULLET.match(line):
        return "bullets"
    return "numbers" if _NUMBER.match(line) else "text"


def _bare(line: str, shape: str) -> str:
    sign = {"bullets": _BULLET, "numbers": _NUMBER}.get(shape)
    return (sign.sub("", line, count=1) if sign else line).strip()
