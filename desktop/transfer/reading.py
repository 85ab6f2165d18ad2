"""A file into a sheet. What it is, is told from its content; its name may say anything."""

import itertools
import json
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from desktop.i18n import _
from desktop.safe_files import plain_disk_errors, require_file
from desktop.transfer import cards, delimited, workbook
from desktop.transfer.decoding import decode
from desktop.transfer.dividing import Division, divide
from desktop.transfer.headings import known_headings
from desktop.transfer.pages import read_pages
from desktop.transfer.sheet import (
    LARGEST,
    Sheet,
    refuse_content,
    refuse_size,
)
from desktop.transfer.table import cells_of_json
from sync.errors import Malformed

_MARKUP = ("<!doctype", "<!--", "<html", "<?xml", "<head", "<body", "<meta", "<style", "<table", "<div")
"""How a web page begins, or what a web site saves as one and calls a workbook."""


def read_sheet(path: Path) -> Sheet:
    """Return the contacts in a file; Malformed, with nothing changed, if it holds none."""
    content = read_content(path)
    digest = sha256(content).hexdigest()
    sheet = _read(content, path.name)
    if not sheet.rows:
        raise Malformed(
            _("{file} has no rows of contacts. Nothing was imported.").format(file=path.name), "empty"
        )
    return replace(sheet, file=path.name, digest=digest)


def read_content(path: Path) -> bytes:
    """Return the bytes of a file that is not too large."""
    require_file(path)
    with plain_disk_errors(path.name), path.open("rb") as file:
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise refuse_size(path.name)
    return content


def _read(content: bytes, file: str) -> Sheet:
    if content.startswith(b"PK"):
        return read_pages(workbook.read_pages(content, file), file)
    refuse_foreign(content, file)
    text = decode(content)
    opening = text.lstrip("\ufeff \t\r\n")[:200].lower()
    if opening.startswith("begin:vcard"):
        return Sheet(*cards.read_cards(text, file))
    if opening.startswith(_MARKUP):
        raise refuse_content(file, _("a web page (perhaps the site wanted you to sign in first)"))
    if opening.startswith(("[{", "[\n", "[ ")) and (records := _records(text)):
        return _whole(divide(_rows_of(records), file, has_headings=True))
    _refuse_binary(text, file)
    return _whole(divide(delimited.read_rows(text, known_headings), file))


def refuse_foreign(content: bytes, file: str) -> None:
    """Refuse files whose first bytes say that they are something else."""
    openings = {
        b"%PDF": _("a PDF"),
        b"\xd0\xcf\x11\xe0": _("an old Excel file (.xls) or one locked with a password"),
        b"\x89PNG": _("a picture"),
        b"\xff\xd8\xff": _("a picture"),
        b"GIF8": _("a picture"),
        b"\x1f\x8b": _("a packed file"),
        b"{\\rtf": _("a document of a word processor"),
        b"SQLite format 3": _("a database"),
    }
    for opening, what in openings.items():
        if content.startswith(opening):
            raise refuse_content(file, what)


def _refuse_binary(text: str, file: str) -> None:
    sample = text[:20_000]
    odd = sum(
        (character < " " and character not in "\t\r\n\0") or character == "\ufffd" for character in sample
    )
    if odd > max(20, len(sample) * 0.02) or sample.count("\0") > len(sample) * 0.1:
        raise refuse_content(file, _("a file of a program"))


def _records(text: str) -> list[dict[str, object]]:
    try:
        read = json.loads(text)
    except (ValueError, RecursionError):
        return []
    whole = isinstance(read, list) and all(isinstance(record, dict) for record in read)
    return read if whole else []


def _rows_of(records: list[dict[str, object]]) -> Iterator[list[str]]:
    flat = [cells_of_json(record) for record in records]
    headers = list(dict.fromkeys(itertools.chain.from_iterable(flat)))
    yield headers
    for cells in flat:
        yield [cells.get(name, "") for name in headers]


def _whole(division: Division) -> Sheet:
    return Sheet(division.headers, division.rows if division.contacts else ())
