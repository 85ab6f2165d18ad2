"""Rows of a vCard file, one for each card; a broken card is a row that says why."""

import json
import re
from collections.abc import Iterator

from desktop.i18n import _
from desktop.transfer.card_lines import CardLine, take_apart, unfold
from desktop.transfer.sheet import MOST_ROWS, SourceRow, refuse_rows

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
HEADERS = tuple(
    dict.fromkeys(("display_name", *TEXTS.values(), "organization", "tags", "address", "other_addresses"))
)


def read_cards(text: str, file: str) -> Iterator[SourceRow]:
    """Yield a row under HEADERS for each card of a file."""
    for number, lines in enumerate(_cards(text), 1):
        if number > MOST_ROWS:
            raise refuse_rows(file)
        read = [take_apart(line) for line in lines]
        yield _row(number, [line for line in read if line], is_ended=lines[-1].strip().upper() == "END:VCARD")


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


def _row(number: int, lines: list[CardLine], *, is_ended: bool) -> SourceRow:
    cells = dict.fromkeys(HEADERS, "")
    cells["display_name"] = _name(lines)
    for line in sorted(lines, key=lambda line: "pref" not in line.types):
        _enter(cells, line)
    addresses = [each for line in lines if line.name == "ADR" if (each := _address(line))]
    cells["address"] = json.dumps(addresses[0]) if addresses else ""
    cells["other_addresses"] = json.dumps(addresses[1:]) if addresses[1:] else ""
    return SourceRow(
        number, tuple(cells.values()), "" if is_ended else _("The card breaks off before its end.")
    )


def _enter(cells: dict[str, str], line: CardLine) -> None:
    if line.name in TEXTS:
        _join(cells, TEXTS[line.name], re.sub(r"^(tel|mailto|urn:uuid):", "", line.text()))
    elif line.name == "ORG":
        _join(cells, "organization", ", ".join(filter(None, line.parts(";"))))
    elif line.name == "CATEGORIES":
        held = json.loads(cells["tags"] or "[]")
        cells["tags"] = json.dumps([*held, *filter(None, line.parts(","))])


def _join(cells: dict[str, str], name: str, text: str) -> None:
    cells[name] = f"{cells[name]}\n{text}" if cells[name] else text


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
