"""Rows of a vCard file, one for each card; a broken card is a row that says why.

What no field of ours is for gets a column under its own name, as in any other sheet.
"""

import json
import re
from collections.abc import Iterator

from desktop.i18n import _
from desktop.transfer.card_lines import CardLine, take_apart, unfold
from desktop.transfer.card_others import heading_of, is_fax, is_kept, labels_in, words_of
from desktop.transfer.sheet import MOST_COLUMNS, MOST_ROWS, SourceRow, refuse_rows

FAMILY, GIVEN, MIDDLE, BEFORE, AFTER = range(5)
"""The parts of a name in a card."""
TEXTS = {
    "NICKNAME": "goes_by",
    "PRONOUNS": "pronouns",
    "X-PRONOUNS": "pronouns",
    "X-LANGUAGES": "languages",
    "LANG": "languages",
    "TZ": "time_zone",
    "EMAIL": "email",
    "TEL": "phone",
    "TITLE": "job",
    "NOTE": "notes",
    "UID": "id",
    "BDAY": "birthday",
    "X-COALITION-SECTOR": "sector",
    "X-COALITION-ROLES": "roles",
    "URL": "website",
}
ADDRESS = ("PO box", "second_line", "street", "city", "state", "postal_code", "country")
READ = {*TEXTS, "FN", "N", "ORG", "CATEGORIES", "ADR"}
"""The properties that go into fields."""
HEADERS = tuple(
    dict.fromkeys(("display_name", *TEXTS.values(), "organization", "tags", "address", "other_addresses"))
)


def read_cards(text: str, file: str) -> tuple[tuple[str, ...], tuple[SourceRow, ...]]:
    """Return HEADERS and those of whatever else the cards have, and a row for each card."""
    read: list[tuple[dict[str, str], str]] = []
    headers = dict.fromkeys(HEADERS)
    for lines in _cards(text):
        cells = _cells([line for line in map(take_apart, lines) if line])
        is_ended = lines[-1].strip().upper() == "END:VCARD"
        read.append((cells, "" if is_ended else _("The card breaks off before its end.")))
        headers |= dict.fromkeys(cells)
        if len(read) > MOST_ROWS or len(headers) > MOST_COLUMNS:
            raise refuse_rows(file)
    rows = (
        SourceRow(number, tuple(cells.get(header, "") for header in headers), fault)
        for number, (cells, fault) in enumerate(read, 1)
    )
    return tuple(headers), tuple(rows)


def are_cards(headers: tuple[str, ...]) -> bool:
    """Return whether a sheet with such headings was read from cards."""
    return headers[: len(HEADERS)] == HEADERS


def _cards(text: str) -> Iterator[list[str]]:
    card: list[str] = []
    for line in unfold(text):
        word = line.strip().upper()
        if word == "BEGIN:VCARD" and card:
            yield card
            card = []
        if card or word == "BEGIN:VCARD":
            card.append(line)
        if word == "END:VCARD" and card:
            yield card
            card = []
    if card:
        yield card


def _cells(lines: list[CardLine]) -> dict[str, str]:
    cells = dict.fromkeys(HEADERS, "")
    cells["display_name"] = _name(lines)
    for line in sorted(lines, key=lambda line: "pref" not in line.types):
        _enter(cells, line)
    labels = labels_in(lines)
    for line in lines:
        if is_fax(line) or (line.name not in READ and is_kept(line)):
            _join(cells, heading_of(line, labels), words_of(line))
    addresses = [each for line in lines if line.name == "ADR" if (each := _address(line))]
    cells["address"] = json.dumps(addresses[0]) if addresses else ""
    cells["other_addresses"] = json.dumps(addresses[1:]) if addresses[1:] else ""
    return cells


def _enter(cells: dict[str, str], line: CardLine) -> None:
    if line.name in TEXTS and not is_fax(line):
        _join(cells, TEXTS[line.name], re.sub(r"^(tel|mailto|urn:uuid):", "", line.text()))
    elif line.name == "ORG":
        _join(cells, "organization", ", ".join(filter(None, line.parts(";"))))
    elif line.name == "CATEGORIES":
        held = json.loads(cells["tags"] or "[]")
        cells["tags"] = json.dumps([*held, *filter(None, line.parts(","))])


def _join(cells: dict[str, str], name: str, text: str) -> None:
    cells[name] = f"{cells[name]}\n{text}" if cells.get(name) else text


def _name(lines: list[CardLine]) -> str:
    """The name shown, unless it is turned round and its parts are there."""
    shown = next((line.text().strip() for line in lines if line.name == "FN" and line.value.strip()), "")
    parts = next((line.parts(";") for line in lines if line.name == "N"), [])
    parts = [part.replace(",", " ") for part in [*parts, *[""] * 5][:5]]
    made = " ".join(filter(None, (parts[place] for place in (BEFORE, GIVEN, MIDDLE, FAMILY, AFTER))))
    is_turned = "," in shown and parts[FAMILY] and shown.startswith(parts[FAMILY])
    organization = next((line.parts(";")[0] for line in lines if line.name == "ORG"), "")
    return made if made and (is_turned or not shown or shown == organization) else shown


def _address(line: CardLine) -> dict[str, str]:
    named = {name: part for name, part in zip(ADDRESS, line.parts(";"), strict=False) if part}
    box = named.pop("PO box", "")
    if box:
        named["street" if "street" not in named else "second_line"] = box
    return named
