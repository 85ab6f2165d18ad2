"""Who is in an export, and who is left out and why: said before anything is written."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from desktop.i18n import _, ngettext
from desktop.reach import Permissions, read_permissions
from desktop.store.store import Store
from desktop.transfer.queries import records_of
from sync.records.consents import Channel
from sync.records.people import AgeBand, Group, Person

TABLES = ("csv", "xlsx", "json")
"""Forms that hold everything that is known of somebody."""
POSTED = ("labels", "letters")
Fields = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody wants to take out."""

    kind: str = Person.kind
    form: str = "csv"
    group: str = ""
    """The id of a group; "" for everybody."""
    minors: bool = False
    not_to_contact: bool = False
    """Whether those who asked not to be contacted are in it too."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Who is in an export, as JSON, and how many are not, by the reason."""

    records: list[Fields]
    left_out: dict[str, int] = field(default_factory=dict)
    addresses: int = 0
    """E-mail addresses and phone numbers that must not be used and were left off."""


def choose(store: Store, wish: Wish) -> Chosen:
    """Return who is in an export; minors and those who asked not to be contacted only if wished for."""
    records = [each for each in records_of(store, wish.kind) if not each.get("merged_into")]
    if wish.kind != Person.kind:
        return _addressed(records) if wish.form in POSTED else Chosen(records)
    if wish.group:
        members = frozenset(_members(store, wish.group))
        records = [each for each in records if each["id"] in members]
    permissions = read_permissions(store)
    why_not = _rule(wish, permissions)
    reasons = [why_not(each) for each in records]
    kept = [each for each, reason in zip(records, reasons, strict=True) if not reason]
    left_out = dict(Counter(filter(None, reasons)).most_common())
    if wish.not_to_contact and wish.form in TABLES:
        return Chosen(kept, left_out)
    usable = [_usable(permissions, each, wish.form) for each in kept]
    return Chosen(usable, left_out, sum(map(_reached, kept)) - sum(map(_reached, usable)))


def groups(store: Store) -> list[tuple[str, str]]:
    """Return (id, name) of the groups that were ticked together by hand, by name."""
    found = [each for each in records_of(store, Group.kind) if each["membership"] == "static"]
    return sorted(((each["id"], each["name"]) for each in found), key=lambda pair: pair[1].casefold())


def left_out_words(chosen: Chosen) -> list[str]:
    """Return who is left out of an export and why, a line for each reason."""
    lines = [
        _("{count} left out: {reason}").format(count=f"{count:,}", reason=reason)
        for reason, count in chosen.left_out.items()
    ]
    if chosen.addresses:
        words = ngettext(
            "{count} address that must not be used is left off",
            "{count} addresses that must not be used are left off",
            chosen.addresses,
        )
        lines.append(words.format(count=f"{chosen.addresses:,}"))
    return lines


def _members(store: Store, group: str) -> list[str]:
    return next((each["people"] for each in records_of(store, Group.kind) if each["id"] == group), [])


def _rule(wish: Wish, permissions: Permissions) -> Callable[[Fields], str]:
    """Return what says why somebody is left out, "" for those who are not."""
    if wish.form in POSTED:
        return lambda person: _inactive(person) or permissions.why_not(person, Channel.POST)
    if wish.form == "directory":
        return lambda person: _inactive(person) or permissions.why_not(person, Channel.DIRECTORY)
    return lambda person: _withheld(wish, person)


def _inactive(person: Fields) -> str:
    return _("not active any more") if person["inactive"] else ""


def _withheld(wish: Wish, person: Fields) -> str:
    if person["age_band"] == AgeBand.MINOR and not wish.minors:
        return _("minors")
    # A card is made to reach somebody, so there the wish does not count.
    if person["do_not_contact"] and not (wish.not_to_contact and wish.form in TABLES):
        return _("asked not to be contacted")
    return ""


def _addressed(records: list[Fields]) -> Chosen:
    """Return the organizations that have a postal address."""
    kept = [each for each in records if (each["address"] or {}).get("street")]
    lacking = len(records) - len(kept)
    return Chosen(kept, {_("has no address that may be used"): lacking} if lacking else {})


def _usable(permissions: Permissions, person: Fields, form: str) -> Fields:
    emails = permissions.addresses(person, Channel.EMAIL)
    phones = permissions.addresses(person, Channel.PHONE)
    posted = permissions.addresses(person, Channel.POST) if form in POSTED else [person["address"]]
    return {
        **person,
        "address": posted[0],
        "email": next(iter(emails), ""),
        "other_emails": emails[1:],
        "phone": next(iter(phones), ""),
        "other_phones": phones[1:],
    }


def _reached(person: Fields) -> int:
    names = ("email", "phone")
    return sum(bool(person[name]) + len(person[f"other_{name}s"]) for name in names)
