"""A file into a sheet. What it is, is told from its content; its name may say anything."""

import itertools
import json
import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from desktop.i18n import _
from desktop.safe_files import plain_disk_errors
from desktop.transfer import cards, delimited, workbook
from desktop.transfer.decoding import decode
from desktop.transfer.headings import known_headings
from desktop.transfer.sheet import (
    LARGEST,
    MOST_COLUMNS,
    MOST_ROWS,
    Sheet,
    SourceRow,
    refuse_content,
    refuse_rows,
    refuse_size,
)
from desktop.transfer.table import cells_of_json
from sync.errors import Malformed

HEAD = 30
"""Rows among which the headings are looked for."""
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def read_sheet(path: Path) -> Sheet:
    """Return the contacts in a file; Malformed, with nothing changed, if it holds none."""
    content = read_content(path)
    digest = sha256(content).hexdigest()
    headers, rows = _read(content, path.name)
    if not rows:
        raise Malformed(
            _("{file} has no rows of contacts. Nothing was imported.").format(file=path.name), "empty"
        )
    return Sheet(headers, rows, path.name, digest)


def read_content(path: Path) -> bytes:
    """Return the bytes of a file that is not too large."""
    with plain_disk_errors(path.name), path.open("rb") as file:
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise refuse_size(path.name)
    return content


def _read(content: bytes, file: str) -> tuple[tuple[str, ...], tuple[SourceRow, ...]]:
    if content.startswith(b"PK"):
        return _divide(workbook.read_rows(content, file), file)
    refuse_foreign(content, file)
    text = decode(content)
    opening = text.lstrip("\ufeff \t\r\n")[:200].lower()
    if opening.startswith("begin:vcard"):
        return cards.HEADERS, tuple(cards.read_cards(text, file))
    if opening.startswith(("<!doctype", "<html", "<?xml", "<head", "<body")):
        raise refuse_content(file, _("a web page (perhaps the site wanted you to sign in first)"))
    if opening.startswith(("[{", "[\n", "[ ")) and (records := _records(text)):
        return _divide(_rows_of(records), file)
    _refuse_binary(text, file)
    return _divide(delimited.read_rows(text, known_headings), file)


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


def _divide(given: Iterable[list[str]], file: str) -> tuple[tuple[str, ...], tuple[SourceRow, ...]]:
    """Tell the headings from the titles above them and the rows below."""
    rows = list(itertools.islice(given, MOST_ROWS + HEAD + 1))
    width = max((_width(row) for row in rows), default=0)
    top = _heading_row(rows)
    filled = [
        (number, row) for number, row in enumerate(rows, 1) if number > top + 1 and any(map(str.strip, row))
    ]
    if len(filled) > MOST_ROWS or width > MOST_COLUMNS:
        raise refuse_rows(file)
    headers = _named(rows[top] if top >= 0 else [], width)
    return headers, tuple(SourceRow(number, _padded(row, width)) for number, row in filled)


def _heading_row(rows: list[list[str]]) -> int:
    """Return the place of the row of headings, -1 if the first row is a contact already."""
    filled = [place for place in range(min(HEAD, len(rows))) if any(map(str.strip, rows[place]))]
    known = {place: known_headings(rows[place]) for place in filled}
    best = max(filled, key=lambda place: known[place], default=-1)
    if best >= 0 and known[best]:
        return best
    widest = max((_width(rows[place]) for place in filled), default=0)
    first = next((place for place in filled if _width(rows[place]) * 2 > widest), -1)
    return -1 if first >= 0 and _is_contact(rows[first]) else first


def _is_contact(row: list[str]) -> bool:
    return any(_EMAIL.search(cell) or len(re.sub(r"\D", "", cell)) >= 7 for cell in row)


def _width(row: list[str]) -> int:
    return max((place for place, cell in enumerate(row, 1) if cell.strip()), default=0)


def _named(row: list[str], width: int) -> tuple[str, ...]:
    named = [cell.strip() for cell in _padded(row, width)]
    return tuple(name or _("Column {number}").format(number=place) for place, name in enumerate(named, 1))


def _padded(row: list[str], width: int) -> tuple[str, ...]:
    return (*row[:width], *[""] * (width - len(row)))
