"""Who came: marking the roster, leaving and coming back, one call each.

A mark is a fact with the natural key of meeting and person, so two devices that mark the
same person have marked once. Marking otherwise adds a fact that corrects the one before.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from desktop.features.meetings import queries
from desktop.features.meetings.approval import require_unlocked
from desktop.features.meetings.attenders import Attender
from desktop.features.meetings.facts import next_facts
from desktop.features.meetings.moments import now
from desktop.features.meetings.quorum import quorum_light
from desktop.features.meetings.roster import roster_of
from desktop.i18n import _, ngettext
from desktop.store.draft import Draft
from desktop.store.store import Store
from sync.changes import State
from sync.errors import Refused
from sync.records.attendance import Attendance, Departure, Presence
from sync.records.base import natural_id, new_id
from sync.records.meetings import Meeting, MeetingFormat
from sync.records.people import Person


@dataclass(frozen=True, slots=True)
class Mark:
    """How one person takes part; `known` are further fields of `Attendance`."""

    person: str
    presence: Presence = Presence.PRESENT
    known: dict[str, Any] = field(default_factory=dict)


def mark(
    store: Store, meeting: str, person: str, presence: Presence = Presence.PRESENT, **known: Any
) -> None:
    """Record how somebody takes part; saying the same again does nothing.

    `known` are further fields of `Attendance`: format, proxy, sector, sheet_code. Who is
    present arrived now, unless `arrived_at` says otherwise.
    """
    if presence == Presence.PRESENT:
        known.setdefault("arrived_at", now(store))
    name = queries.read(store, Person, person).name
    mark_all(store, meeting, [Mark(person, presence, known)], _label(presence).format(name=name))


def mark_all(store: Store, meeting: str, marks: list[Mark], label: str = "") -> int:
    """Record how several people take part, as one edit; return how many marks were news."""
    held = queries.read(store, Meeting, meeting)
    require_unlocked(held)
    roster, facts = roster_of(store, held).by_person, _facts_by_person(store, meeting)
    with store.edit(label or _("Mark attendance")) as draft:
        return sum(put_mark(draft, held, each, roster.get(each.person), facts[each.person]) for each in marks)


def put_mark(
    draft: Draft, meeting: Meeting, given: Mark, current: Attender | None, facts: dict[str, State]
) -> bool:
    """Put a mark into a draft, beside what is known of that person; return whether it is news."""
    if current and current.presence == given.presence and not _differs(current, given.known):
        return False
    usual = {} if meeting.format == MeetingFormat.HYBRID else {"format": meeting.format}
    fields = {
        **usual,
        **given.known,
        "meeting": meeting.id,
        "person": given.person,
        "presence": given.presence,
    }
    for record, corrects in next_facts(facts, natural_id(Attendance.kind, meeting.id, given.person)):
        draft.add(Attendance(id=record or new_id(), **fields, corrects=corrects))
    return True


def toggle(store: Store, meeting: str, person: str) -> None:
    """Mark somebody present; who is marked so already, absent: what the space bar does."""
    attender = roster_of(store, meeting).by_person.get(person)
    is_present = attender is not None and attender.presence == Presence.PRESENT
    mark(store, meeting, person, Presence.ABSENT if is_present else Presence.PRESENT)


def leave(store: Store, meeting: str, person: str) -> str:
    """Record that somebody left; return the sentence that the quorum is lost by it, or ""."""
    roster = roster_of(store, meeting)
    if not roster.is_here(person):
        raise Refused(_("They are not here, so they cannot leave. Mark them present first."), "not_here")
    return _move(store, meeting, roster.by_person[person], returned=False)


def come_back(store: Store, meeting: str, person: str) -> str:
    """Record that somebody who left is back; Refused if they had not left."""
    attender = roster_of(store, meeting).by_person.get(person)
    if attender is None or not attender.is_out:
        raise Refused(_("They have not left, so there is nothing to record."), "not_out")
    return _move(store, meeting, attender, returned=True)


def _move(store: Store, meeting: str, attender: Attender, *, returned: bool) -> str:
    held = queries.read(store, Meeting, meeting)
    require_unlocked(held)
    was_met = quorum_light(held, roster_of(store, held)).is_met
    last = [at for at, _returned in attender.turns if at is not None]
    # A clock that was set back must not turn leaving and coming back round.
    at = max([now(store), *(each + timedelta(seconds=1) for each in last)])
    label = _("{name} came back") if returned else _("{name} left")
    with store.edit(label.format(name=attender.name)) as draft:
        draft.add(Departure(meeting=meeting, person=attender.person, at=at, returned=returned))
    light = quorum_light(held, roster_of(store, held))
    if not was_met or light.is_met:
        return ""
    return ngettext(
        "The quorum is lost: {words} Motions have to wait until {count} voter is back.",
        "The quorum is lost: {words} Motions have to wait until {count} voters are back.",
        light.missing,
    ).format(words=light.words, count=light.missing)


def _facts_by_person(store: Store, meeting: str) -> dict[str, dict[str, State]]:
    found: dict[str, dict[str, State]] = defaultdict(dict)
    for record, state in queries.facts_of(store, Attendance, meeting).items():
        found[str(state["fields"].get("person", ""))][record] = state
    return found


def _differs(current: Attender, known: dict[str, Any]) -> bool:
    """Whether a mark says more than its presence anew; the minute of arrival alone is no news."""
    said = {name: value for name, value in known.items() if name != "arrived_at" and value}
    return any(getattr(current, name, value) != value for name, value in said.items())


def _label(presence: Presence) -> str:
    return {
        Presence.PRESENT: _("Mark {name} present"),
        Presence.ABSENT: _("Mark {name} absent"),
        Presence.EXCUSED: _("Mark {name} excused"),
        Presence.BY_PROXY: _("Mark {name} by proxy"),
    }.get(presence, _("Mark {name}"))
