"""Postal addresses out of columns: one for each group such as home and work."""

import json
import re
from typing import Any

from desktop.transfer.headings import plain_words
from desktop.transfer.mapping import Mapping
from sync.errors import Malformed
from sync.records.fields import parse_field
from sync.records.people import Person

PARTS = ("street", "second_line", "city", "county", "state", "postal_code", "country")
COUNTRIES = {
    "usa": "US", "united states": "US", "united states of america": "US", "u.s.": "US", "u.s.a.": "US",
    "estados unidos": "US", "eeuu": "US", "méxico": "MX", "mexico": "MX",
}  # fmt: skip
_ONE_LINE = re.compile(r"(?P<street>.+?)[,\n]\s*(?P<city>[^,\n]+)[,\n]\s*(?P<state>[A-Z]{2})\.?\s+"
                       r"(?P<postal_code>\d{5}(?:-\d{4})?)")  # fmt: skip


def addresses_in(mapping: Mapping, row: tuple[str, ...]) -> tuple[list[dict[str, Any]], list[str]]:
    """Return the addresses in a row as JSON, and the lines that no address can hold."""
    groups: dict[str, dict[str, str]] = {}
    left: list[str] = []
    for column, cell in mapping.cells(row, *PARTS):
        held = groups.setdefault(column.group, {})
        target = "second_line" if column.target in held else column.target
        held[target] = f"{held[target]}, {cell}" if target in held else cell
    for column, cell in mapping.cells(row, "address", "other_addresses"):
        same = column.group in groups and column.target == "address"
        if same and not _says_more(cell, groups[column.group]):
            continue
        if same:
            left.append(" ".join(cell.split()))
        else:
            for place, given in enumerate(_whole(cell)):
                groups[f"{column.target} {column.group} {place}"] = given
    kept = [group for group in groups.values() if set(group) - {"country"}]
    left += [", ".join(group.values()) for group in groups.values() if group not in kept]
    addresses, refused = _checked(kept)
    return addresses, [*left, *refused]


def _says_more(cell: str, group: dict[str, str]) -> bool:
    """Whether an address in one line says anything that its parts do not."""
    parts = " ".join((*group.values(), COUNTRIES.get(group.get("country", "").casefold(), "")))
    known = {*plain_words(parts).split(), "us", "usa", "united", "states"}
    return not set(plain_words(cell).split()) <= known


def _whole(cell: str) -> list[dict[str, str]]:
    if cell.startswith(("{", "[")):
        try:
            read = json.loads(cell)
        except ValueError:
            return [{"street": cell}]
        return read if isinstance(read, list) else [read]
    found = _ONE_LINE.fullmatch(cell)
    return [found.groupdict() if found else {"street": " ".join(cell.split())}]


def _checked(groups: list[dict[str, str]]) -> tuple[list[dict[str, Any]], list[str]]:
    addresses: list[dict[str, Any]] = []
    left: list[str] = []
    for group in groups:
        country = group.get("country", "US").strip()
        given = {**group, "country": COUNTRIES.get(country.casefold(), country)}
        try:
            address = parse_field(Person, "address", given)
        except Malformed:
            left.append(", ".join(group.values()))
        else:
            addresses += [address] if address not in addresses else []
    return addresses, left
