"""A row of a file read as a partner organization."""

from datetime import date

from desktop.i18n import _
from desktop.transfer.addresses import addresses_in
from desktop.transfer.cells import day_of, without_placeholder, words_in
from desktop.transfer.entrant import (
    Entrant,
    begin,
    keep,
    keep_line,
    take_as_it_stands,
    take_contacts,
    take_notes,
    take_rest,
)
from desktop.transfer.mapping import Mapping
from desktop.transfer.names import in_order, join_name
from desktop.transfer.people import take_sector
from desktop.transfer.sheet import SourceRow
from sync.records.partners import Partner

KIND = Partner.kind
ONCE = ("organization", "name", "first_name", "last_name", "website", "sector", "partner_since")
"""What an organization has once; what further columns say of it is kept in the notes."""


def read_partner(source: SourceRow, mapping: Mapping, today: date) -> Entrant:
    """Return what a row says about an organization; `refused` says why if it says nothing."""
    entrant, row = begin(source, mapping)
    if entrant.refused:
        return entrant
    if mapping.is_ours:
        take_as_it_stands(entrant, mapping, row)
        return entrant
    take_contacts(entrant, mapping, row)
    _take_name(entrant, mapping, row)
    _take_words(entrant, mapping, row)
    _take_addresses(entrant, mapping, row)
    take_rest(entrant, mapping, row, *ONCE)
    entrant.id = mapping.first(row, "id")
    take_notes(entrant, mapping, row)
    return entrant


def _take_name(entrant: Entrant, mapping: Mapping, row: tuple[str, ...]) -> None:
    given = (mapping.first(row, target) for target in ("organization", "name", "display_name"))
    name = " ".join(without_placeholder(next(filter(None, given), "")).split())
    headings = {column.header.casefold() for column in mapping.columns}
    if name.casefold() in headings:
        entrant.refused = _("It repeats the headings.")
    elif not name or not any(map(str.isalnum, name)):
        entrant.refused = _("There is no name of an organization in it.")
    elif len(name) > 300:
        entrant.refused = _("Its name is longer than 300 characters.")
    entrant.values["name"] = name


def _take_words(entrant: Entrant, mapping: Mapping, row: tuple[str, ...]) -> None:
    given = join_name("", mapping.first(row, "first_name"), "", mapping.first(row, "last_name"), "")
    shown = mapping.first(row, "display_name")
    given = given or (shown if shown != entrant.values["name"] else "")
    contacts = [
        in_order(cell) for _column, cell in mapping.cells(row, "contact") if without_placeholder(cell)
    ]
    for contact in dict.fromkeys([*contacts, *([given] if given else [])]):
        entrant.lines.append(f"{_('Contact')}: {contact}")
    if website := without_placeholder(mapping.first(row, "website")):
        keep(entrant, "website", website, _("Website"))
    for column, cell in mapping.cells(row, "partner_since")[:1]:
        if day := day_of(cell):
            keep(entrant, "partner_since", day.isoformat(), column.header)
        else:
            keep_line(entrant, column.header, cell, "")
    if mapping.first(row, "birthday"):
        entrant.remarks.append(_("the date of birth was left out"))
    tags = [word for _column, cell in mapping.cells(row, "tags") for word in words_in(cell)]
    take_sector(entrant, mapping, row, tags)
    if tags:
        keep(entrant, "tags", sorted(set(tags)), _("Tags"))


def _take_addresses(entrant: Entrant, mapping: Mapping, row: tuple[str, ...]) -> None:
    found, left = addresses_in(mapping, row)
    more = [", ".join(filter(None, address.values())) for address in found[1:]]
    entrant.lines += [f"{_('Address')}: {line}" for line in [*left, *more]]
    if found:
        entrant.values["address"] = found[0]
