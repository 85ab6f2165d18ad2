"""Reads back what typst printed: the text of each page, the title, the language and the tags.

Typst writes every object in the open and only packs streams, so no library is needed.
"""

import re
import zlib
from dataclasses import dataclass
from functools import cached_property

_OBJECT = re.compile(rb"(?:^|\n)(\d+) 0 obj\n(.*?)\nendobj", re.DOTALL)
# Brackets stand in a string as they are while they are balanced.
_INSIDE = rb"(?:[^()\\]|\\.)*"
for _depth in range(4):
    _INSIDE = rb"(?:[^()\\]|\\.|\(" + _INSIDE + rb"\))*"
_STRING = re.compile(rb"\((" + _INSIDE + rb")\)|<([0-9a-fA-F]+)>", re.DOTALL)
_SHOWN = re.compile(
    rb"/(?P<font>f\d+) [\d.]+ Tf"
    rb"|ActualText<FEFF(?P<said>[0-9A-F]*)>"
    rb"|ActualText\((?P<plain>" + _INSIDE + rb")\)"
    rb"|(?P<glyphs>(?:\(" + _INSIDE + rb"\)|<[0-9a-fA-F]+>|[-\d. ])+)\]?T[Jj]"
    rb"|(?P<end>\bEMC\b|\bET\b)",
    re.DOTALL,
)
_PLACED = re.compile(
    rb"q 1 0 0 -1 ([\d.]+) ([\d.]+) cm[^()]*?BT[^()]*?/(f\d+) [\d.]+ Tf[^()\[]*\[?((?:\("
    + _INSIDE
    + rb"\)|[-\d. ])+)",
    re.DOTALL,
)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


@dataclass(frozen=True)
class Paper:
    """A PDF that was printed."""

    content: bytes

    @cached_property
    def objects(self) -> dict[bytes, bytes]:
        return dict(_OBJECT.findall(self.content))

    @property
    def title(self) -> str:
        found = re.search(
            rb"/Title(?:\((" + _INSIDE + rb")\)|<([0-9A-Fa-f]+)>)/Creator", self.content, re.DOTALL
        )
        return _text(found[1] or bytes.fromhex(found[2].decode())) if found else ""

    @property
    def language(self) -> str:
        return self._found(rb"/Lang\((\w+)\)").decode()

    @property
    def is_tagged(self) -> bool:
        return b"/StructTreeRoot" in self.content and b"/MarkInfo<</Marked true" in self.content

    @property
    def is_universal(self) -> bool:
        return b"<pdfuaid:part>1</pdfuaid:part>" in self.content

    @cached_property
    def pages(self) -> list[str]:
        found = [each for each in self.objects.values() if re.search(rb"/Type/Page\b", each)]
        return [self._page(each) for each in found]

    @property
    def text(self) -> str:
        return "\n".join(self.pages)

    def places(self, beginning: str) -> list[tuple[float, float]]:
        """Return where lines with this beginning stand: points from the left and the bottom of the page."""
        found = []
        for page in (each for each in self.objects.values() if re.search(rb"/Type/Page\b", each)):
            fonts = self._fonts(page)
            for left, top, name, shown in _PLACED.findall(self._stream(_number(page, b"Contents"))):
                words = "".join(fonts[name].get(glyph, "") for glyph in _glyphs(shown))
                found += [(float(left), float(top))] if words.startswith(beginning) else []
        return found

    def _page(self, page: bytes) -> str:
        fonts = self._fonts(page)
        words: list[str] = []
        font: dict[bytes, str] = {}
        is_said = False
        for found in _SHOWN.finditer(self._stream(_number(page, b"Contents"))):
            if found["font"]:
                font = fonts[found["font"]]
            elif found["said"] is not None or found["plain"] is not None:
                is_said = True
                words.append(_utf16(found["said"]) if found["said"] else _text(found["plain"]))
            elif found["end"]:
                words += [] if found["end"] == b"EMC" else ["\n"]
                is_said = False
            elif not is_said:
                words += [font.get(glyph, "") for glyph in _glyphs(found["glyphs"])]
        return re.sub(r"[ \n]*\n[ \n]*", "\n", "".join(words)).replace("\N{ZERO WIDTH SPACE}", "")

    def _fonts(self, page: bytes) -> dict[bytes, dict[bytes, str]]:
        resources = self.objects[_number(page, b"Resources")]
        named = re.findall(rb"/(f\d+) (\d+) 0 R", resources)
        return {name: self._letters(self.objects[number]) for name, number in named}

    def _letters(self, font: bytes) -> dict[bytes, str]:
        pairs = re.findall(
            rb"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>\s", self._stream(_number(font, b"ToUnicode"))
        )
        return {bytes.fromhex(glyph.decode()): _utf16(letter) for glyph, letter in pairs}

    def _stream(self, number: bytes) -> bytes:
        _head, _word, rest = self.objects[number].partition(b"stream\n")
        return zlib.decompress(rest)

    def _found(self, pattern: bytes) -> bytes:
        found = re.search(pattern, self.content)
        return found[1] if found else b""


def _number(held: bytes, name: bytes) -> bytes:
    found = re.search(rb"/%b (\d+) 0 R" % name, held)
    assert found, name
    return found[1]


def _glyphs(shown: bytes) -> list[bytes]:
    glyphs = b"".join(_bytes(plain, hexed) for plain, hexed in _STRING.findall(shown))
    return [glyphs[place : place + 2] for place in range(0, len(glyphs), 2)]


def _bytes(plain: bytes, hexed: bytes) -> bytes:
    return bytes.fromhex(hexed.decode()) if hexed else _ESCAPE.sub(_letter, plain)


def _letter(found: re.Match[bytes]) -> bytes:
    sign = found[1]
    return bytes([int(sign, 8)]) if sign[:1].isdigit() else _LETTERS.get(sign, sign)


def _utf16(hexed: bytes) -> str:
    return bytes.fromhex(hexed.decode()).decode("utf-16-be")


def _text(held: bytes) -> str:
    plain = _ESCAPE.sub(_letter, held)
    return plain.decode("utf-16") if plain[:2] in (b"\xfe\xff", b"\xff\xfe") else plain.decode("latin-1")
