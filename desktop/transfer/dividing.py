"""Rows of a table into headings, the titles above them, and the contacts below."""

import itertools
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from desktop.i18n import _
from desktop.transfer.cells import is_date
from desktop.transfer.headings import sure_headings
from desktop.transfer.names import looks_like_name
from desktop.transfer.sheet import MOST_COLUMNS, MOST_ROWS, SourceRow, refuse_rows

HEAD = 30
"""Rows among which the headings are looked for."""
SAMPLE = 200
"""Rows below that are compared with what may be the headings."""
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_NAMING = re.compile(r"(?i)\b(name|names|who|nombre|nombres|quien|quién)\b")


@dataclass(frozen=True, slots=True)
class Division:
    """A table taken apart."""

    headers: tuple[str, ...]
    rows: tuple[SourceRow, ...]
    """Every filled row but the headings; what is no contact says why."""
    is_sure: bool
    """Whether the headings are convincing."""

    @property
    def contacts(self) -> int:
        """How many rows may be contacts."""
        return sum(not row.fault for row in self.rows)


def divide(given: Iterable[list[str]], file: str, *, has_headings: bool = False) -> Division:
    """Tell the headings from the titles above and the rows below; `has_headings`: the first row is sure."""
    rows = list(itertools.islice(given, MOST_ROWS + HEAD + 1))
    width = max(map(_width, rows), default=0)
    top, is_sure = (0, True) if has_headings and rows else _find_headings(rows)
    filled = [(number, row) for number, row in enumerate(rows, 1) if _width(row)]
    if sum(number > top + 1 for number, _row in filled) > MOST_ROWS or width > MOST_COLUMNS:
        raise refuse_rows(file)
    read = (
        SourceRow(number, _padded(row, width), _fault(number - 1, top))
        for number, row in filled
        if number != top + 1 or not is_sure
    )
    return Division(_named(rows[top] if top >= 0 else [], width), tuple(read), is_sure)


def _fault(place: int, top: int) -> str:
    if place == top:
        return _("It was taken for the headings of the columns.")
    return _("It stands above the headings of the columns.") if place < top else ""


def _find_headings(rows: list[list[str]]) -> tuple[int, bool]:
    """Return the place of the row of headings, -1 if there is none, and whether it is convincing."""
    filled = [place for place in range(min(HEAD, len(rows))) if _width(rows[place])]
    fullest = max((_count(rows[place]) for place in filled), default=0)
    places = [place for place in filled if _count(rows[place]) * 2 >= fullest and _convinces(rows[place])]
    if places:
        return _lowest(rows, filled, places[0]), True
    widest = max((_width(rows[place]) for place in filled), default=0)
    first = next((place for place in filled if _width(rows[place]) * 2 > widest), -1)
    below = [row for row in rows[first + 1 : first + 1 + SAMPLE] if _width(row)]
    if first < 0 or not below or not _may_head(rows[first], below):
        return -1, False
    return first, sure_headings(rows[first]) * 3 >= _count(rows[first])


def _lowest(rows: list[list[str]], filled: list[int], place: int) -> int:
    """Headings stand over headings: the fuller row of the two is meant."""
    for below in filled[filled.index(place) + 1 :]:
        if not _convinces(rows[below]) or sure_headings(rows[below]) <= sure_headings(rows[place]):
            break
        place = below
    return place


def _convinces(row: list[str]) -> bool:
    """Whether most of a row are headings we know, and nothing in it is how somebody is reached."""
    return sure_headings(row) * 2 > _count(row) and not any(map(_reaches, row))


def _may_head(row: list[str], below: list[list[str]]) -> bool:
    if any(map(_reaches, row)):
        return False
    return _differs(row, below) or not _names_somebody(row, below)


def _differs(row: list[str], below: list[list[str]]) -> bool:
    """Whether a row has words where those below have what somebody is reached by, or a day."""
    return any(
        cell.strip() and not _is_value(cell) and _share(below, place, _is_value) >= 0.6
        for place, cell in enumerate(row)
    )


def _names_somebody(row: list[str], below: list[list[str]]) -> bool:
    """Whether a row has a person's name where those below have one."""
    return any(
        looks_like_name(cell) and not _NAMING.search(cell) and _share(below, place, looks_like_name) >= 0.6
        for place, cell in enumerate(row)
    )


def _share(rows: list[list[str]], place: int, fits: Callable[[str], object]) -> float:
    cells = [row[place] for row in rows if place < len(row) and row[place].strip()]
    return sum(bool(fits(cell)) for cell in cells) / len(cells) if cells else 0.0


def _is_value(cell: str) -> bool:
    return _reaches(cell) or is_date(cell)


def _reaches(cell: str) -> bool:
    """Whether a cell is an e-mail address or has the digits of a phone number."""
    return bool(_EMAIL.search(cell)) or (len(re.sub(r"\D", "", cell)) >= 7 and not is_date(cell))


def _width(row: list[str]) -> int:
    return max((place for place, cell in enumerate(row, 1) if cell.strip()), default=0)


def _count(row: list[str]) -> int:
    return sum(bool(cell.strip()) for cell in row)


def _named(row: list[str], width: int) -> tuple[str, ...]:
    named = [cell.strip() for cell in _padded(row, width)]
    return tuple(name or _("Column {number}").format(number=place) for place, name in enumerate(named, 1))


def _padded(row: list[str], width: int) -> tuple[str, ...]:
    return (*row[:width], *[""] * (width - len(row)))
