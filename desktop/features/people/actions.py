"""Adding people, and saying of one what the whole coalition should heed."""

import re
from dataclasses import dataclass
from typing import Any

from desktop.features.people.consents import bar_addresses
from desktop.features.people.reading import name_of, read, require_name, today_of
from desktop.i18n import _
from desktop.lookalikes import Typed
from desktop.store.store import Store
from sync.errors import Malformed
from sync.records.base import Entry
from sync.records.consents import Consent
from sync.records.fields import parse_field
from sync.records.partners import Affiliation
from sync.records.people import Person
from sync.records.values import Period


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What is typed of somebody new: a name, one way to reach them, where they come from."""

    name: str
    contact: str = ""
    """An e-mail address or a phone number."""
    sector: str = ""
    """A code."""
    partner: str = ""
    """The id of their organization."""
    consent: Consent | None = None
    """What they said about being reached, without whose words they are: theirs."""

    def typed(self) -> Typed:
        """Return what those who are known already are compared with."""
        return Typed(name=self.name, partner=self.partner, **contact_fields(self.contact))


def contact_fields(contact: str) -> dict[str, str]:
    """Return a way to reach somebody under the field it belongs in: email or phone; nothing for neither."""
    contact = contact.strip()
    if "@" in contact:
        return {"email": contact}
    return {"phone": contact} if len(re.sub(r"\D", "", contact)) >= 7 else {}


def add_person(store: Store, newcomer: Newcomer) -> str:
    """Add somebody and return their id; Malformed where there is no name, or a contact that is none."""
    fields = contact_fields(newcomer.contact)
    if newcomer.contact.strip() and not fields:
        words = _("'{contact}' is neither an e-mail address nor a phone number. Nobody was added yet.")
        raise Malformed(words.format(contact=newcomer.contact.strip()[:60]), "contact")
    values: dict[str, Any] = {"name": require_name(newcomer.name), "sector": newcomer.sector, **fields}
    checked = {name: parse_field(Person, name, value) for name, value in values.items() if value}
    person = Person.model_validate(checked)
    with store.edit(_("Add {name}").format(name=person.name)) as draft:
        draft.add(person)
        for more in _more(newcomer, person.id):
            draft.add(more)
    return person.id


def settle(store: Store, person: str) -> None:
    """Keep somebody added at the door as a person of their own: compared, and not known before."""
    with store.edit(_("Keep {name}").format(name=name_of(store, "person", person))) as draft:
        draft.set("person", person, {"provisional": False})


def join_partner(store: Store, person: str, partner: str, *, role: str = "", represents: bool = True) -> str:
    """Say that somebody belongs to an organization from today on; return the affiliation's id."""
    if not partner:
        raise Malformed(_("Choose an organization first. Nothing was kept yet."), "partner")
    period = Period(first=today_of(store))
    joined = Affiliation(person=person, partner=partner, role=role, represents=represents, period=period)
    with store.edit(_("Join to {name}").format(name=name_of(store, "partner", partner))) as draft:
        return draft.add(joined)


def leave_partner(store: Store, affiliation: str) -> None:
    """Say that somebody belongs to an organization until today and no longer; the past stays."""
    held = read(store, Affiliation, affiliation)
    period = (held.period or Period()).model_copy(update={"last": today_of(store)})
    with store.edit(_("Leave {name}").format(name=name_of(store, "partner", held.partner))) as draft:
        draft.set("affiliation", affiliation, {"period": period.model_dump(mode="json")})


def delete_person(store: Store, person: str) -> None:
    """Delete somebody; what they took part in stays, and so does every address not to be used."""
    who = read(store, Person, person)
    with store.edit(_("Delete {name}").format(name=who.name)) as draft:
        bar_addresses(store, draft, who)
        draft.trash("person", person)


def _more(newcomer: Newcomer, person: str) -> list[Entry]:
    more: list[Entry] = []
    if newcomer.partner:
        more.append(Affiliation(person=person, partner=newcomer.partner, represents=True))
    if newcomer.consent is not None:
        more.append(newcomer.consent.but(person=person))
    return more
