"""Whom a meeting may write to: what people allowed is respected, and so are barred addresses.

Somebody who walked in and is still provisional is written to only where they agreed to it
at the door; the others, as everywhere, unless they said no.
"""

from collections.abc import Iterable
from typing import Any

from desktop.features.meetings import queries
from desktop.postal import address_lines, own_coalition
from desktop.reach import Permissions, read_permissions
from desktop.reports.calendar import Mailbox
from desktop.store.store import Store
from sync.records.consents import Channel, ConsentAnswer
from sync.records.people import Person


def mailboxes(store: Store, people: Iterable[str]) -> dict[str, Mailbox]:
    """Return the mailbox of each of these people who may be written to by e-mail."""
    permissions = read_permissions(store)
    held = queries.read_some(store, Person, list(people))
    emails = {each.id: (each.name, _allowed(permissions, each, Channel.EMAIL)) for each in held}
    return {person: Mailbox(found[0], name) for person, (name, found) in emails.items() if found}


def addresses(store: Store, people: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the lines of the postal address of each of these people who may be sent a letter."""
    permissions = read_permissions(store)
    held = queries.read_some(store, Person, list(people))
    found = {each.id: _allowed(permissions, each, Channel.POST) for each in held}
    return {person: address_lines(some[0]) for person, some in found.items() if some}


def coalition_mailbox(store: Store) -> Mailbox | None:
    """Return the coalition's own mailbox, None where it has none."""
    coalition = own_coalition(store)
    return Mailbox(coalition.email, coalition.name) if coalition and coalition.email else None


def _allowed(permissions: Permissions, person: Person, channel: Channel) -> list[Any]:
    fields = person.model_dump(mode="json")
    said = permissions.answers.get((person.id, channel), {}).get("answer", "")
    if permissions.why_not(fields, channel) or (person.provisional and said != ConsentAnswer.GIVEN):
        return []
    return permissions.addresses(fields, channel)
