"""Groups: people ticked by hand, or found anew each time by a saved search."""

from collections.abc import Sequence

from desktop.features.people.filters import Filter, saved
from desktop.features.people.reading import name_of, read, require_name
from desktop.i18n import _
from desktop.store.store import Store
from desktop.transfer.queries import records_of
from sync.errors import Refused
from sync.records.people import Group, GroupMembership


def groups(store: Store) -> list[Group]:
    """Return the groups there are, by name."""
    held = [read(store, Group, each["id"]) for each in records_of(store, Group.kind)]
    return sorted(held, key=lambda group: (group.name.casefold(), group.id))


def groups_of(store: Store, person: str) -> list[Group]:
    """Return the groups that somebody was put into by hand."""
    return [group for group in groups(store) if person in group.people and not is_smart(group)]


def is_smart(group: Group) -> bool:
    """Return whether a saved search finds who is in a group."""
    return group.membership == GroupMembership.SMART


def make_group(store: Store, name: str, people: Sequence[str] = ()) -> str:
    """Make a group of people ticked by hand; return its id."""
    group = Group(name=require_name(name), people=tuple(people))
    with store.edit(_("Make the group {name}").format(name=group.name)) as draft:
        return draft.add(group)


def save_search(store: Store, name: str, given: Filter) -> str:
    """Make a group of whomever a filter finds, today and later; return its id."""
    group = Group(name=require_name(name), membership=GroupMembership.SMART, query=saved(given))
    with store.edit(_("Save the search {name}").format(name=group.name)) as draft:
        return draft.add(group)


def put_into(store: Store, group: str, people: Sequence[str]) -> None:
    """Put people into a group; Refused for one that a saved search fills."""
    with store.edit(_("Add to {group}").format(group=_by_hand(store, group).name)) as draft:
        draft.add_members(Group.kind, group, "people", people)


def take_out_of(store: Store, group: str, people: Sequence[str]) -> None:
    """Take people out of a group; Refused for one that a saved search fills."""
    with store.edit(_("Take out of {group}").format(group=_by_hand(store, group).name)) as draft:
        draft.remove_members(Group.kind, group, "people", people)


def delete_group(store: Store, group: str) -> None:
    """Delete a group; its people stay."""
    with store.edit(_("Delete the group {name}").format(name=name_of(store, Group.kind, group))) as draft:
        draft.trash(Group.kind, group)


def _by_hand(store: Store, group: str) -> Group:
    held = read(store, Group, group)
    if is_smart(held):
        words = _("{group} is a saved search: whoever fits is in it. Nobody was moved.")
        raise Refused(words.format(group=held.name), "smart")
    return held
