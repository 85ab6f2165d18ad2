"""Invitations: a meeting as a calendar entry that keeps its UID and counts its revisions."""

from desktop.features.meetings import queries
from desktop.features.meetings.moments import here, now
from desktop.features.meetings.papers.mailing import coalition_mailbox, mailboxes
from desktop.features.meetings.roster import expected_at
from desktop.i18n import _
from desktop.reports.calendar import Gathering
from desktop.store.store import Store
from sync.errors import Refused
from sync.records.meetings import Meeting


def gathering_of(store: Store, meeting: str) -> Gathering:
    """Return the calendar entry of a meeting; Refused while it has no time.

    Its UID is the meeting's id and never changes; its revision goes up with each change of time
    or place and when the meeting is called off.
    """
    held = queries.read(store, Meeting, meeting)
    if held.starts_at is None:
        raise Refused(_("This meeting has no time yet. Set one, then invite people."), "no_time")
    return Gathering(
        uid=held.id,
        title=held.title,
        starts_at=here(store, held, held.starts_at),
        duration=held.duration,
        revision=held.revision,
        place=held.place,
        link=held.link,
        organizer=coalition_mailbox(store),
        invited=tuple(mailboxes(store, expected_at(store, held)).values()),
    )


def calendar_file(store: Store, meeting: str) -> bytes:
    """Return the .ics that invites to a meeting, or that takes it off if it was called off."""
    from desktop.reports.calendar import cancellation, invitation

    gathering = gathering_of(store, meeting)
    is_off = queries.read(store, Meeting, meeting).cancelled
    return (cancellation if is_off else invitation)(gathering, now(store))
