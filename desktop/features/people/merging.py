"""Making one of two records of the same person, in one Edit that undo takes back whole.

The older record is kept, so that two computers that merge the same two agree on which; what it
says is chosen field by field. The other points at it. Nothing that protects a person is lost:
who asked not to be contacted in one of them asked it, and who is a minor in one is a minor.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from desktop.features.people.reading import read
from desktop.features.people.rejoining import rejoin
from desktop.i18n import _
from desktop.store.reading import as_json
from desktop.store.store import Store
from desktop.transfer.phones import phone_key
from sync.errors import Refused
from sync.records.people import AgeBand, Duplicate, Person, SameVerdict, normal_email

CHOSEN = (
    *("name", "goes_by", "pronouns", "time_zone", "email", "phone", "address", "sector"),
    *("household", "guardian", "photo", "contact_every"),
)
"""Fields of which one value is kept."""
JOINED = ("languages", "roles", "tags", "watchers")
"""Fields of which everything is kept."""
BESIDE = {"email": "other_emails", "phone": "other_phones", "address": "other_addresses"}
"""Where the value that was not chosen goes."""
UNSAID: tuple[Any, ...] = ("", None, 0, [])


@dataclass(frozen=True, slots=True)
class Difference:
    """A field in which both say something, and not the same; values as JSON."""

    name: str
    kept: Any
    gone: Any


def older(one: str, other: str) -> tuple[str, str]:
    """Return the record that is kept and the one that goes: ids are in the order of their making."""
    return min(one, other), max(one, other)


def differences(store: Store, one: str, other: str) -> list[Difference]:
    """Return what is to be chosen before two records are merged."""
    kept, gone = (_fields(store, each) for each in older(one, other))
    said = [name for name in CHOSEN if kept[name] not in UNSAID and gone[name] not in UNSAID]
    return [
        Difference(name, kept[name], gone[name])
        for name in said
        if not _is_same(name, kept[name], gone[name])
    ]


def proposed(store: Store, one: str, other: str) -> dict[str, str]:
    """Return, for each field that is to be chosen, the record whose value is probably the better one.

    That is the one that was not added at a door; of names, the one that is written out.
    """
    kept, gone = (_fields(store, each) for each in older(one, other))
    settled = gone if kept["provisional"] and not gone["provisional"] else kept
    better = {each.name: settled["id"] for each in differences(store, one, other)}
    if "name" in better and kept["provisional"] == gone["provisional"]:
        better["name"] = max((kept, gone), key=lambda each: len(each["name"]))["id"]
    return better


def merge(store: Store, one: str, other: str, taken: Mapping[str, str] | None = None) -> str:
    """Make one of two people and return the id that is kept.

    `taken` names, for each field that is not to stay as the older record has it, the record
    whose value it gets.
    """
    if one == other:
        raise Refused(_("That is one and the same record; there is nothing to merge."))
    kept, gone = older(one, other)
    stays, goes = _fields(store, kept), _fields(store, gone)
    values = merged_values(stays, goes, {name for name, whose in (taken or {}).items() if whose == gone})
    found = list(rejoin(store, kept, gone, str(values.get("household", stays["household"]))))
    with store.edit(_("Merge {name} and {other}").format(name=stays["name"], other=goes["name"])) as draft:
        draft.set(Person.kind, kept, values)
        if goes["notes"].strip() and goes["notes"].strip() not in stays["notes"]:
            draft.append(
                Person.kind, kept, "notes", f"\n\n{goes['notes']}" if stays["notes"] else goes["notes"]
            )
        draft.set(Person.kind, gone, {"merged_into": kept})
        draft.add(Duplicate(one=kept, other=gone, verdict=SameVerdict.SAME, kept=kept))
        for put in found:
            put(draft)
    return kept


def merged_values(kept: dict[str, Any], gone: dict[str, Any], from_gone: set[str]) -> dict[str, Any]:
    """Return what the kept record says from now on, where that differs from what it said."""
    first = {name: gone if name in from_gone or kept[name] in UNSAID else kept for name in CHOSEN}
    values = {name: record[name] for name, record in first.items()}
    if values["guardian"] in (kept["id"], gone["id"]):
        values["guardian"] = ""
    for name in JOINED:
        values[name] = list(dict.fromkeys([*kept[name], *gone[name]]))
    for name, others in BESIDE.items():
        every = [kept[name], gone[name], *kept[others], *gone[others]]
        values[others] = _without_repeats(name, values[name], every)
    values |= {
        "do_not_contact": kept["do_not_contact"] or gone["do_not_contact"],
        "do_not_photograph": kept["do_not_photograph"] or gone["do_not_photograph"],
        "inactive": kept["inactive"] and gone["inactive"],
        "provisional": kept["provisional"] and gone["provisional"],
        "age_band": _age_band(kept["age_band"], gone["age_band"]),
        "member_since": min(filter(None, (kept["member_since"], gone["member_since"])), default=None),
    }
    return {name: value for name, value in values.items() if value != kept[name]}


def _fields(store: Store, person: str) -> dict[str, Any]:
    who = read(store, Person, person)
    if who.merged_into:
        words = _("{name} was merged already. Open the record that was kept; nothing was changed.")
        raise Refused(words.format(name=who.name), "merged")
    return as_json(Person, person, store.state(Person.kind, person))


def _more_notes(notes: str, more: str) -> str:
    if not more.strip() or more.strip() in notes:
        return ""
    return f"\n\n{more}" if notes else more


def _age_band(one: str, other: str) -> str:
    return AgeBand.MINOR if AgeBand.MINOR in (one, other) else other if one == AgeBand.UNSAID else one


def _without_repeats(name: str, chosen: Any, every: list[Any]) -> list[Any]:
    others: list[Any] = []
    for value in every:
        if value not in UNSAID and not any(_is_same(name, value, each) for each in (chosen, *others)):
            others.append(value)
    return others


def _is_same(name: str, one: Any, other: Any) -> bool:
    if name == "email" and one and other:
        return normal_email(one) == normal_email(other)
    if name == "phone" and one and other:
        return phone_key(one) == phone_key(other)
    return bool(one == other)
