"""Which column of a sheet holds what: by its heading, else by what stands in it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import repeat

from desktop.i18n import _
from desktop.transfer import cards
from desktop.transfer.headings import meaning, targets
from desktop.transfer.names import looks_like_name
from desktop.transfer.sheet import Sheet
from desktop.transfer.table import columns_of
from sync.errors import Unknown
from sync.records import VOCABULARY

SAMPLE = 200
"""Cells of a column that are looked at."""
IN_NOTES = ("", "consent")
"""What fits no field: kept word for word in the notes."""
OF_CARDS = {"display_name", "organization", "other_addresses", "id"}
"""What cards have and no heading says."""
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_PHONE = re.compile(
    r"\+?\d{10,15}(\.0)?|(?=(?:\D*\d){7,15}\D*$)\+?[\d(][\d() .-]*[ .)-][\d() .-]*\d(\s*(x|ext).*)?"
)
_SET_APART = re.compile(r"\b(id|fax|account|date|number of|zip|no)\b")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet."""

    place: int
    header: str
    target: str
    """What it holds; one of IN_NOTES if no field does."""
    group: str = ""
    """What sets it apart from others of the same target, e.g. home."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """Which column holds what."""

    kind: str
    columns: tuple[Column, ...]
    is_ours: bool = False
    """Whether this program wrote the file, so that its cells are taken as they stand."""

    @property
    def unmapped(self) -> tuple[str, ...]:
        """The headings of the columns that are kept in the notes."""
        return tuple(column.header for column in self.columns if column.target in IN_NOTES)

    def cells(self, row: tuple[str, ...], *wanted: str) -> list[tuple[Column, str]]:
        """Return the filled cells of the columns with one of these targets."""
        found = ((column, row[column.place]) for column in self.columns if column.target in wanted)
        return [(column, cell.strip()) for column, cell in found if cell.strip()]

    def first(self, row: tuple[str, ...], target: str) -> str:
        """Return the first filled cell of a target, "" if there is none."""
        return next((cell for _, cell in self.cells(row, target)), "")


def guess_mapping(sheet: Sheet, kind: str, told: dict[str, str] | None = None) -> Mapping:
    """Return which column holds what; `told` (heading -> target, "" = leave it out) has the last word.

    Unknown if a heading or a target that was told is not there.
    """
    _check(sheet, kind, told or {})
    if not told and is_ours(sheet.headers, kind):
        return Mapping(kind, tuple(map(_own_column, range(len(sheet.headers)), sheet.headers)), is_ours=True)
    if not told and sheet.headers == cards.HEADERS:
        return Mapping(kind, tuple(map(_card_column, range(len(sheet.headers)), sheet.headers, repeat(kind))))
    columns = [Column(place, header, *meaning(kind, header)) for place, header in enumerate(sheet.headers)]
    columns = [_by_order(column, told or {}) for column in columns]
    by_hand = {column.place for column in columns if column.header in (told or {})}
    columns = [_by_content(sheet, column) if column.place not in by_hand else column for column in columns]
    return Mapping(kind, tuple(_with_name(sheet, _settled(kind, columns))))


def is_ours(headers: tuple[str, ...], kind: str) -> bool:
    """Return whether headings are those under which this program exports a kind."""
    own = {*columns_of(VOCABULARY.named(kind)), *VOCABULARY.named(kind).model_fields}
    return {"id", "name"} <= set(headers) and set(headers) <= own


def _own_column(place: int, header: str) -> Column:
    return Column(place, header, header)


def _card_column(place: int, header: str, kind: str) -> Column:
    return Column(place, header, header if header in targets(kind) | OF_CARDS else "")


def _check(sheet: Sheet, kind: str, told: dict[str, str]) -> None:
    for header, target in told.items():
        if header not in sheet.headers:
            listed = ", ".join(sheet.headers)
            raise Unknown(
                _("There is no column '{name}'. The file has: {listed}.").format(name=header, listed=listed)
            )
        if target and target not in targets(kind):
            listed = ", ".join(sorted(targets(kind)))
            raise Unknown(
                _("A column cannot be '{name}'. It can be: {listed}.").format(name=target, listed=listed)
            )


def _by_order(column: Column, told: dict[str, str]) -> Column:
    if column.header not in told:
        return column
    return Column(column.place, column.header, told[column.header] or "ignored", column.group)


def _by_content(sheet: Sheet, column: Column) -> Column:
    if column.target or _SET_APART.search(column.header.lower()):
        return column
    for target, fits in (("email", _EMAIL.search), ("phone", _PHONE.fullmatch)):
        if _share(sheet, column, fits) >= 0.6:
            return Column(column.place, column.header, target, column.group)
    return column


def _with_name(sheet: Sheet, columns: list[Column]) -> list[Column]:
    """Where no heading says which column is the name, the first that reads like names is."""
    if {"name", "display_name", "first_name", "last_name"} & {column.target for column in columns}:
        return columns
    unsaid = (column for column in columns if not column.target)
    chosen = next((column for column in unsaid if _share(sheet, column, looks_like_name) >= 0.7), None)
    return [Column(column.place, column.header, "name") if column is chosen else column for column in columns]


def _settled(kind: str, columns: list[Column]) -> list[Column]:
    """Headings that mean one thing alone and another beside others: Name, Address."""
    there = {column.target for column in columns}
    again = {}
    if kind == "person" and "last_name" in there and "first_name" not in there:
        again["name"] = "first_name"
    if {"city", "postal_code"} & there and "street" not in there:
        again["address"] = "street"
    return [
        Column(each.place, each.header, again.get(each.target, each.target), each.group) for each in columns
    ]


def _share(sheet: Sheet, column: Column, fits: Callable[[str], object]) -> float:
    cells = [cell for row in sheet.rows[:SAMPLE] if (cell := row.cells[column.place].strip())]
    return sum(bool(fits(cell)) for cell in cells) / len(cells) if cells else 0.0
