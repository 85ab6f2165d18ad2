"""What somebody allows: consent for each way of reaching or showing them, and addresses not to be used."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from desktop.consents import keep_answer
from desktop.features.people.queries import facts_about
from desktop.features.people.reading import is_known, read, today_of
from desktop.i18n import _
from desktop.store.draft import Draft
from desktop.store.links import all_ids_of
from desktop.store.store import Store
from desktop.transfer.queries import records_of
from sync.publishing import weight
from sync.records.base import new_id
from sync.records.consents import Channel, Consent, ConsentAnswer, Suppression, normal_address
from sync.records.people import Person

ADDRESSED = {Channel.EMAIL: "email", Channel.PHONE: "phone"}
"""Ways of contact of which each address is barred by itself."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody said, or has not said yet, about one way of reaching or showing them."""

    channel: Channel
    consent: Consent | None = None


def answers(store: Store, person: str) -> list[Answer]:
    """Return what counts today for each way, in the order of the ways."""
    said = history(store, person)
    latest = {consent.channel: consent for consent in reversed(said)}
    return [Answer(channel, latest.get(channel)) for channel in Channel]


def history(store: Store, person: str) -> list[Consent]:
    """Return all that somebody ever said, what counts first."""
    facts = facts_about(store, Consent.kind, all_ids_of(store, person))
    said = [fact for fact in facts if isinstance(fact, Consent)]
    return sorted(said, key=lambda fact: weight(fact.model_dump(mode="json")), reverse=True)


def usable_addresses(store: Store, person: Person) -> list[str]:
    """Return the phone number and the e-mail address by which somebody may be reached; none if barred."""
    barred = {(fact["channel"], fact["address"]) for fact in _standing(store)}
    if person.do_not_contact:
        return []
    held = ((Channel.PHONE, person.phone), (Channel.EMAIL, person.email))
    return [each for channel, each in held if each and (channel, normal_address(channel, each)) not in barred]


def record_consent(store: Store, consent: Consent) -> str:
    """Keep what somebody said; a no to e-mail or calls also bars their addresses, a yes frees them.

    Malformed where a minor says yes without a guardian.
    """
    person = read(store, Person, consent.person)
    change = _free if consent.answer == ConsentAnswer.GIVEN else _bar
    with store.edit(_("Record consent of {name}").format(name=person.name)) as draft:
        change(store, draft, person, (consent.channel,), consent.source)
        return keep_answer(draft, person, consent)


def bar_contact(store: Store, person: str, source: str = "") -> None:
    """Keep that somebody asked not to be contacted; none of their addresses is used again."""
    who = read(store, Person, person)
    with store.edit(_("Do not contact {name}").format(name=who.name)) as draft:
        draft.set(Person.kind, person, {"do_not_contact": True})
        _bar(store, draft, who, tuple(ADDRESSED), source)


def allow_contact(store: Store, person: str, source: str = "") -> None:
    """Keep that somebody, on their own wish, may be contacted again."""
    who = read(store, Person, person)
    with store.edit(_("Contact {name} again").format(name=who.name)) as draft:
        draft.set(Person.kind, person, {"do_not_contact": False})
        _free(store, draft, who, tuple(ADDRESSED), source)


def bar_addresses(store: Store, draft: Draft, person: Person) -> None:
    """Bar the addresses of somebody who asked not to be contacted, before their record goes."""
    if person.do_not_contact:
        _bar(store, draft, person, tuple(ADDRESSED), "")


def _bar(store: Store, draft: Draft, person: Person, channels: Sequence[Channel], source: str) -> None:
    standing = {(fact["channel"], fact["address"]) for fact in _standing(store)}
    for channel, address in _addresses(person, channels):
        if (channel, address) not in standing:
            said: dict[str, Any] = {"reason": _("asked not to be contacted"), "day": today_of(store)}
            fact = Suppression(channel=channel, address=address, source=source, **said)
            # One that was lifted, or taken back, keeps its id: one anew has an id of its own.
            draft.add(
                fact.model_copy(update={"id": new_id()}) if is_known(store, fact.kind, fact.id) else fact
            )


def _free(store: Store, draft: Draft, person: Person, channels: Sequence[Channel], source: str) -> None:
    wanted = set(_addresses(person, channels))
    for fact in _standing(store):
        if (fact["channel"], fact["address"]) in wanted:
            lifting = {"lifted": True, "corrects": fact["id"], "source": source, "day": today_of(store)}
            said = {"id": new_id(), "channel": fact["channel"], "address": fact["address"]}
            draft.add(Suppression.model_validate({**said, **lifting}))


def _standing(store: Store) -> Iterator[dict[str, Any]]:
    facts = records_of(store, Suppression.kind)
    lifted = {fact["corrects"] for fact in facts if fact["lifted"]}
    return (fact for fact in facts if not fact["lifted"] and fact["id"] not in lifted)


def _addresses(person: Person, channels: Iterable[Channel]) -> Iterator[tuple[Channel, str]]:
    for channel in channels:
        if name := ADDRESSED.get(channel):
            for address in (getattr(person, name), *getattr(person, f"other_{name}s")):
                if address:
                    yield channel, normal_address(channel, address)
