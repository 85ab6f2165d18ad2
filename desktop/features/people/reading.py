"""Reading single records as what they are."""

from datetime import date
from typing import TypeVar, cast

from desktop.i18n import _
from desktop.store.store import Store
from desktop.transfer.queries import records_of
from sync.cases import standing
from sync.errors import Malformed, Unknown
from sync.records.base import Entry
from sync.records.engagements import Scale
from sync.records.money import StipendStep
from sync.records.people import Person

Sort = TypeVar("Sort", bound=Entry)
LONGEST_LINE, LONGEST_NAME = 500, 300
"""Characters that a line and a name hold."""


def read(store: Store, kind: type[Sort], record: str) -> Sort:
    """Return a record of a kind; Unknown if there is none or it was deleted."""
    return cast(Sort, store.get(kind.kind, record))


def name_of(store: Store, kind: str, record: str) -> str:
    """Return the name of a record, deleted or not; "" where there is none."""
    if not record:
        return ""
    try:
        fields = store.state(kind, record)["fields"]
    except Unknown:
        return ""
    return str(fields.get("name") or fields.get("title") or "")


def kept_of(store: Store, person: str) -> str:
    """Return the id of the record that somebody's was merged into, their own if it was not."""
    try:
        merged = str(store.state(Person.kind, person)["fields"].get("merged_into") or "")
    except Unknown:
        return person
    return kept_of(store, merged) if merged else person


def is_known(store: Store, kind: str, record: str) -> bool:
    """Return whether there is a record of that id already, deleted or not."""
    try:
        store.state(kind, record)
    except Unknown:
        return False
    return True


def require_name(name: str) -> str:
    """Return a name as it is kept; Malformed where there is none."""
    if not name.strip():
        raise Malformed(_("Type a name first. Nothing was kept yet."), "name")
    return name.strip()[:LONGEST_NAME]


def step_name(store: Store, scale: str, number: int) -> str:
    """Return what a step of a scale is called, although the scale was deleted since."""
    try:
        return step_words(read(store, Scale, scale), number)
    except Unknown:
        return step_words(Scale(name="-"), number)


def step_words(scale: Scale, number: int) -> str:
    """Return what a step of a scale is called; its number where the scale has no name for it."""
    names = (step.name for step in scale.steps if step.number == number and step.name)
    return next(names, _("Step {number}").format(number=number))


def stipend_standing(store: Store, stipend: str) -> str:
    """Return how far a request for a stipend is, "" where it was not submitted."""
    steps = [each for each in records_of(store, StipendStep.kind) if each["case"] == stipend]
    return standing([each for each in steps if "refused" not in store.state(StipendStep.kind, each["id"])])


def today_of(store: Store) -> date:
    """Return the day it is here."""
    return date.fromisoformat(store.now()[:10])
