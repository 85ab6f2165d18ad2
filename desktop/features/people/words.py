"""Words of the people's pages that stand in more than one place."""

from desktop.i18n import _
from sync.records.consents import Channel, Consent, ConsentAnswer
from sync.records.engagements import EngagementFormat, EngagementOutcome
from sync.records.money import StipendMove
from sync.records.people import AgeBand, Person


def channel_words(channel: Channel) -> str:
    """Return what a way of reaching or showing somebody is called."""
    return _channels().get(channel, str(channel))


def format_words(how: EngagementFormat) -> str:
    """Return how people were in touch."""
    return _formats().get(how, str(how))


def outcome_words(outcome: EngagementOutcome) -> str:
    """Return what came of a contact, "" where nothing was said of that."""
    return _outcomes().get(outcome, str(outcome))


def standing_words(move: str) -> str:
    """Return how far a request for a stipend is."""
    return _moves().get(move, move)


def answer_words(consent: Consent | None) -> tuple[str, str]:
    """Return the words for an answer, and the tone of their chip."""
    if consent is None:
        return _("Not asked"), "plain"
    return (_("Yes"), "good") if consent.answer == ConsentAnswer.GIVEN else (_("No"), "warn")


def standing_chips(person: Person) -> list[tuple[str, str]]:
    """Return what everybody should heed of somebody, and the tone of each chip."""
    said = (
        (person.do_not_contact, _("Do not contact"), "warn"),
        (person.do_not_photograph, _("Do not photograph"), "warn"),
        (person.age_band == AgeBand.MINOR, _("Minor"), "accent"),
        (person.provisional, _("Added at a door"), "accent"),
        (person.inactive, _("No longer active"), "plain"),
    )
    return [(words, tone) for is_so, words, tone in said if is_so]


def first_chip(person: Person) -> tuple[str, str]:
    """Return what a list says of somebody in one chip, and its tone; "" for nothing."""
    chips = [chip for chip in standing_chips(person) if chip[0] != _("Do not photograph")]
    return chips[0] if chips else ("", "plain")


def _channels() -> dict[str, str]:
    return {
        Channel.EMAIL: _("E-mail"),
        Channel.PHONE: _("Calls"),
        Channel.TEXT_MESSAGE: _("Text messages"),
        Channel.POST: _("Letters"),
        Channel.PHOTO: _("Photographs"),
        Channel.STORY: _("Their story"),
        Channel.DIRECTORY: _("The directory"),
    }


def _formats() -> dict[str, str]:
    return {
        EngagementFormat.ONE_ON_ONE: _("One-on-one"),
        EngagementFormat.CALL: _("Call"),
        EngagementFormat.VISIT: _("Visit"),
        EngagementFormat.EMAIL: _("E-mail"),
        EngagementFormat.TEXT_MESSAGE: _("Text message"),
        EngagementFormat.EVENT: _("Event"),
        EngagementFormat.OTHER: _("Contact"),
    }


def _outcomes() -> dict[str, str]:
    return {
        EngagementOutcome.NONE: "",
        EngagementOutcome.INTERESTED: _("Interested"),
        EngagementOutcome.COMMITTED: _("Committed"),
        EngagementOutcome.DECLINED: _("Declined"),
        EngagementOutcome.NO_ANSWER: _("No answer"),
        EngagementOutcome.FOLLOW_UP: _("Follow up"),
    }


def _moves() -> dict[str, str]:
    return {
        "": _("Not submitted yet"),
        StipendMove.SUBMITTED: _("Submitted"),
        StipendMove.ENDORSED: _("Endorsed"),
        StipendMove.APPROVED: _("Approved"),
        StipendMove.RETURNED: _("Returned"),
        StipendMove.REJECTED: _("Rejected"),
        StipendMove.PAID: _("Paid"),
        StipendMove.REPORTED: _("Reported"),
        StipendMove.RECONCILED: _("Reconciled"),
        StipendMove.VOIDED: _("Voided"),
    }
