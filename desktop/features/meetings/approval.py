"""From draft to reviewed, approved and published; what is approved is locked and can be proved.

The approved minutes carry the SHA-256 of their canonical form. Every device that holds the
same records works out the same hash, so nobody can change them unseen. What was wrong in
them is put right by an amendment that stands beside.
"""

from datetime import date

from desktop.features.meetings import queries
from desktop.features.meetings.canonical import hash_of
from desktop.features.meetings.moments import day_of, here
from desktop.i18n import _
from desktop.store.store import Store
from sync.errors import Refused
from sync.records.meetings import Meeting, MinutesAmendment, MinutesStatus
from sync.records.motions import Motion, MotionResult

LOCKED = (MinutesStatus.APPROVED, MinutesStatus.PUBLISHED)


def is_locked(meeting: Meeting) -> bool:
    """Tell whether the minutes of a meeting are approved, and so stay as they are."""
    return bool(meeting.approved_hash) or meeting.minutes_status in LOCKED


def require_unlocked(meeting: Meeting) -> None:
    """Refused where the minutes are approved."""
    if is_locked(meeting):
        raise Refused(
            _(
                "The minutes of “{title}” are approved, so what they record stays as it is. "
                "Nothing was changed. Add an amendment to correct them."
            ).format(title=meeting.title),
            "minutes_locked",
        )


def is_intact(store: Store, meeting: str) -> bool:
    """Tell whether approved minutes are still what was approved."""
    held = queries.read(store, Meeting, meeting)
    return bool(held.approved_hash) and hash_of(store, held) == held.approved_hash


def mark_reviewed(store: Store, meeting: str) -> None:
    """Call the minutes reviewed: ready for the next meeting to approve."""
    held = queries.read(store, Meeting, meeting)
    require_unlocked(held)
    if not held.minutes.strip() and not queries.of_meeting(store, Motion, meeting):
        raise Refused(_("There are no minutes to review yet. Write them first."), "minutes_empty")
    with store.edit(_("Minutes reviewed")) as draft:
        draft.set(Meeting.kind, meeting, {"minutes_status": MinutesStatus.REVIEWED})


def back_to_draft(store: Store, meeting: str) -> None:
    """Call reviewed minutes a draft again."""
    require_unlocked(queries.read(store, Meeting, meeting))
    with store.edit(_("Minutes back to draft")) as draft:
        draft.set(Meeting.kind, meeting, {"minutes_status": MinutesStatus.DRAFT})


def approve(store: Store, meeting: str, motion: str = "") -> str:
    """Approve the minutes, lock them, and return their hash.

    `motion` is the one by which the next meeting approved them; Refused if it was not carried,
    if the minutes were not reviewed, or if a motion of this meeting is still open.
    """
    held = queries.read(store, Meeting, meeting)
    require_unlocked(held)
    if held.minutes_status != MinutesStatus.REVIEWED:
        raise Refused(_("Mark the minutes as reviewed first; then they can be approved."), "not_reviewed")
    if motion and queries.read(store, Motion, motion).result != MotionResult.CARRIED:
        raise Refused(_("That motion was not carried, so it approves nothing."), "not_carried")
    if any(each.result == MotionResult.OPEN for each in queries.of_meeting(store, Motion, meeting)):
        raise Refused(_("A motion of this meeting is still open. Settle it first."), "motion_open")
    approved = {"minutes_status": MinutesStatus.APPROVED, "approved_by": motion}
    found = hash_of(store, held)
    with store.edit(_("Approve minutes")) as draft:
        draft.set(Meeting.kind, meeting, {**approved, "approved_hash": found})
    return found


def publish(store: Store, meeting: str) -> None:
    """Call approved minutes published; Refused for a closed meeting, which is never published."""
    held = queries.read(store, Meeting, meeting)
    if held.closed:
        raise Refused(_("This meeting is closed, so its minutes are not published."), "closed")
    if held.minutes_status != MinutesStatus.APPROVED:
        raise Refused(_("Only approved minutes are published. Approve them first."), "not_approved")
    with store.edit(_("Publish minutes")) as draft:
        draft.set(Meeting.kind, meeting, {"minutes_status": MinutesStatus.PUBLISHED})


def amend(store: Store, meeting: str, text: str, motion: str = "") -> str:
    """Append a correction to approved minutes and return its id; the minutes stay as they are."""
    held = queries.read(store, Meeting, meeting)
    if not is_locked(held):
        raise Refused(_("These minutes are not approved yet: correct the text itself."), "not_approved")
    if not text.strip():
        raise Refused(_("Say what is to be corrected."), "empty")
    with store.edit(_("Amend minutes")) as draft:
        return draft.add(
            MinutesAmendment(meeting=meeting, text=text.strip(), motion=motion, day=_today(store, held))
        )


def amendments_of(store: Store, meeting: str) -> list[MinutesAmendment]:
    """Return the corrections appended to minutes, in the order in which they were made."""
    return queries.of_meeting(store, MinutesAmendment, meeting)


def approved_on(store: Store, meeting: Meeting) -> date | None:
    """Return the day of the meeting that approved the minutes, None if no motion names it."""
    motions = queries.read_some(store, Motion, [meeting.approved_by] if meeting.approved_by else [])
    held = queries.read_some(store, Meeting, [each.meeting for each in motions])
    return day_of(store, held[0]) if held else None


def _today(store: Store, meeting: Meeting) -> date:
    return here(store, meeting).date()
