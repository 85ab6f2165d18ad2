"""Records as a CSV file that Excel, LibreOffice and this program read alike."""

import csv
import io
from collections.abc import Iterable

from desktop.transfer.delimited import neutralize_cell


def csv_bytes(headers: Iterable[str], rows: Iterable[Iterable[str]]) -> bytes:
    """Return a CSV file in UTF-8 with its mark; cells that look like formulas are made harmless."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
    writer.writerow(headers)
    for row in rows:
        writer.writerow([neutralize_cell(cell) for cell in row])
    return text.getvalue().encode("utf-8-sig")
