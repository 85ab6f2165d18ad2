"""What a preview says on the screen: its parts, its question, and what Enter would make."""

from datetime import date, datetime, time

from desktop.features.quick.actions import ContactPlan, PersonPlan, Plan, TaskPlan
from desktop.features.quick.preview import Offer, Part, Preview, Question
from desktop.i18n import _
from desktop.ui.dates import day_words, distance_words, time_words
from desktop.ui.record_model import RowText
from desktop.words import choice_label, kind_label
from sync.records.engagements import EngagementFormat

_WAYS = frozenset(EngagementFormat)
_ICONS = {
    "person": "user", "partner": "building-2", "sector": "layers", "new": "user-plus", "words": "x",
    "name": "user", "nobody": "circle", "day": "calendar", "time": "clock", "task": "list-checks",
    "note": "notebook-pen",
}  # fmt: skip


def part_words(part: Part, today: date) -> str:
    """Return what a chip says."""
    if part.sort in _WAYS:
        return choice_label(part.sort)
    if part.is_open:
        return f"{part.words}?" if part.words else _asked(part.sort)
    if part.day is not None:
        return day_words(part.day, today)
    if part.at is not None:
        return _clock(part.at)
    return _said(part)


def part_tone(part: Part) -> str:
    """Return the colour of a chip: what is open stands out."""
    if part.is_open:
        return "warn"
    if part.sort == "barred":
        return "bad"
    return "accent" if part.sort in _WAYS or part.sort in ("task", "new_person") else "plain"


def question_words(question: Question) -> str:
    """Return a question as a sentence."""
    about = question.about
    words = {
        "whom": _("With whom? Type a name."),
        "which": _("Who is “{name}”?").format(name=about),
        "who": _("Nobody is called “{name}” yet.").format(name=about),
        "owner": _("One person does it. Who?"),
        "day": _("On which day?"),
        "days": _("Which day is meant?"),
        "past": _("That day is past. Which one is meant?"),
        "time": _("Which time is meant?"),
        "place": _("What is “{words}”?").format(words=about),
        "known": _("Is {name} one of these?").format(name=about),
        "name": _("Type a name."),
    }
    return words.get(question.sort) or _("Type what is to be done.")


def offer_text(offer: Offer, question: Question, today: date) -> RowText:
    """Return one answer as a row."""
    icon = _ICONS.get(offer.sort, "")
    if offer.day is not None:
        return RowText(day_words(offer.day, today), chip=distance_words(offer.day, today), icon=icon)
    if offer.at is not None:
        return RowText(_clock(offer.at), icon=icon)
    if offer.sort in ("person", "partner", "sector"):
        words = f"{offer.words} · {offer.detail}" if offer.detail else offer.words
        return RowText(words, chip="" if offer.sort == "person" else kind_label(offer.sort), icon=icon)
    return RowText(_verb(offer, question), icon=icon)


def made_words(preview: Preview) -> str:
    """Return what Enter would make, or the question that stands before it."""
    if preview.question is not None:
        return question_words(preview.question)
    if isinstance(preview.plan, ContactPlan):
        return _("Next step: {step}").format(step=preview.plan.step)
    if isinstance(preview.plan, TaskPlan):
        return _("Action item: {title}").format(title=preview.plan.title)
    if isinstance(preview.plan, PersonPlan):
        return _("New person: {name}").format(name=preview.plan.name)
    return ""


def done_words(plan: Plan) -> str:
    """Return what is said once it is made."""
    if isinstance(plan, ContactPlan):
        return _("Planned: {step}").format(step=plan.step)
    return _("Person added") if isinstance(plan, PersonPlan) else _("Action item added")


def _asked(sort: str) -> str:
    words = {"day": _("Which day?"), "time": _("Which time?"), "person": _("With whom?")}
    return words.get(sort) or _("What?")


def _said(part: Part) -> str:
    words = {
        "task": _("Action item"),
        "new_person": _("New person: {name}").format(name=part.words),
        "owner": _("Done by {name}").format(name=part.words) if part.words else _("Nobody does it yet"),
        "note": _("Note: {words}").format(words=part.words),
        "barred": _("{name} asked not to be contacted").format(name=part.words),
    }
    return words.get(part.sort) or part.words


def _verb(offer: Offer, question: Question) -> str:
    words = {
        "words": _("“{name}” is no name").format(name=offer.words),
        "name": _("It is part of the name: {name}").format(name=offer.words),
        "nobody": _("Nobody does it yet"),
        "task": _("Make it an action item"),
        "note": _("Keep “{words}” as a note").format(words=offer.words),
    }
    new = _("No, add {name}") if question.sort == "known" else _("Add “{name}” as a new person")
    return words.get(offer.sort) or new.format(name=offer.words)


def _clock(at: time) -> str:
    return time_words(datetime.combine(date.today(), at).astimezone())  # noqa: DTZ011 - any day would do
