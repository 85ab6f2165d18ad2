"""Rows of an Excel workbook: its first sheet that has any.

Read by calamine, which knows no entities and runs no formulas. It lays a sheet
out as a full rectangle, so one cell far away could fill the memory: where the
cells stand is looked at first.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from desktop.i18n import _
from desktop.transfer.sheet import LARGEST, MOST_COLUMNS, MOST_ROWS, refuse_content, refuse_rows, refuse_size

MOST_PARTS = 200
"""Files inside a workbook."""
MOST_CELLS = 5_000_000
_PLACE = re.compile(rb"""\br\s*=\s*["']\s*([A-Za-z]*)(\d*)([^"']*)["']""")


def read_rows(content: bytes, file: str) -> Iterator[list[str]]:
    """Yield the rows of a workbook's first sheet with anything in it, empty rows included."""
    _check_parts(content, file)
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = (book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names)
        rows = next((rows for rows in sheets if any(map(any, rows))), [])
    except CalamineError as error:
        raise refuse_content(file, _("a damaged Excel file")) from error
    for row in rows:
        yield [cell_text(value) for value in row]


def cell_text(value: Any) -> str:
    """Return what a person reads in a cell; a phone number typed as a number has no decimals."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime) and not (value.hour or value.minute or value.second):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)


def _check_parts(content: bytes, file: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            _check_names(parts, file)
            for part in parts.infolist():
                if part.filename.lower().endswith(".xml"):
                    _check_places(parts.read(part), file)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise refuse_content(file, _("a damaged or locked Excel file")) from error


def _check_names(parts: zipfile.ZipFile, file: str) -> None:
    listed = parts.infolist()
    if not any(part.filename.startswith("xl/") for part in listed):
        raise refuse_content(file, _("a packed file or a document of another program"))
    if len(listed) > MOST_PARTS or sum(part.file_size for part in listed) > LARGEST:
        raise refuse_size(file)


def _check_places(xml: bytes, file: str) -> None:
    rows = columns = 0
    for found in _PLACE.finditer(xml):
        letters, number, rest = found.groups()
        if b"&" in rest or len(number) > 11:  # spelled so as not to be read
            raise refuse_rows(file)
        if not rest:
            rows, columns = max(rows, int(number or 0)), max(columns, _column_number(letters))
    if rows > MOST_ROWS + 1000 or columns > MOST_COLUMNS or rows * columns > MOST_CELLS:
        raise refuse_rows(file)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper()[:8]:
        number = number * 26 + letter - 64
    return number
