"""By which ways somebody may be reached or shown, and if not, why: asked before any list leaves the program.

An address that must not be used is barred whoever it belongs to. Where nothing was ever said,
people may be written to and called; to be shown, or to be in a directory, they are asked first.
"""

from dataclasses import dataclass
from typing import Any

from desktop.i18n import _
from desktop.store.store import Store
from desktop.transfer.phones import phone_key
from desktop.transfer.queries import records_of, suppressed
from sync.publishing import Answers, counting
from sync.records.consents import Channel, Consent, ConsentAnswer
from sync.records.people import AgeBand, normal_email

ASKED_FIRST = (Channel.PHOTO, Channel.STORY, Channel.DIRECTORY)
"""Ways that need a yes; for the others it is enough that nobody said no."""
CONTACT = (Channel.EMAIL, Channel.PHONE, Channel.TEXT_MESSAGE, Channel.POST)


@dataclass(frozen=True)
class Permissions:
    """What everybody allowed, and which addresses must not be used."""

    answers: Answers
    barred: dict[str, frozenset[str]]
    """email and phone -> normalized addresses."""

    def why_not(self, person: dict[str, Any], channel: Channel) -> str:
        """Return why somebody, given as JSON, may not be reached or shown in a way; "" if they may."""
        answer = self.answers.get((person["id"], channel), {})
        said = answer.get("answer", "")
        is_minor = person["age_band"] == AgeBand.MINOR
        if is_minor and not (said == ConsentAnswer.GIVEN and answer.get("guardian")):
            return _("a minor; a guardian has to agree first")
        if channel in CONTACT and person["do_not_contact"]:
            return _("asked not to be contacted")
        if channel == Channel.PHOTO and person["do_not_photograph"]:
            return _("asked not to be photographed")
        if said in (ConsentAnswer.REFUSED, ConsentAnswer.WITHDRAWN):
            return _("said no to this")
        if channel in ASKED_FIRST:
            return "" if said == ConsentAnswer.GIVEN else _("was not asked yet")
        return "" if self.addresses(person, channel) else _("has no address that may be used")

    def addresses(self, person: dict[str, Any], channel: Channel) -> list[Any]:
        """Return the addresses of somebody for a way of contact that may be used, the main one first."""
        if channel == Channel.EMAIL:
            return [each for each in _all(person, "email") if normal_email(each) not in self.barred["email"]]
        if channel == Channel.POST:
            return [each for each in (person["address"], *person["other_addresses"]) if _is_complete(each)]
        return [each for each in _all(person, "phone") if phone_key(each) not in self.barred["phone"]]


def read_permissions(store: Store) -> Permissions:
    """Return what everybody allowed so far; it reads all that was ever said."""
    answers = counting(records_of(store, Consent.kind), dict(_merged(store)))
    return Permissions(answers, suppressed(store))


def _merged(store: Store) -> list[tuple[str, str]]:
    pairs = [pair for pair in records_of(store, "duplicate") if pair["kept"]]
    return [(pair["other"] if pair["kept"] == pair["one"] else pair["one"], pair["kept"]) for pair in pairs]


def _all(person: dict[str, Any], name: str) -> list[str]:
    return [each for each in (person[name], *person[f"other_{name}s"]) if each]


def _is_complete(address: dict[str, Any] | None) -> bool:
    return bool(address and address.get("street") and (address.get("postal_code") or address.get("city")))
