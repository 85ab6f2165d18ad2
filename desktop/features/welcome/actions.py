"""Beginning a coalition on this computer alone."""

from desktop.i18n import _
from desktop.store.reference import load_packs
from desktop.store.spaces import found_coalition
from desktop.store.store import Store
from sync.errors import Malformed, Refused
from sync.records.fields import parse_field
from sync.records.people import Person
from sync.records.spaces import Coalition, Role

ROLES = (Role.LEADER, Role.TREASURER, Role.SECRETARY, Role.MEMBER)
"""What a person can be in a coalition."""


def check_founding(name: str, role: str) -> str:
    """Return the name of a coalition as stored; Malformed for a name or a role that cannot be."""
    if role not in ROLES:
        words = _("Nobody can be '{role}' in a coalition; nothing was changed. The roles are: {roles}.")
        raise Malformed(words.format(role=role[:64], roles=", ".join(ROLES)))
    return str(parse_field(Coalition, "name", name))


def start_alone(store: Store, name: str, me: str, role: str) -> str:
    """Begin a coalition and return its space; Refused where there is one already."""
    if store.author.home:
        raise Refused(_("There is a coalition in this folder already; it is left as it is."), "begun")
    name = check_founding(name, role)
    load_packs(store)
    store.keep_facts(me=me)
    return found_coalition(store, name, role)


def add_myself(store: Store, me: str) -> str:
    """Add the person whose computer this is, and return their id; "" for somebody who gave no name."""
    if not me.strip():
        return ""
    person = Person(name=me)
    with store.edit(_("Add {name}").format(name=person.name)) as draft:
        draft.add(person)
    store.keep_facts(me=person.name, person=person.id)
    return person.id
