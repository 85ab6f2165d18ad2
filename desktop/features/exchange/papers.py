"""Labels, letters and the directory of those who were chosen, as documents of desktop.reports."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from desktop.i18n import _
from desktop.reports.documents import Directory, DirectoryEntry, Letters, MailingLabels, Recipient
from desktop.store.store import Store
from sync.errors import Unknown
from sync.records.documents import Letter
from sync.records.spaces import Coalition

TOKENS = ("first_name", "name", "coalition")
"""What a letter can say in braces."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What a letter says, and who signs it."""

    body: str
    signed: str = ""


def letters(store: Store, people: list[dict[str, Any]], wording: Wording) -> Letters:
    """Return one letter to each; Malformed for a token that stands for nothing."""
    home = _home(store)
    name = home.name if home else ""
    return Letters(
        title=_("Letters"),
        coalition=name,
        written_on=_today(store),
        sender=_sender(home) if home else (),
        body=wording.body,
        signed=tuple(filter(None, map(str.strip, wording.signed.splitlines()))),
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
    home = _home(store)
    entries = (DirectoryEntry(each["name"], phone=each["phone"], email=each["email"]) for each in people)
    return Directory(
        title=_("People"),
        coalition=home.name if home else "",
        as_of=_today(store),
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


def address_lines(address: dict[str, Any] | None) -> tuple[str, ...]:
    """Return a postal address line by line, as the post office wants it."""
    if not address:
        return ()
    place = " ".join(filter(None, (address["city"], address["state"], address["postal_code"])))
    country = address["country"] if address["country"] not in ("", "US") else ""
    return tuple(filter(None, (address["street"], address["second_line"], place, country)))


def _recipient(person: dict[str, Any], coalition: str) -> Recipient:
    first = person["goes_by"] or person["name"].split(maxsplit=1)[0]
    tokens = (("first_name", first), ("coalition", coalition))
    return Recipient(person["name"], address_lines(person["address"]), tokens)


def _home(store: Store) -> Coalition | None:
    try:
        home = store.get(Coalition.kind, store.author.home)
    except Unknown:
        return None
    return home if isinstance(home, Coalition) else None


def _sender(home: Coalition) -> tuple[str, ...]:
    address = home.address.model_dump(mode="json") if home.address else None
    return tuple(filter(None, (*address_lines(address), home.phone, home.email, home.website)))


def _today(store: Store) -> date:
    return date.fromisoformat(store.now()[:10])
