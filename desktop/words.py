"""What fields, choices and kinds are called on the screen.

Where the vocabulary's own word, spelled out, is what people say, it needs no line here.
"""

from desktop.i18n import _, pgettext
from sync.records import VOCABULARY
from sync.records.fields import FieldSpec


def spoken(word: str) -> str:
    """Return a word of the vocabulary as people read it."""
    return _(spelled(word))


def spelled(word: str) -> str:
    """Return a word of the vocabulary spelled out in English: in_person -> In person."""
    plain = word.replace("_", " ")
    return plain[:1].upper() + plain[1:]


def field_label(spec: FieldSpec) -> str:
    """Return the label of a field."""
    return _said().get(spec.name) or spoken(spec.name)


def kind_label(kind: str) -> str:
    """Return what one record of a kind is called."""
    return _kinds().get(kind) or spoken(kind)


def choice_label(value: str) -> str:
    """Return the words for one of a closed list."""
    return _choices().get(value) or spoken(value)


def headline_of(kind: str, fields: dict[str, object]) -> str:
    """Return the few words for a record from its stored fields, without making a record of it."""
    named = (fields.get(name) for name in ("name", "title", "label"))
    return next((str(words) for words in named if words), kind_label(kind))


def is_kind(kind: str) -> bool:
    """Say whether this program knows a kind."""
    return kind in VOCABULARY.kinds


def _said() -> dict[str, str]:
    return {
        "goes_by": _("Goes by"),
        "other_emails": _("Other e-mails"),
        "other_phones": _("Other phones"),
        "email": _("E-mail"),
        "age_band": _("Age"),
        "do_not_contact": _("Do not contact"),
        "do_not_photograph": _("Do not photograph"),
        "starts_at": _("Starts"),
        "link": _("Link to join"),
        "note_taker": _("Note-taker"),
        "teller": _("Told by"),
        "photo_description": _("What the photo shows"),
        "contact_every": _("Remind me every (days)"),
        "member_role": _("Role in the coalition"),
        "roles": _("Roles"),
        "member_since": _("Member since"),
        "partner_since": _("Partner since"),
        "remind_days_before": _("Remind me, days before"),
        "batch": _("Import"),
        "closed": _("Closed to others"),
        "duration": pgettext("time", "Minutes"),
        "initials_only": _("Show initials only"),
        "recurring": _("Comes every time"),
        "topics": _("Topics of every agenda"),
        "recurrence": _("How often"),
        "ended": _("No longer meets"),
    }


def _kinds() -> dict[str, str]:
    return {
        "action_item": _("Action item"),
        "agenda_item": _("Agenda item"),
        "partner": _("Partner"),
        "person": _("Person"),
    }


def _choices() -> dict[str, str]:
    return {
        "one_on_one": _("One-on-one"),
        "email": _("E-mail"),
        "unknown": _("Not said"),
        "two_thirds": _("Two thirds"),
        "four_fifths": _("Four fifths"),
        "secret_ballot": _("Secret ballot"),
    }
