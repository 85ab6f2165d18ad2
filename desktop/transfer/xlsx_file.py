"""Records as an Excel workbook in which every cell is text: no formula, no lost zero."""

import io
from collections.abc import Iterable, Sequence
from datetime import datetime

LONGEST = 32_767
"""Characters in a cell of Excel."""
CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 - Excel knows no zones; the same records give the same bytes


def xlsx_bytes(sheet: str, headers: Sequence[str], rows: Iterable[Sequence[str]]) -> tuple[bytes, int]:
    """Return a workbook with one sheet, and how many cells were cut short."""
    import xlsxwriter

    content, cut = io.BytesIO(), 0
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        book.set_properties({"created": CREATED})
        page = book.add_worksheet(sheet[:31])
        bold = book.add_format({"bold": True})
        for column, header in enumerate(headers):
            page.write_string(0, column, header, bold)
        for place, row in enumerate(rows, 1):
            for column, cell in enumerate(row):
                page.write_string(place, column, cell[:LONGEST])
                cut += len(cell) > LONGEST
        page.freeze_panes(1, 0)
    return content.getvalue(), cut
