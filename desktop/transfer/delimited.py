"""Rows of a text file whose cells stand between commas, semicolons, tabs or bars."""

import csv
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Literal

from desktop.transfer.sheet import LARGEST

DELIMITERS = ",;\t|"
SAMPLE = 60
"""Lines from which the delimiter is told."""
LONGEST_CELL = 20_000
"""Lines after which a quotation mark counts as one that nobody closed."""
DANGEROUS = frozenset("=+-@\t\r\0")
"""What a spreadsheet would take for a formula, at the beginning of a cell."""


def read_rows(text: str, known_headings: Callable[[list[str]], int]) -> Iterator[list[str]]:
    """Yield the rows of a text, empty ones included.

    `known_headings` counts the cells of a row that are headings we know; it helps
    to tell the delimiter.
    """
    csv.field_size_limit(LARGEST)
    lines = text.splitlines(keepends=True) if "\n" not in text else _lines(text)
    delimiter = _delimiter(lines[:SAMPLE], known_headings)
    for row in _parse(lines, delimiter):
        yield [restore_cell(cell) for cell in row]


def neutralize_cell(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula; `restore_cell` takes it back."""
    return f"'{text}" if text.lstrip("'")[:1] in DANGEROUS and text else text


def restore_cell(text: str) -> str:
    """Return a cell as it was before a leading apostrophe made it harmless, without NULs."""
    is_neutralized = text.startswith("'") and text.lstrip("'")[:1] in DANGEROUS and text.strip("'")
    return (text[1:] if is_neutralized else text).replace("\0", "")


def _lines(text: str) -> list[str]:
    # Not splitlines: U+2028 and the like are no ends of rows.
    return [f"{line}\n" for line in text.split("\n")[:-1]] + [text.rpartition("\n")[2]]


def _parse(lines: list[str], delimiter: str) -> Iterator[list[str]]:
    start = 0
    while start < len(lines):
        end = _row_end(lines, start)
        yield from _rows(lines[start : end or start + 1], delimiter, is_quoted=end is not None)
        start = end or start + 1


def _rows(lines: list[str], delimiter: str, *, is_quoted: bool) -> list[list[str]]:
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if is_quoted else csv.QUOTE_NONE
    try:
        return list(csv.reader(lines, delimiter=delimiter, quoting=quoting))
    except csv.Error:  # a carriage return alone, outside quotation marks, ends a row too
        again = "".join(lines).replace("\r\n", "\n").replace("\r", "\n").splitlines(keepends=True)
        return list(csv.reader(again, delimiter=delimiter, quoting=quoting))


def _row_end(lines: list[str], start: int) -> int | None:
    """Return the line behind the row that begins at `start`, None if its quotation mark is never closed."""
    marks = 0
    for place in range(start, min(len(lines), start + LONGEST_CELL)):
        marks += lines[place].count('"')
        if marks % 2 == 0:
            return place + 1
    return None


def _delimiter(lines: list[str], known_headings: Callable[[list[str]], int]) -> str:
    return max(DELIMITERS, key=lambda each: _likelihood(list(_parse(lines, each)), known_headings))


def _likelihood(rows: list[list[str]], known_headings: Callable[[list[str]], int]) -> tuple[int, float]:
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return 0, 0.0
    width, times = widths.most_common(1)[0]
    return max(known_headings(row) for row in rows), times / len(rows) + width / 1000
