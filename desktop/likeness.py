"""Whether two people are one: what they have in common, and what speaks against it.

Meant for people already in the program and for somebody being added. A name is compared the
way imports compare it, see `desktop.transfer.names`.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from desktop.i18n import _
from desktop.sounds import sound
from desktop.transfer.names import are_compatible, is_nearly, name_words
from desktop.transfer.phones import phone_key
from sync.records.people import AgeBand, normal_email

GENERATIONS = frozenset(["jr", "sr", "ii", "iii", "iv"])
"""What tells a parent from a child of the same name."""
_ENDINGS = frozenset("ao")


@dataclass(frozen=True, slots=True)
class Traits:
    """What a person can be recognized by."""

    id: str
    name: str
    goes_by: str = ""
    emails: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    """Street and postal code of each address."""
    household: str = ""
    partners: frozenset[str] = frozenset()
    """The organizations they belong to."""
    age_band: str = AgeBand.UNSAID

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the name, as names are compared."""
        return name_words(self.name)

    @property
    def is_reached(self) -> bool:
        """Whether there is an address by which they can be told from a namesake."""
        return bool(self.emails or self.phones or self.places)


@dataclass(frozen=True, slots=True)
class Likeness:
    """Why two people may be one."""

    reasons: tuple[str, ...]
    is_strong: bool
    """Whether they very probably are; else it is worth a look while somebody is being added."""


def traits_of(person: dict[str, Any], partners: Collection[str] = ()) -> Traits:
    """Return what a person, given as JSON, can be recognized by."""
    emails = (person.get("email"), *person.get("other_emails", ()))
    phones = (person.get("phone"), *person.get("other_phones", ()))
    places = (person.get("address"), *person.get("other_addresses", ()))
    return Traits(
        id=str(person.get("id", "")),
        name=str(person.get("name", "")),
        goes_by=str(person.get("goes_by", "")),
        emails=frozenset(normal_email(each) for each in emails if each),
        phones=frozenset(phone_key(each) for each in phones if each),
        places=frozenset(filter(None, (_place(each) for each in places if each))),
        household=str(person.get("household", "")),
        partners=frozenset(partners),
        age_band=str(person.get("age_band", AgeBand.UNSAID)),
    )


def compare(one: Traits, other: Traits, common: Collection[str] = ()) -> Likeness | None:
    """Return why two people may be one, None if nothing says so.

    `common` are given names that several people bear: two different ones of them are
    two people's, however alike they are spelled.
    """
    if {one.age_band, other.age_band} == {AgeBand.ADULT, AgeBand.MINOR}:
        return None
    reached, beside = _reached_alike(one, other), _met_alike(one, other)
    if not one.name.strip() or not other.name.strip():
        return Likeness(reached, is_strong=True) if reached else None
    fits = names_fit(one, other) or _sound_alike(one.words, other.words)
    if not fits or _are_two_names(one.words, other.words, common):
        return Likeness((*reached, _("another name")), is_strong=False) if reached else None
    if not reached and not beside and not _is_near(one.words, other.words):
        return None
    is_same = sorted(one.words) == sorted(other.words) and len(one.words) > 1
    name = _("same name") if is_same else _("similar name")
    is_met = bool(beside) and _is_whole_name(one.words, other.words)
    is_sure = bool(reached) or (is_met and (is_same or not _are_told_apart(one, other)))
    if generation(one.name) != generation(other.name):
        is_sure = bool(one.emails & other.emails)
    return Likeness((*reached, name, *beside), is_sure)


def names_fit(one: Traits, other: Traits) -> bool:
    """Return whether the names can be one person's; an e-mail address as a name fits any."""
    if "@" in one.name or "@" in other.name:
        return True
    mine, theirs = (filter(None, (each.name, each.goes_by)) for each in (one, other))
    known = list(theirs)
    return any(are_compatible(name, like) for name in mine for like in known)


def _sound_alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Return whether two names share a surname, and their given names sound the same."""
    shares_family = bool(set(one[1:]) & set(other[1:]))
    return shares_family and sound(one[0]) == sound(other[0])


def _reached_alike(one: Traits, other: Traits) -> tuple[str, ...]:
    same = {_("same e-mail"): one.emails & other.emails, _("same phone"): one.phones & other.phones}
    return tuple(reason for reason, shared in same.items() if shared)


def _met_alike(one: Traits, other: Traits) -> tuple[str, ...]:
    at_home = one.places & other.places or (one.household and one.household == other.household)
    same = {_("same organization"): one.partners & other.partners, _("same address"): at_home}
    return tuple(reason for reason, shared in same.items() if shared)


def _are_told_apart(one: Traits, other: Traits) -> bool:
    """Return whether both can be reached, and by nothing that is the same."""
    return bool((one.emails and other.emails) or (one.phones and other.phones))


def _is_near(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Return whether two names differ by a word left out or a slip of the pen, and by no more."""
    if min(len(one), len(other)) < 2:
        return False
    return set(one) <= set(other) or set(other) <= set(one) or is_nearly(" ".join(one), " ".join(other))


def _is_whole_name(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Return whether near names are written out: initials and single words fit too many people."""
    return _is_near(one, other) and all(len(words[0]) > 1 for words in (one, other))


def _are_two_names(one: tuple[str, ...], other: tuple[str, ...], common: Collection[str]) -> bool:
    """Return whether two given names are of two people: Maria and Mario, Daniel and Daniela."""
    if not one or not other or one[0] == other[0] or one[0] in other or other[0] in one:
        return False
    short, long = sorted((one[0], other[0]), key=len)
    if short in common and long in common and not long.startswith(short):
        return True
    sibling = short[:-1] == long[:-1] and {short[-1:], long[-1:]} == _ENDINGS
    return sibling or (len(short) > 3 and long == f"{short}a")


def generation(name: str) -> str:
    """Return what tells a parent from a child of the same name, such as jr; "" where nothing does."""
    last = name.casefold().replace(".", "").replace(",", " ").split()[-1:]
    return last[0] if last and last[0] in GENERATIONS else ""


def _place(address: dict[str, Any]) -> str:
    street = " ".join(str(address.get("street", "")).casefold().split())
    where = str(address.get("postal_code") or address.get("city") or "").casefold()[:5]
    return f"{street}|{where}" if street and where else ""
