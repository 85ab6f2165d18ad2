"""Labels, letters and the directory of those who were chosen, as documents of desktop.reports."""

from dataclasses import dataclass
from typing import Any, cast

from desktop.i18n import _
from desktop.postal import (
    address_lines,
    coalition_name,
    first_name,
    own_coalition,
    sender_lines,
    signature_lines,
    today_of,
)
from desktop.reports.documents import Directory, DirectoryEntry, Letters, MailingLabels, Recipient
from desktop.store.store import Store
from sync.records.documents import Letter

TOKENS = ("first_name", "name", "coalition")
"""What a letter can say in braces."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What a letter says, and who signs it."""

    body: str
    signed: str = ""


def letters(store: Store, people: list[dict[str, Any]], wording: Wording) -> Letters:
    """Return one letter to each; Malformed for a token that stands for nothing."""
    home, name = own_coalition(store), coalition_name(store)
    return Letters(
        title=_("Letters"),
        coalition=name,
        written_on=today_of(store),
        sender=sender_lines(home) if home else (),
        body=wording.body,
        signed=signature_lines(wording.signed),
        recipients=tuple(_recipient(person, name) for person in people),
    )


def labels(records: list[dict[str, Any]]) -> MailingLabels:
    """Return a mailing label for each that has an address."""
    lines = (address_lines(each["address"]) for each in records)
    named = zip(records, lines, strict=True)
    return MailingLabels(
        title=_("Mailing labels"), labels=tuple((each["name"], *found) for each, found in named if found)
    )


def directory(store: Store, people: list[dict[str, Any]]) -> Directory:
    """Return the directory of those who agreed to be in it."""
    entries = (DirectoryEntry(each["name"], phone=each["phone"], email=each["email"]) for each in people)
    return Directory(
        title=_("People"),
        coalition=coalition_name(store),
        as_of=today_of(store),
        entries=tuple(entries),
        remark=_("Only those who agreed to be in it are in it."),
    )


def templates(store: Store) -> list[Letter]:
    """Return the letters that were kept to be used again, by name."""
    from desktop.transfer.queries import records_of

    found = (Letter.model_validate(each) for each in records_of(store, Letter.kind))
    return sorted((each for each in found if not each.retired), key=lambda each: each.name.casefold())


def usual_letter() -> str:
    """Return the letter to begin with."""
    return _(
        "Dear {first_name},\n\n"
        "Thank you for what you do for our students and families. "
        "{coalition} would not be what it is without you.\n\n"
        "We hope to see you at our next meeting."
    )


def wording(store: Store, letter: str = "", signed: str = "") -> Wording:
    """Return what a letter that was kept says, without one the letter to begin with.

    Unknown if there is no such letter.
    """
    body = str(cast(Letter, store.get(Letter.kind, letter)).body) if letter else usual_letter()
    return Wording(body, signed)


def _recipient(person: dict[str, Any], coalition: str) -> Recipient:
    tokens = (("first_name", first_name(person)), ("coalition", coalition))
    return Recipient(person["name"], address_lines(person["address"]), tokens)
