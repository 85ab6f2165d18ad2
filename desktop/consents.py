"""Keeping what somebody said about being reached or shown."""

from desktop.i18n import _
from desktop.store.draft import Draft
from desktop.store.store import Store
from sync.errors import Malformed
from sync.records.consents import Channel, Consent, ConsentAnswer
from sync.records.people import AgeBand, Person


def record_answer(store: Store, consent: Consent) -> str:
    """Keep what somebody said about being shown, and return its id; Malformed as in `keep_answer`."""
    person = store.get(Person.kind, consent.person)
    assert isinstance(person, Person)  # noqa: S101 - a kind has one class
    with store.edit(_("Record consent of {name}").format(name=person.name)) as draft:
        return keep_answer(draft, person, consent)


def keep_answer(draft: Draft, person: Person, consent: Consent) -> str:
    """Put what somebody said into a draft; Malformed where a minor says yes without a guardian."""
    is_yes = consent.answer == ConsentAnswer.GIVEN
    if is_yes and person.age_band == AgeBand.MINOR and not consent.guardian:
        words = _("{name} is a minor. Name the guardian who agreed; nothing was kept yet.")
        raise Malformed(words.format(name=person.name), "guardian")
    if consent.channel == Channel.PHOTO:
        draft.set(Person.kind, person.id, {"do_not_photograph": not is_yes})
    return draft.add(consent)
