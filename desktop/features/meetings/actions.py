"""Planning meetings: adding, changing, calling off, and whom to call."""

from typing import Any

from desktop.features.meetings import queries
from desktop.features.meetings.approval import is_locked, require_unlocked
from desktop.i18n import _
from desktop.store.store import Store
from sync.errors import Refused
from sync.records.fields import parse_field
from sync.records.meetings import Meeting
from sync.records.people import Person

ON_THE_CALENDAR = ("starts_at", "duration", "time_zone", "place", "link")
"""What a calendar entry says: when one of them changes, everybody's entry has to follow."""
AFTER_APPROVAL = {"tags", "project", "attachments"}
"""What can still be changed of a meeting whose minutes are approved."""


def add_meeting(store: Store, title: str, **known: Any) -> str:
    """Plan a meeting and return its id; `known` are further fields of `Meeting`."""
    meeting = Meeting(title=title, **known)
    with store.edit(_("Add meeting")) as draft:
        return draft.add(meeting)


def change_meeting(store: Store, meeting: str, **fields: Any) -> None:
    """Change a meeting; a change of time or place makes its calendar entry a new revision."""
    held = queries.read(store, Meeting, meeting)
    if not fields.keys() <= AFTER_APPROVAL:
        require_unlocked(held)
    changed = held.but(**fields)
    values = changed.model_dump(mode="json", include=set(fields))
    if any(getattr(held, name) != getattr(changed, name) for name in ON_THE_CALENDAR):
        values["revision"] = held.revision + 1
    with store.edit(_("Change meeting")) as draft:
        draft.set(Meeting.kind, meeting, values)


def cancel_meeting(store: Store, meeting: str) -> None:
    """Call a meeting off; those who had an invitation are sent a cancellation."""
    held = queries.read(store, Meeting, meeting)
    if held.held:
        raise Refused(_("This meeting was held, so it cannot be called off."), "held")
    with store.edit(_("Call off the meeting")) as draft:
        draft.set(Meeting.kind, meeting, {"cancelled": True, "revision": held.revision + 1})


def call_again(store: Store, meeting: str) -> None:
    """Take back that a meeting was called off."""
    held = queries.read(store, Meeting, meeting)
    with store.edit(_("Call the meeting after all")) as draft:
        draft.set(Meeting.kind, meeting, {"cancelled": False, "revision": held.revision + 1})


def trash_meeting(store: Store, meeting: str) -> None:
    """Delete a meeting that was planned by mistake; Refused once its minutes are approved."""
    held = queries.read(store, Meeting, meeting)
    if is_locked(held):
        raise Refused(_("The minutes of this meeting are approved, so it stays."), "minutes_locked")
    with store.edit(_("Delete meeting")) as draft:
        draft.trash(Meeting.kind, meeting)


def invite(store: Store, meeting: str, people: list[str], *, as_voters: bool) -> None:
    """Call people to a meeting, with a vote or as guests; who is called already changes sides."""
    require_unlocked(queries.read(store, Meeting, meeting))
    into, out = ("voters", "invited") if as_voters else ("invited", "voters")
    with store.edit(_("Invite people")) as draft:
        draft.add_members(Meeting.kind, meeting, into, people)
        draft.remove_members(Meeting.kind, meeting, out, people)


def uninvite(store: Store, meeting: str, people: list[str]) -> None:
    """Take people off the list of those called to a meeting."""
    require_unlocked(queries.read(store, Meeting, meeting))
    with store.edit(_("Take people off the list")) as draft:
        for name in ("invited", "voters"):
            draft.remove_members(Meeting.kind, meeting, name, people)


def add_person(store: Store, name: str) -> str:
    """Add somebody who is to be called to a meeting, by name only, and return their id."""
    person = Person(name=str(parse_field(Person, "name", name)))
    with store.edit(_("Add {name}").format(name=person.name)) as draft:
        return draft.add(person)
