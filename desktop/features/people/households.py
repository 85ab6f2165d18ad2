"""Households: people at one address, who get one letter."""

from collections.abc import Sequence

from desktop.features.people.reading import name_of, read
from desktop.i18n import _
from desktop.store.draft import Draft
from desktop.store.store import Store
from sync.errors import Refused, Unknown
from sync.records.people import Household, Person


def household_of(store: Store, person: str) -> Household | None:
    """Return the household that somebody lives in, if it is known."""
    held = read(store, Person, person).household
    try:
        return read(store, Household, held) if held else None
    except Unknown:
        return None


def live_together(store: Store, person: str, other: str) -> str:
    """Put somebody into the household of another, made if there is none yet; return its id.

    Whoever has no address yet gets that of the household.
    """
    one, two = read(store, Person, person), read(store, Person, other)
    if person == other:
        raise Refused(_("Choose somebody else to live with {name}.").format(name=one.name))
    if one.household and one.household == two.household:
        return one.household
    with store.edit(_("{name} lives with {other}").format(name=one.name, other=two.name)) as draft:
        _leave(draft, one)
        household = _enter(draft, one, two)
        if two.address is not None and one.address is None:
            draft.set(Person.kind, one.id, {"address": two.address.model_dump(mode="json")})
    return household


def move_out(store: Store, person: str) -> None:
    """Take somebody out of their household; their address stays until they say the new one."""
    who = read(store, Person, person)
    with store.edit(_("{name} moved out").format(name=who.name)) as draft:
        _leave(draft, who)
        draft.set(Person.kind, person, {"household": ""})


def others_at_home(store: Store, person: str) -> Sequence[tuple[str, str]]:
    """Return the ids and names of those who live with somebody."""
    household = household_of(store, person)
    others = [each for each in household.people if each != person] if household else []
    return [(each, name_of(store, Person.kind, each)) for each in others]


def _enter(draft: Draft, person: Person, other: Person) -> str:
    household = other.household
    if household:
        draft.add_members(Household.kind, household, "people", [person.id])
    else:
        named = _("Household of {name}").format(name=other.name)
        people = tuple(sorted((person.id, other.id)))
        household = draft.add(Household(name=named, address=other.address, people=people))
        draft.set(Person.kind, other.id, {"household": household})
    draft.set(Person.kind, person.id, {"household": household})
    return household


def _leave(draft: Draft, person: Person) -> None:
    if person.household:
        draft.remove_members(Household.kind, person.household, "people", [person.id])
