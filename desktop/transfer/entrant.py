"""What one row of a file says about somebody, before it is compared with those already known."""

from dataclasses import dataclass, field
from typing import Any

from desktop.i18n import _
from desktop.transfer.cells import email_within, emails_in, phones_in, without_placeholder, without_tax_number
from desktop.transfer.column import Column
from desktop.transfer.mapping import IN_NOTES, Mapping
from desktop.transfer.sheet import SourceRow
from desktop.transfer.table import read_cells
from sync.errors import Malformed
from sync.records import VOCABULARY
from sync.records.fields import fields_of, parse_field


@dataclass
class Entrant:
    """One row's values, by field, as JSON."""

    row: int
    kind: str
    values: dict[str, Any] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    """What goes into the notes, line by line."""
    remarks: list[str] = field(default_factory=list)
    """What the person should know of how the row was read."""
    id: str = ""
    """The id that the row claims."""
    is_ours: bool = False
    """Whether this program wrote the row, so that another id is another record."""
    organization: str = ""
    job: str = ""
    sheet: str = ""
    """The sheet of the workbook, where more than one was read."""
    refused: str = ""
    """Why nothing can be made of the row."""

    @property
    def place(self) -> str:
        """Which row it is, in words: its number, after the sheet's name where there are several."""
        return f"{self.sheet} {self.row}".strip()

    @property
    def emails(self) -> list[str]:
        """All its e-mail addresses."""
        return [each for each in (self.values.get("email", ""), *self.values.get("other_emails", ())) if each]

    @property
    def phones(self) -> list[str]:
        """All its phone numbers."""
        return [each for each in (self.values.get("phone", ""), *self.values.get("other_phones", ())) if each]


def begin(source: SourceRow, mapping: Mapping) -> tuple[Entrant, tuple[str, ...]]:
    """Return an entrant with nothing in it, and the row's cells without what must not be kept."""
    entrant = Entrant(source.number, mapping.kind, sheet=source.sheet, refused=source.fault)
    barred = {column.place for column, _cell in mapping.cells(source.cells, "never")}
    cleaned = [without_tax_number(cell) for cell in source.cells]
    if barred or any(found for _cell, found in cleaned):
        entrant.remarks.append(_("a number that looks like a Social Security or student number was left out"))
    cells = ("" if place in barred else cell for place, (cell, _found) in enumerate(cleaned))
    return entrant, tuple(cells)


def take_as_it_stands(entrant: Entrant, mapping: Mapping, row: tuple[str, ...]) -> None:
    """Read a row that this program wrote; links to records of another file are left out."""
    kind = VOCABULARY.named(mapping.kind)
    cells = {column.target: row[column.place] for column in mapping.columns}
    entrant.id, entrant.is_ours = cells.get("id", ""), True
    links = {name for name, spec in fields_of(kind).items() if spec.type in ("id", "ids")}
    try:
        values = read_cells(kind, cells)
    except Malformed as error:
        entrant.refused = error.sentence
        return
    notes = values.pop("notes", "")
    entrant.lines += [notes] if notes else []
    entrant.values = {name: value for name, value in values.items() if name not in links}


def take_contacts(entrant: Entrant, mapping: Mapping, row: tuple[str, ...]) -> None:
    """Read the e-mail addresses and phone numbers: the first is the main one, others stand beside it."""
    emails: list[str] = []
    for _column, cell in mapping.cells(row, "email"):
        found, left = emails_in(cell)
        emails += found
        for part in filter(without_placeholder, left):
            words = _("'{cell}' is not an e-mail address, so it is in the notes")
            keep_line(entrant, _("E-mail"), part, "" if email_within(part) in emails else words)
    phones: list[str] = []
    for _column, cell in mapping.cells(row, "phone"):
        numbers, others = phones_in(without_placeholder(cell))
        phones += numbers
        for other in others:
            keep_line(entrant, _("Phone"), other, _("'{cell}' is not a phone number, so it is in the notes"))
    _set_first_and_others(entrant, "email", list(dict.fromkeys(emails)))
    _set_first_and_others(entrant, "phone", list(dict.fromkeys(phones)))


def take_notes(entrant: Entrant, mapping: Mapping, row: tuple[str, ...]) -> None:
    """Keep the notes, and every cell that fits no field, under its heading."""
    entrant.lines[:0] = [cell for _column, cell in mapping.cells(row, "notes")]
    for column, cell in mapping.cells(row, *IN_NOTES):
        if column.target == "consent":
            entrant.remarks.append(
                _("consent is never imported as given; what the file says is in the notes")
            )
        entrant.lines.append(f"{column.header}: {cell}")


def take_rest(entrant: Entrant, mapping: Mapping, row: tuple[str, ...], *targets: str) -> None:
    """Keep the cells of further columns for what a record has once, where they say something else."""
    for target in targets:
        first = mapping.first(row, target)
        for column, cell in mapping.cells(row, target):
            if without_placeholder(cell) and cell.casefold() != first.casefold():
                keep_beside(entrant, column, cell)


def keep_beside(entrant: Entrant, column: Column, cell: str) -> None:
    """Keep under its heading what there is no second place for, and say so."""
    words = _("there is no second place for '{cell}', so it is in the notes")
    keep_line(entrant, column.header, cell, words)


def keep(entrant: Entrant, name: str, value: Any, label: str) -> None:
    """Set a field; a value that it cannot hold goes into the notes under a label."""
    try:
        entrant.values[name] = parse_field(VOCABULARY.named(entrant.kind), name, value)
    except Malformed:
        keep_line(entrant, label, str(value), "")


def keep_line(entrant: Entrant, label: str, cell: str, remark: str) -> None:
    """Put a cell into the notes, and say so."""
    entrant.lines.append(f"{label}: {cell}")
    if remark:
        entrant.remarks.append(remark.format(cell=cell[:60]))


def _set_first_and_others(entrant: Entrant, name: str, found: list[str]) -> None:
    others = f"other_{name}s"
    has_others = others in fields_of(VOCABULARY.named(entrant.kind))
    if found:
        keep(entrant, name, found[0], name)
    if found[1:] and has_others:
        keep(entrant, others, found[1:], others)
    for each in [] if has_others else found[1:]:
        keep_line(entrant, _("Also"), each, "")
