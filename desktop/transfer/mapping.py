"""Which column of a sheet holds what: by its heading, else by what stands in it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import repeat

from desktop.i18n import _
from desktop.transfer import cards
from desktop.transfer.cells import is_date, is_filler, without_placeholder
from desktop.transfer.column import OF_NAMES, Column, with_one_person
from desktop.transfer.headings import meaning, targets
from desktop.transfer.names import looks_like_name
from desktop.transfer.sheet import Sheet
from desktop.transfer.table import columns_of
from sync.errors import Unknown
from sync.records import VOCABULARY

NO_ID = "00000000-0000-0000-0000-000000000000"
"""Stands for the id of a row that somebody added to our file."""
SAMPLE = 200
"""Cells of a column that are looked at."""
IN_NOTES = ("", "consent")
"""What fits no field: kept word for word in the notes."""
OF_CARDS = {"display_name", "organization", "other_addresses", "id"}
"""What cards have and no heading says."""
LEFT_OUT = {"never", "birthday"}
"""What must not be kept, whatever property of a card says it."""
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_PHONE = re.compile(
    r"\+?\d{10,15}(\.0)?|(?=(?:\D*\d){7,15}\D*$)\+?[\d(][\d() .-]*[ .)-][\d() .-]*\d(\s*(x|ext).*)?"
)
_WHOLE_NUMBER = re.compile(r"1?[2-9]\d{9}|\d{3}[ .-]\d{4}")
"""A phone number that needs no heading to be one."""
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_SET_APART = re.compile(r"\b(id|fax|account|date|number of|zip|no)\b")


@dataclass(frozen=True, slots=True)
class Mapping:
    """Which column holds what."""

    kind: str
    columns: tuple[Column, ...]
    is_ours: bool = False
    """Whether this program wrote the file, so that its cells are taken as they stand."""

    @property
    def is_of_cards(self) -> bool:
        """Whether the sheet is a file of cards, whose names are as their owner wants them."""
        return tuple(column.header for column in self.columns) == cards.HEADERS

    @property
    def unmapped(self) -> tuple[str, ...]:
        """The headings of the columns that are kept in the notes."""
        return tuple(column.header for column in self.columns if column.target in IN_NOTES)

    def cells(self, row: tuple[str, ...], *wanted: str) -> list[tuple[Column, str]]:
        """Return the filled cells of the columns with one of these targets."""
        found = ((column, row[column.place]) for column in self.columns if column.target in wanted)
        return [(column, cell.strip()) for column, cell in found if not is_filler(cell)]

    def first(self, row: tuple[str, ...], target: str) -> str:
        """Return the first cell of a target in which anything is said, "" if there is none."""
        said = (cell for _, cell in self.cells(row, target) if without_placeholder(cell))
        return next(said, "")


def guess_mapping(sheet: Sheet, kind: str, told: dict[str, str] | None = None) -> Mapping:
    """Return which column holds what; `told` (heading -> target, "" = leave it out) has the last word.

    Unknown if a heading or a target that was told is not there.
    """
    _check(sheet, kind, told or {})
    if not told and is_ours(sheet, kind):
        return Mapping(kind, tuple(map(_own_column, range(len(sheet.headers)), sheet.headers)), is_ours=True)
    if not told and cards.are_cards(sheet.headers):
        return Mapping(kind, tuple(map(_card_column, range(len(sheet.headers)), sheet.headers, repeat(kind))))
    columns = [Column(place, header, *meaning(kind, header)) for place, header in enumerate(sheet.headers)]
    columns = [_by_order(column, told or {}) for column in with_one_person(columns)]
    by_hand = {column.place for column in columns if column.header in (told or {})}
    columns = _with_name(sheet, _settled(kind, columns))
    about = next((column.owner for column in columns if column.target in OF_NAMES), None)
    return Mapping(
        kind,
        tuple(column if column.place in by_hand else _by_content(sheet, column, about) for column in columns),
    )


def is_ours(sheet: Sheet, kind: str) -> bool:
    """Return whether this program exported a sheet: all headings are its own, most are there, ids are ids."""
    fields = set(VOCABULARY.named(kind).model_fields)
    own = {*columns_of(VOCABULARY.named(kind)), *fields}
    there = {header.split(".")[0] for header in sheet.headers}
    if not {"id", "name"} <= set(sheet.headers) <= own or len(there & fields) * 4 < len(fields) * 3:
        return False
    place = sheet.headers.index("id")
    return all(_UUID.fullmatch(row.cells[place] or NO_ID) for row in sheet.rows)


def _own_column(place: int, header: str) -> Column:
    return Column(place, header, header)


def _card_column(place: int, header: str, kind: str) -> Column:
    if place >= len(cards.HEADERS):
        meant = {meaning(kind, word.removeprefix("X-"))[0] for word in re.findall(r"[^()]+", header)}
        return Column(place, header, next(iter(meant & LEFT_OUT), ""))
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


def _by_content(sheet: Sheet, column: Column, about: str | None) -> Column:
    """Tell a column by its cells; one about another person than the row is stays as it is."""
    if (
        column.target
        or column.is_set_apart
        or column.owner != (column.owner if about is None else about)
        or _SET_APART.search(column.header.lower())
    ):
        return column
    for target, fits in (("email", _EMAIL.search), ("phone", _is_plainly_phone)):
        if _share(sheet, column, fits) >= 0.6:
            return Column(column.place, column.header, target, column.group)
    return column


def _with_name(sheet: Sheet, columns: list[Column]) -> list[Column]:
    """Where no heading says which column is the name, the first that reads like names is."""
    if {"name", "display_name", "first_name", "last_name"} & {column.target for column in columns}:
        return columns
    unsaid = (column for column in columns if not (column.target or column.is_set_apart))
    chosen = next((column for column in unsaid if _share(sheet, column, looks_like_name) >= 0.7), None)
    return [replace(column, target="name") if column is chosen else column for column in columns]


def _settled(kind: str, columns: list[Column]) -> list[Column]:
    """Headings that mean one thing alone and another beside others: Name, Address."""
    there = {column.target for column in columns}
    again = {}
    if kind == "person" and "last_name" in there and "first_name" not in there:
        again["name"] = "first_name"
    if {"city", "postal_code"} & there and "street" not in there:
        again["address"] = "street"
    return [replace(each, target=again.get(each.target, each.target)) for each in columns]


def _is_plainly_phone(cell: str) -> bool:
    if is_date(cell) or not _PHONE.fullmatch(cell):
        return False
    number = re.split(r"\s*(?:x|ext)", cell.removesuffix(".0"))[0]
    plain = number.startswith("+") or _WHOLE_NUMBER.fullmatch(re.sub(r"\D", "", number))
    return bool(plain or _WHOLE_NUMBER.fullmatch(number))


def _share(sheet: Sheet, column: Column, fits: Callable[[str], object]) -> float:
    cells = [cell for row in sheet.contacts[:SAMPLE] if (cell := row.cells[column.place].strip())]
    return sum(bool(fits(cell)) for cell in cells) / len(cells) if cells else 0.0
