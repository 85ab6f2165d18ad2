"""A row of a file read as a person."""

import re
from datetime import date

from desktop.i18n import _
from desktop.transfer.addresses import addresses_in
from desktop.transfer.cells import (
    answer_of,
    day_of,
    email_within,
    languages_in,
    without_placeholder,
    words_in,
)
from desktop.transfer.entrant import (
    Entrant,
    begin,
    keep,
    keep_beside,
    keep_line,
    take_as_it_stands,
    take_contacts,
    take_notes,
    take_rest,
)
from desktop.transfer.mapping import Mapping
from desktop.transfer.names import TITLES, fullest_name, in_order, join_name, name_words, without_pronouns
from desktop.transfer.sectors import role_of, sector_of
from desktop.transfer.sheet import SourceRow
from sync.records.people import Person

KIND = Person.kind
ONCE = (
    "first_name", "middle_name", "last_name", "second_last_name", "prefix", "suffix", "goes_by",
    "pronouns", "time_zone", "sector", "age_band", "member_since", "organization",
)  # fmt: skip
"""What a person has once; what further columns say of it is kept in the notes."""
LINES = ("goes_by", "pronouns", "time_zone")
"""Fields taken as they are typed."""
GROUPS_OF_GOOGLE = {
    f"* {words}" for words in ("mycontacts", "my contacts", "starred", "friends", "family", "coworkers")
}
"""What Google writes beside a person's own labels; any other label that begins so is somebody's own."""
_FURNITURE = re.compile(
    r"(?i)(grand )?total|page \d|printed|exported|count|report|end of|sum\b|confidential|\W*$"
)


def read_person(source: SourceRow, mapping: Mapping, today: date) -> Entrant:
    """Return what a row says about a person; `refused` says why if it says nothing."""
    entrant, row = begin(source, mapping)
    if entrant.refused:
        return entrant
    if mapping.is_ours:
        take_as_it_stands(entrant, mapping, row)
        return entrant
    take_contacts(entrant, mapping, row)
    _take_name(entrant, mapping, row)
    _take_words(entrant, mapping, row)
    _take_answers(entrant, mapping, row, today)
    _take_addresses(entrant, mapping, row)
    entrant.organization = mapping.first(row, "organization")
    take_rest(entrant, mapping, row, *ONCE)
    entrant.id = mapping.first(row, "id")
    take_notes(entrant, mapping, row)
    return entrant


def _take_name(entrant: Entrant, mapping: Mapping, row: tuple[str, ...]) -> None:
    before = _take_jobs(entrant, mapping, row)
    given, family = mapping.first(row, "first_name"), _family(mapping, row)
    if set(name_words(family)) < set(name_words(given)):
        family = ""  # the whole name stands where the first name should
    parts = join_name(before, given, mapping.first(row, "middle_name"), family, mapping.first(row, "suffix"))
    shown = mapping.cells(row, "display_name", "name")
    name = mapping.first(row, "display_name") or in_order(mapping.first(row, "name"))
    name = fullest_name(name, given, family, parts)
    for column, cell in shown:
        if without_placeholder(cell) and not set(name_words(cell)) <= set(name_words(name)):
            keep_beside(entrant, column, cell)
    name = _without_email(entrant, name)
    bare, pronouns = without_pronouns(name)
    if bare and pronouns and not (mapping.is_of_cards or mapping.first(row, "pronouns")):
        keep(entrant, "pronouns", pronouns, _("Pronouns"))
        name = bare
    _settle_name(entrant, name, mapping)


def _take_jobs(entrant: Entrant, mapping: Mapping, row: tuple[str, ...]) -> str:
    """Take the job and return the title before the name, which many lists have in the same column."""
    before = mapping.first(row, "prefix")
    for column, cell in mapping.cells(row, "job"):
        is_title = cell.rstrip(".").casefold() in TITLES
        if not without_placeholder(cell) or cell in (before, entrant.job):
            continue
        if is_title and not before:
            before = cell
        elif not is_title and not entrant.job:
            entrant.job = cell
        else:
            keep_beside(entrant, column, cell)
    return before


def _family(mapping: Mapping, row: tuple[str, ...]) -> str:
    return join_name("", "", mapping.first(row, "last_name"), mapping.first(row, "second_last_name"), "")


def _without_email(entrant: Entrant, name: str) -> str:
    """Return a name, "" if it is an address; the address in it is taken where there is no other."""
    found = email_within(name)
    if found and not entrant.emails:
        keep(entrant, "email", found, "")
    return "" if found and name == found else name


def _settle_name(entrant: Entrant, name: str, mapping: Mapping) -> None:
    has_contact = bool(entrant.emails or entrant.phones)
    headings = {column.header.casefold() for column in mapping.columns}
    if name.casefold() in headings:
        entrant.refused = _("It repeats the headings.")
    elif name and not has_contact and (_FURNITURE.match(name) or not any(map(str.isalpha, name))):
        entrant.refused = _("It reads like a title or a total, not like a person.")
    elif not name and not entrant.emails:
        entrant.refused = _("There is no name in it.") if has_contact else _("Nothing in it says who it is.")
    elif len(name) > 300:
        entrant.refused = _("Its name is longer than 300 characters.")
    else:
        entrant.values["name"] = name or entrant.emails[0]
    if not name and not entrant.refused:
        entrant.values["provisional"] = True
        entrant.remarks.append(_("it has no name, so the e-mail address stands in for it"))


def _take_words(entrant: Entrant, mapping: Mapping, row: tuple[str, ...]) -> None:
    for name in LINES:
        if word := without_placeholder(mapping.first(row, name)):
            keep(entrant, name, word, name)
    _take_languages(entrant, mapping, row)
    words = [word for _column, cell in mapping.cells(row, "tags") for word in words_in(cell)]
    tags = [word for word in words if word.casefold() not in GROUPS_OF_GOOGLE]
    take_sector(entrant, mapping, row, tags)
    _take_roles(entrant, [word for _column, cell in mapping.cells(row, "roles") for word in words_in(cell)])
    if tags:
        keep(entrant, "tags", sorted(set(tags)), _("Tags"))


def _take_languages(entrant: Entrant, mapping: Mapping, row: tuple[str, ...]) -> None:
    for _column, cell in mapping.cells(row, "languages"):
        known, others = languages_in(cell)
        if known:
            keep(entrant, "languages", known, _("Languages"))
        for word in others:
            keep_line(entrant, _("Language"), word, "")


def _take_roles(entrant: Entrant, words: list[str]) -> None:
    codes = {word: role_of(word) for word in words}
    if any(codes.values()):
        keep(entrant, "roles", sorted(filter(None, codes.values())), _("Roles"))
    for word in (word for word, code in codes.items() if not code):
        keep_line(entrant, _("Role"), word, "")


def take_sector(entrant: Entrant, mapping: Mapping, row: tuple[str, ...], tags: list[str]) -> None:
    """Set the sector where the words clearly name one; else they become a tag."""
    words = without_placeholder(mapping.first(row, "sector"))
    if code := sector_of(words) if words else "":
        keep(entrant, "sector", code, _("Sector"))
    elif words:
        tags.append(words[:300])
        entrant.remarks.append(
            _("'{words}' is not one of the sectors, so it is a tag").format(words=words[:60])
        )


def _take_answers(entrant: Entrant, mapping: Mapping, row: tuple[str, ...], today: date) -> None:
    for name in ("do_not_contact", "do_not_photograph"):
        for column, cell in mapping.cells(row, name):
            if answer_of(cell) is True:
                entrant.values[name] = True
            elif answer_of(cell) is None:
                keep_line(entrant, column.header, cell, "")
    _take_days(entrant, mapping, row)
    band = mapping.first(row, "age_band").casefold()
    born = day_of(mapping.first(row, "birthday"))
    if mapping.first(row, "birthday"):
        entrant.remarks.append(_("the date of birth was left out; only adult or minor is kept"))
    if answer_of(band) or band in ("minor", "menor") or (born and _age(born, today) < 18):
        entrant.values["age_band"] = "minor"
    elif band in ("adult", "adulto") or born:
        entrant.values["age_band"] = "adult"


def _take_days(entrant: Entrant, mapping: Mapping, row: tuple[str, ...]) -> None:
    for column, cell in mapping.cells(row, "member_since")[:1]:
        if day := day_of(cell):
            keep(entrant, "member_since", day.isoformat(), column.header)
        elif without_placeholder(cell):
            keep_line(entrant, column.header, cell, "")


def _take_addresses(entrant: Entrant, mapping: Mapping, row: tuple[str, ...]) -> None:
    found, left = addresses_in(mapping, row)
    entrant.lines += [f"{_('Address')}: {line}" for line in left]
    if found:
        entrant.values["address"] = found[0]
    if found[1:]:
        entrant.values["other_addresses"] = found[1:]


def _age(born: date, today: date) -> int:
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
