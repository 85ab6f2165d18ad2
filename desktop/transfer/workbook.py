"""Rows of an Excel workbook, sheet by sheet.

Read by calamine, which knows no entities and runs no formulas. It lays a sheet
out as a full rectangle, so one cell far away could fill the memory: where the
cells stand is looked at first.
"""

import io
import re
import zipfile
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from desktop.i18n import _
from desktop.transfer.sheet import LARGEST, MOST_COLUMNS, MOST_ROWS, refuse_content, refuse_rows, refuse_size

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook, SheetMetadata

MOST_PARTS = 200
"""Files inside a workbook."""
MOST_CELLS = 5_000_000
_PLACE = re.compile(rb"""\br\s*=\s*["']\s*([A-Za-z]*)(\d*)([^"']*)["']""")


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet of a workbook."""

    name: str
    rows: list[list[str]]
    """Empty ones included."""
    is_hidden: bool = False


def read_pages(content: bytes, file: str) -> list[Page]:
    """Return the sheets of a workbook with anything in them, in its order."""
    _check_parts(content, file)
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        listed = [each for each in book.sheets_metadata if each.typ == SheetTypeEnum.WorkSheet]
        pages = [_page(book, each) for each in listed]
    except CalamineError as error:
        raise refuse_content(file, _("a damaged Excel file")) from error
    return [page for page in pages if any(map(any, page.rows))]


def _page(book: "CalamineWorkbook", listed: "SheetMetadata") -> Page:
    from python_calamine import SheetVisibleEnum

    rows = book.get_sheet_by_name(listed.name).to_python(skip_empty_area=False)
    is_hidden = listed.visible != SheetVisibleEnum.Visible
    return Page(listed.name, [[cell_text(value) for value in row] for row in rows], is_hidden)


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
