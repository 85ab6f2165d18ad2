"""Which column of a file holds what, in the words of the page."""

from dataclasses import dataclass

from desktop.i18n import _
from desktop.transfer import cards
from desktop.transfer.headings import targets
from desktop.transfer.plan import Plan

LEFT_OUT = "ignored"
IN_NOTES = ""
SAMPLES = 2
"""Cells of a column that are shown."""


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """A column of the file as the page shows it."""

    header: str
    holds: str
    """What it was taken for; "" if it goes into the notes."""
    samples: tuple[str, ...]


def lines_of(plan: Plan) -> list[ColumnLine]:
    """Return the columns that have anything in them, in the order of the file."""
    found = ((column, _samples(plan, column.place)) for column in plan.mapping.columns)
    return [ColumnLine(column.header, column.target, samples) for column, samples in found if samples]


def speaks_for_itself(plan: Plan) -> str:
    """Return why the columns of a file need no telling, "" if they can be told."""
    if plan.mapping.is_ours:
        return _("This program wrote this file, so each column goes back to where it came from.")
    if cards.are_cards(plan.sheet.headers):
        return _("These are cards of an address book: each says itself what is what.")
    return ""


def choices(kind: str) -> list[tuple[str, str]]:
    """Return (what a column can hold, the words for it), the ways to do without it first."""
    known = sorted(
        ((target, words_for(target)) for target in targets(kind) if target in _words()), key=_second
    )
    return [(IN_NOTES, _("Keep in the notes")), (LEFT_OUT, _("Leave out")), *known]


def words_for(target: str) -> str:
    """Return what a column holds, in words."""
    return _words().get(target, target.replace("_", " ").capitalize())


def told(header: str, holds: str) -> dict[str, str]:
    """Return what is told to the import when somebody says what a column holds."""
    return {header: {LEFT_OUT: "", IN_NOTES: "notes"}.get(holds, holds)}


def _samples(plan: Plan, place: int) -> tuple[str, ...]:
    """Return the first different cells of a column."""
    found: dict[str, None] = {}
    for row in plan.sheet.contacts:
        if cell := row.cells[place].strip():
            found[cell] = None
        if len(found) == SAMPLES:
            break
    return tuple(found)


def _second(pair: tuple[str, str]) -> str:
    return pair[1].casefold()


def _words() -> dict[str, str]:
    return {
        "address": _("Address, whole"),
        "age_band": _("Adult or minor"),
        "birthday": _("Birthday (only adult or minor is kept)"),
        "city": _("City"),
        "consent": _("Consent (kept in the notes)"),
        "contact": _("Contact person"),
        "country": _("Country"),
        "county": _("County"),
        "do_not_contact": _("Do not contact"),
        "do_not_photograph": _("Do not photograph"),
        "email": _("E-mail"),
        "first_name": _("First name"),
        "goes_by": _("Goes by"),
        "job": _("Job"),
        "languages": _("Languages"),
        "last_name": _("Last name"),
        "member_since": _("Member since"),
        "middle_name": _("Middle name"),
        "name": _("Name, whole"),
        "never": _("A number we never keep"),
        "notes": _("Notes"),
        "organization": _("Organization"),
        "partner_since": _("Partner since"),
        "phone": _("Phone"),
        "postal_code": _("ZIP code"),
        "prefix": _("Title before the name"),
        "pronouns": _("Pronouns"),
        "roles": _("Roles"),
        "second_last_name": _("Second last name"),
        "second_line": _("Address, second line"),
        "sector": _("Sector"),
        "state": _("State"),
        "street": _("Street"),
        "suffix": _("Suffix after the name"),
        "tags": _("Tags"),
        "time_zone": _("Time zone"),
        "website": _("Website"),
    }
