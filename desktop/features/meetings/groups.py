"""Lists of people who are called to a meeting all at once."""

from desktop.features.meetings.queries import having, people_lines, read
from desktop.store.store import Store
from sync.records.people import Group, GroupMembership


def people_groups(store: Store) -> dict[str, str]:
    """Return the lists of people ticked by hand, by name: id -> name."""
    listed = [each for each in having(store, Group) if each.membership == GroupMembership.STATIC]
    return {each.id: each.name for each in sorted(listed, key=lambda each: each.name.casefold())}


def people_of_group(store: Store, group: str) -> list[str]:
    """Return the people on a list who are still known, by name."""
    return list(people_lines(store, read(store, Group, group).people))
