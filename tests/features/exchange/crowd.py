"""People with whom the rules of exports meet."""

from desktop.store.store import Store
from sync.records.consents import Channel, Consent, ConsentAnswer, Suppression
from sync.records.people import AgeBand, Group, Person
from sync.records.values import Address

ADDRESS = Address(street="1 Elm St", city="Riverside", state="IL", postal_code="60546")


def add_crowd(store: Store) -> dict[str, str]:
    """Add five people and a group of two of them; return name -> id."""
    people = (
        Person(name="Rosa Díaz", email="rosa@example.org", phone="+1 708 555 0101", address=ADDRESS),
        Person(name="Barred Bea", email="bea@example.org", other_emails=("bea@work.example.org",)),
        Person(name="Kid Kim", email="kid@example.org", age_band=AgeBand.MINOR, address=ADDRESS),
        Person(name="Quiet Quinn", email="quinn@example.org", do_not_contact=True, address=ADDRESS),
        Person(name="Former Fay", address=ADDRESS, inactive=True),
    )
    with store.edit("A crowd") as draft:
        ids = {person.name: draft.add(person) for person in people}
        draft.add(Group(name="Newsletter", people=(ids["Rosa Díaz"], ids["Kid Kim"])))
        draft.add(Suppression(channel=Channel.EMAIL, address="bea@example.org"))
        draft.add(Consent(person=ids["Rosa Díaz"], channel=Channel.DIRECTORY, answer=ConsentAnswer.GIVEN))
    return ids
