"""Closing a meeting: the checklist, as data with what is missing, and what closing does."""

from dataclasses import dataclass

from desktop.features.meetings import queries
from desktop.features.meetings.action_items import carried_for
from desktop.features.meetings.agenda import agenda_of, is_running
from desktop.features.meetings.approval import require_unlocked
from desktop.features.meetings.attendance.sheets import reconcile
from desktop.features.meetings.moments import now, written
from desktop.features.meetings.roster import roster_of
from desktop.i18n import _, ngettext
from desktop.store.store import Store
from sync.errors import Refused
from sync.records.meetings import AgendaItem, Meeting
from sync.records.motions import ActionItem, ActionStatus, Motion, MotionResult


@dataclass(frozen=True, slots=True)
class Point:
    """One point of the checklist."""

    code: str
    """attendance, sheet, motions, owners, minutes or walk_ins."""
    title: str
    is_done: bool
    missing: str = ""
    """What is still to do, in a sentence."""
    records: tuple[str, ...] = ()
    """The ids of what it is about."""


def checklist(store: Store, meeting: str) -> list[Point]:
    """Return the points to see to before a meeting is closed, in the order in which they come up."""
    held = queries.read(store, Meeting, meeting)
    points = [_attendance(store, held), *_sheet(store, held), _motions(store, held)]
    return [*points, _owners(store, held), _minutes(held)]


def close_meeting(store: Store, meeting: str, *, anyway: bool = False) -> None:
    """Close a meeting: it was held, its last item is finished, and what is still open is carried over.

    Refused, naming what is missing, unless the checklist is done or it is to be closed `anyway`;
    a motion left open is never closed over.
    """
    held = queries.read(store, Meeting, meeting)
    require_unlocked(held)
    missing = [point for point in checklist(store, meeting) if not point.is_done]
    if missing and (not anyway or any(point.code == "motions" for point in missing)):
        words = _("Before the meeting is closed: {missing}")
        raise Refused(words.format(missing=" ".join(point.missing for point in missing)), "checklist")
    at = written(now(store))
    running = [each for each in agenda_of(store, meeting) if is_running(each)]
    with store.edit(_("Close the meeting")) as draft:
        draft.set(Meeting.kind, meeting, {"held": True})
        for item in running:
            draft.set(AgendaItem.kind, item.id, {"finished_at": at})
        for carried in carried_for(store, meeting):
            over = [*carried.action.carried, meeting]
            draft.set(ActionItem.kind, carried.action.id, {"carried": list(dict.fromkeys(over))})


def reopen_meeting(store: Store, meeting: str) -> None:
    """Take back that a meeting was closed, to complete what was forgotten."""
    require_unlocked(queries.read(store, Meeting, meeting))
    with store.edit(_("Reopen the meeting")) as draft:
        draft.set(Meeting.kind, meeting, {"held": False})


def _attendance(store: Store, meeting: Meeting) -> Point:
    unmarked = roster_of(store, meeting).unmarked
    missing = ngettext(
        "Mark {count} person who is neither present nor absent.",
        "Mark {count} people who are neither present nor absent.",
        len(unmarked),
    )
    people = tuple(each.person for each in unmarked)
    said = missing.format(count=len(people)) if people else ""
    return Point("attendance", _("Everybody is marked"), not people, said, people)


def _sheet(store: Store, meeting: Meeting) -> list[Point]:
    roster = roster_of(store, meeting)
    found = reconcile(meeting, roster)
    walked_in = tuple(each.person for each in roster.attenders if each.walk_in)
    still = tuple(line.id for line in queries.people_lines(store, walked_in).values() if line.is_provisional)
    points = []
    if meeting.sheet_count or found.entered:
        points.append(Point("sheet", _("Attendance equals the sign-in sheet"), found.is_level, found.words))
    if walked_in:
        title = _("People who walked in are known")
        # To be compared with the people already known at leisure: it never holds a meeting up.
        points.append(Point("walk_ins", title, True, "", still))
    return points


def _motions(store: Store, meeting: Meeting) -> Point:
    still = [
        each for each in queries.of_meeting(store, Motion, meeting.id) if each.result == MotionResult.OPEN
    ]
    said = _("Settle the motion “{title}”.").format(title=still[0].title) if still else ""
    return Point("motions", _("No motion is open"), not still, said, tuple(each.id for each in still))


def _owners(store: Store, meeting: Meeting) -> Point:
    actions = queries.of_meeting(store, ActionItem, meeting.id)
    known = queries.people_lines(store, {each.owner for each in actions})
    done = (ActionStatus.DONE, ActionStatus.DROPPED)
    without = [each for each in actions if each.owner not in known and each.status not in done]
    said = _("Say who does “{title}”.").format(title=without[0].title) if without else ""
    return Point(
        "owners", _("Every action item has an owner"), not without, said, tuple(e.id for e in without)
    )


def _minutes(meeting: Meeting) -> Point:
    is_written = bool(meeting.minutes.strip())
    said = "" if is_written else _("Write a few words of minutes.")
    return Point("minutes", _("The minutes are a draft ready for review"), is_written, said)
