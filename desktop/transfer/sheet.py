"""What a file of contacts comes down to: headings over rows of text, whatever it was written with."""

from dataclasses import dataclass

from desktop.i18n import _
from sync.errors import Malformed

LARGEST = 50 * 1024 * 1024
"""Bytes in a file, and in what it unpacks to."""
MOST_ROWS = 100_000
MOST_COLUMNS = 1_000


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One row of a file."""

    number: int
    """As a spreadsheet numbers it; in a file of cards, which card it is."""
    cells: tuple[str, ...]
    fault: str = ""
    """Why nothing can be made of it, in a plain sentence."""
    sheet: str = ""
    """The sheet of a workbook in which it stands, where more than one was read."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Headings and rows; every row has as many cells as there are headings."""

    headers: tuple[str, ...]
    rows: tuple[SourceRow, ...]
    file: str = ""
    """The name of the file."""
    digest: str = ""
    """SHA-256 of the file's bytes."""
    unread: tuple[str, ...] = ()
    """The sheets of a workbook that were not read."""

    @property
    def contacts(self) -> tuple[SourceRow, ...]:
        """The rows of which something may be made."""
        return tuple(row for row in self.rows if not row.fault)


def refuse_size(file: str) -> Malformed:
    """Return the error for a file of more bytes than we take in."""
    return Malformed(
        _(
            "{file} is larger than 50 MB once unpacked. Nothing was imported. Split it and import the parts."
        ).format(file=file),
        "too_large",
    )


def refuse_rows(file: str) -> Malformed:
    """Return the error for a file of more rows or columns than we take in."""
    return Malformed(
        _(
            "{file} has more than {rows} rows or {columns} columns. Nothing was imported. "
            "Remove what is not needed, or split it and import the parts."
        ).format(file=file, rows=f"{MOST_ROWS:,}", columns=f"{MOST_COLUMNS:,}"),
        "too_many_rows",
    )


def refuse_content(file: str, what: str) -> Malformed:
    """Return the error for a file that is something else; `what` says what it is."""
    return Malformed(
        _(
            "{file} is {what}, not a list of contacts. Nothing was imported. "
            "Choose a file saved as CSV, Excel (.xlsx) or vCard (.vcf)."
        ).format(file=file, what=what),
        "not_contacts",
    )
