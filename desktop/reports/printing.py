"""Documents onto paper: tagged PDF (PDF/UA-1), the same bytes for the same document.

Typst is given the words as JSON and never as markup, the bundled Inter as its font, and no
clock. A letter that Inter lacks comes from the fonts inside typst, then from this computer's
own; what nothing here can show is printed as an empty box.
"""

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import orjson

from desktop.reports.document import Document
from desktop.writing_out import write_out

if TYPE_CHECKING:
    import typst

RESOURCES = Path(__file__).parent.parent.parent / "resources"
TEMPLATES = RESOURCES / "templates"
BOX = "\N{WHITE SQUARE}"
"""Printed for a letter that no font here has."""
_UNSHOWN = re.compile(r'text `"(.+?)"` could not be displayed', re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]")
"""Control signs, those that turn the direction of what follows, and what is no letter at all."""


def pdf(document: Document) -> bytes:
    """Return a document as PDF."""
    return _printed(document)[0]


def write_pdf(document: Document, path: Path) -> None:
    """Put a document at `path` as PDF; the file is the old one or the new one, never a part of it.

    Unavailable if the disk does not take it.
    """
    write_out(path, pdf(document))


def pictures(document: Document, dots: int = 144) -> list[bytes]:
    """Return each page as PNG, `dots` to the inch, to be looked at before it is printed."""
    import typst

    _pdf, words, fonts = _printed(document)
    template = TEMPLATES / f"{document.template}.typ"
    compiler = typst.Compiler(template, font_paths=fonts, sys_inputs={"data": words})
    pages = compiler.compile(format="png", ppi=dots)
    return pages if isinstance(pages, list) else [pages or b""]


def words_of(document: Document) -> str:
    """Return what the template of a document is given, as JSON."""
    content = document.content()
    title = document.title.strip() or content["words"]["document"]
    shared = {"title": title, "language": document.language, "coalition": document.coalition}
    return orjson.dumps(_printable(shared | content)).decode()


def _printed(document: Document) -> "tuple[bytes, str, typst.Fonts]":
    """Return the PDF, and the words and fonts it came to be with.

    PDF/UA has a letter for every sign or is refused; so typst itself says which are missing.
    """
    import typst

    words, fonts = words_of(document), _fonts(has_system_fonts=False)
    while True:
        try:
            return _compiled(document.template, words, fonts), words, fonts
        except typst.TypstError as error:
            missing = {_unescaped(text) for text in _UNSHOWN.findall(error.diagnostic)}
            if not missing:
                raise
        if fonts is _fonts(has_system_fonts=False):
            fonts = _fonts(has_system_fonts=True)
        else:
            words = _without(words, missing)


def _compiled(template: str, words: str, fonts: "typst.Fonts") -> bytes:
    import typst

    return typst.compile(
        TEMPLATES / f"{template}.typ",
        font_paths=fonts,
        format="pdf",
        sys_inputs={"data": words},
        pdf_standards=["ua-1"],
    )


@cache
def _fonts(*, has_system_fonts: bool) -> "typst.Fonts":
    import typst

    return typst.Fonts(has_system_fonts, include_embedded_fonts=True, font_paths=[RESOURCES / "fonts"])


def _without(words: str, missing: set[str]) -> str:
    for text in missing:
        words = words.replace(text, BOX)
    return words


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def _printable(value: object) -> object:
    """Return the words without signs that are not printed."""
    if isinstance(value, dict):
        return {name: _printable(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_printable(inner) for inner in value]
    return _UNPRINTABLE.sub("", value) if isinstance(value, str) else value
