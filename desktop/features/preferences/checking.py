"""Looking for damage in the data on this computer, and mending what can be worked out anew."""

from desktop.paths import Profile
from desktop.store.doctor import Finding, examine, repair
from desktop.store.store import Store

HARMLESS = frozenset({"links", "lost_changes"})
"""What is found in data that is whole."""


def look(store: Store) -> list[Finding]:
    """Return what is wrong with the data; reads every record."""
    return examine(store)


def mend(store: Store, profile: Profile) -> list[Finding]:
    """Repair what can be repaired, after a backup; return what is wrong after that."""
    repair(store, profile)
    return examine(store)


def is_whole(found: list[Finding]) -> bool:
    """Say whether nothing that was found is damage."""
    return all(finding.code in HARMLESS for finding in found)
