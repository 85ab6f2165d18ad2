"""What was agreed to do next with somebody, and whether it is time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from desktop.features.people.queries import latest_talk
from desktop.features.people.reading import read
from desktop.features.people.timeline import Happening
from desktop.store.links import all_ids_of
from desktop.store.store import Store
from sync.records.engagements import Engagement
from sync.records.people import Person


@dataclass(frozen=True, slots=True)
class FollowUp:
    """The next step with somebody."""

    step: str
    """"" where only too long has passed."""
    day: date | None
    is_due: bool


def follow_up(store: Store, person: Person, today: date, lately: Sequence[Happening] = ()) -> FollowUp | None:
    """Return the next step that the last contact left open, or that it is time to be in touch.

    `lately` are the newest lines of their timeline, if they are known already.
    """
    last = last_contact(store, person.id, lately)
    if last and (last.next_step or last.next_day):
        is_due = last.next_day is not None and last.next_day <= today
        return FollowUp(last.next_step, last.next_day, is_due)
    is_silent = person.contact_every and _last_day(last) <= today - timedelta(days=person.contact_every)
    return FollowUp("", None, is_due=True) if is_silent and not person.inactive else None


def last_contact(store: Store, person: str, lately: Sequence[Happening] = ()) -> Engagement | None:
    """Return the last contact with somebody, None if there was none."""
    found = next((line.id for line in lately if line.kind == Engagement.kind), "")
    latest = found or latest_talk(store, all_ids_of(store, person))
    return read(store, Engagement, latest) if latest else None


def _last_day(last: Engagement | None) -> date:
    return last.at.astimezone().date() if last and last.at else date.min
